import { useFormat } from '~/ui/format';

/** A day without a time, from `YYYY-MM-DD` or the start of it in UTC, the same in every time zone. */
export function Day({ on }: { on: Date | string }) {
  const format = useFormat();
  const day = (typeof on === 'string' ? on : on.toISOString()).slice(0, 10);
  return <time dateTime={day}>{format.date(`${day}T12:00:00Z`)}</time>;
}
