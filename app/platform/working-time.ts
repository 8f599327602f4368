import { firstInstantAt, localDay } from './time-zone';

/** When a place is open: by weekday, in local wall time, without the days on which it is closed. */
export interface WorkingCalendar {
  /** IANA name, such as `Europe/Zurich`. */
  timeZone: string;
  /** `HH:MM` by ISO weekday (1 is Monday); closed on the days that are missing. */
  hours: ReadonlyMap<number, { opens: string; closes: string }>;
  /** Is the place closed on the whole date (`YYYY-MM-DD`, local), such as a public holiday? */
  isClosed(isoDate: string): boolean;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A calendar that is never open in this many days in a row is a mistake, not a place. */
const LONGEST_CLOSURE_DAYS = 366;
const MINUTES_MAX = 1_000_000;

/**
 * The instant (UTC) at which this many minutes of opening time have passed since `start`: the first such instant, so that
 * what ends with the day ends at closing time and not when the place opens again. With a negative number the latest
 * instant from which on that many minutes passed until `start`. Right over changes of daylight saving time.
 * Throws RangeError when `minutes` is not a whole number up to a million, or the calendar is never open for a year.
 */
export function addWorkingMinutes(start: Date, minutes: number, calendar: WorkingCalendar): Date {
  if (!Number.isInteger(minutes) || Math.abs(minutes) > MINUTES_MAX)
    throw new RangeError('a whole number of minutes expected');
  if (minutes === 0) return new Date(start);
  const step = Math.sign(minutes);
  const from = start.getTime();
  let left = Math.abs(minutes) * MINUTE_MS;
  let idle = 0;
  for (let day = localDay(from, calendar.timeZone) - step; idle <= LONGEST_CLOSURE_DAYS; day += step) {
    const open = openOn(day, calendar);
    const begin = Math.max(open?.from ?? 0, step > 0 ? from : Number.NEGATIVE_INFINITY);
    const end = Math.min(open?.to ?? 0, step > 0 ? Number.POSITIVE_INFINITY : from);
    const length = open ? Math.max(0, end - begin) : 0;
    if (length >= left) return new Date(step > 0 ? begin + left : end - left);
    left -= length;
    idle = length > 0 ? 0 : idle + 1;
  }
  throw new RangeError('calendar without opening time');
}

/** The whole minutes of opening time from one instant to another; negative when `to` is the earlier. */
export function workingMinutesBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  if (to < from) return -workingMinutesBetween(to, from, calendar);
  const last = localDay(to.getTime(), calendar.timeZone);
  let sum = 0;
  for (let day = localDay(from.getTime(), calendar.timeZone); day <= last; day++) {
    const open = openOn(day, calendar);
    if (open) sum += Math.max(0, Math.min(open.to, to.getTime()) - Math.max(open.from, from.getTime()));
  }
  return Math.floor(sum / MINUTE_MS);
}

/** The minutes of the day that the place has most often in a week; of several the longest. */
export function usualDayMinutes({ hours }: Pick<WorkingCalendar, 'hours'>): number {
  const days = [...hours.values()].map(({ opens, closes }) => wallMinutes(closes) - wallMinutes(opens));
  const often = (length: number) => days.filter((other) => other === length).length;
  return days.reduce((best, length) => {
    const more = often(length) - often(best);
    return more > 0 || (more === 0 && length > best) ? length : best;
  }, 0);
}

type Open = { from: number; to: number };

const known = new WeakMap<WorkingCalendar, Map<number, Open | null>>();

/** From when to when the place is open on a day, counted from 1970-01-01 (a Thursday); null when it is not. */
function openOn(day: number, calendar: WorkingCalendar): Open | null {
  let days = known.get(calendar);
  if (!days) {
    days = new Map();
    known.set(calendar, days);
  }
  let open = days.get(day);
  if (open === undefined) {
    open = readDay(day, calendar);
    days.set(day, open);
  }
  return open;
}

function readDay(day: number, { timeZone, hours, isClosed }: WorkingCalendar): Open | null {
  const date = new Date(day * DAY_MS);
  const times = hours.get(date.getUTCDay() || 7);
  if (!times || isClosed(date.toISOString().slice(0, 10))) return null;
  const at = (time: string) => firstInstantAt(day * DAY_MS + wallMinutes(time) * MINUTE_MS, timeZone);
  const open = { from: at(times.opens), to: at(times.closes) };
  return open.to > open.from ? open : null;
}

function wallMinutes(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (!hours || !minutes) throw new RangeError('a time as HH:MM expected');
  return Number(hours) * 60 + Number(minutes);
}
