import { useTranslation } from 'react-i18next';
import { useFormat } from '~/ui/format';

const DAY_MS = 86_400_000;

/** Making a formatter costs more than a row of a table: each is made once. */
const made = new Map<string, ReturnType<typeof makeWords>>();
const MADE_MAX = 100;

function makeWords(locale: string, timeZone: string) {
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone });
  return {
    iso: new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }),
    time: of({ hour: '2-digit', minute: '2-digit' }),
    weekday: of({ weekday: 'short' }),
    day: of({ day: 'numeric', month: 'short' }),
    year: of({ day: 'numeric', month: 'short', year: 'numeric' }),
    exact: of({ dateStyle: 'full', timeStyle: 'short' }),
    zone: of({ dateStyle: undefined, hour: '2-digit', minute: '2-digit', timeZoneName: 'long' }),
    today: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'day'),
  };
}

/**
 * Says a moment as people at a place say it: *today 14:00*, *Tue 14:00* within a week, else *12 Mar*; and exactly, with the
 * name of the time zone where it is not the reader's.
 * @param timeZone the place's IANA time zone
 */
export function useMoment(timeZone: string) {
  const format = useFormat();
  const key = `${format.locale} ${timeZone}`;
  let words = made.get(key);
  if (!words) {
    if (made.size >= MADE_MAX) made.clear();
    words = makeWords(format.locale, timeZone);
    made.set(key, words);
  }
  const { iso, time, weekday, day, year, exact, zone, today } = words;
  const dayOf = (at: Date | number) => Date.parse(iso.format(at));
  return (at: Date, now: number) => {
    const days = Math.round((dayOf(at) - dayOf(now)) / DAY_MS);
    const sameYear = iso.format(at).slice(0, 4) === iso.format(now).slice(0, 4);
    const near = days === 0 ? today : weekday.format(at).replace(/\.$/, '');
    const far = (sameYear ? day : year).format(at);
    const here = format.timeZone === timeZone;
    const zoneName = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
    return {
      short: Math.abs(days) < 7 ? `${near} ${time.format(at)}` : far,
      exact: here ? exact.format(at) : `${exact.format(at)}, ${zoneName}`,
    };
  };
}

type Deadline = {
  at: Date;
  now: number;
  /** The place whose clock counts. */
  timeZone: string;
  /** What is due, in place of the order itself. */
  what?: 'promise';
};

/** When something is due at a place, emphasised once it is late; the exact moment on hover. */
export function DueTime({ at, now, timeZone, what }: Deadline) {
  const { t } = useTranslation('desk');
  const { short, exact } = useMoment(timeZone)(at, now);
  const late = at.getTime() < now;
  const said = what ? (late ? 'promise_late' : 'promise') : late ? 'late' : 'at';
  return (
    <time
      dateTime={at.toISOString()}
      title={exact}
      className={late ? 'font-medium text-danger-text' : undefined}
      suppressHydrationWarning
    >
      {t(`due.${said}`, { time: short })}
    </time>
  );
}
