import { useFormat } from '~/ui/format';

type Window = { startsAt: Date | string; endsAt: Date | string; timeZone: string };

/** The time window of a visit, by the clock of its place. */
export function VisitTime({ startsAt, endsAt, timeZone, timeOnly = false }: Window & { timeOnly?: boolean }) {
  const { locale } = useFormat();
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const format = new Intl.DateTimeFormat(locale, {
    ...(timeOnly ? {} : day),
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const [from, until] = [new Date(startsAt), new Date(endsAt)];
  return (
    <time dateTime={from.toISOString()} className="tabular" suppressHydrationWarning>
      {format.formatRange(from, until)}
    </time>
  );
}
