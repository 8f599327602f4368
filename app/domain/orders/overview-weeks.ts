import { startOfDay } from '~/platform/start-of-day';

const DAY_MS = 86_400_000;

/** A calendar week from Monday to Sunday (ISO 8601) in a time zone. */
export type Week = {
  /** ISO 8601: week 1 holds the year's first Thursday. */
  number: number;
  /** Monday and Sunday as `YYYY-MM-DD`. */
  first: string;
  last: string;
  /** UTC instants; the end is exclusive. */
  from: Date;
  until: Date;
};

/** The last `count` weeks up to the one of `now`, oldest first, as they are in an IANA time zone. */
export function lastWeeks(now: Date, timeZone: string, count: number): Week[] {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
  const day = Date.parse(`${today}T00:00:00Z`) / DAY_MS;
  // Day 0 was a Thursday.
  const monday = day - ((((day + 3) % 7) + 7) % 7);
  return Array.from({ length: count }, (_, index) => weekOf(monday - 7 * (count - 1 - index), timeZone));
}

function weekOf(monday: number, timeZone: string): Week {
  const first = isoDay(monday);
  const thursday = monday + 3;
  const newYear = Date.parse(`${isoDay(thursday).slice(0, 4)}-01-01T00:00:00Z`) / DAY_MS;
  return {
    number: Math.floor((thursday - newYear) / 7) + 1,
    first,
    last: isoDay(monday + 6),
    from: startOfDay(first, timeZone),
    until: startOfDay(first, timeZone, 7),
  };
}

const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
