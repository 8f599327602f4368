/** The working calendar of a place: IANA time zone, public holidays, and its closing time there. */
export interface WorkingCalendar {
  timeZone: string;
  /** Is the date (`YYYY-MM-DD`, local) a holiday? */
  isHoliday(isoDate: string): boolean;
  /** Local wall time, `HH:MM`. */
  closesAt: string;
}

const DAY_MS = 86_400_000;
/** A calendar with no working day in this many days in a row is a mistake, not a place. */
const LONGEST_CLOSURE_DAYS = 366;

/**
 * The closing time (UTC instant) of the `days`-th working day after `startUtc`. The start's own local date is not
 * counted; with 0 it is, and the answer is the first closing time that is not before the start. Working days are
 * Monday to Friday without holidays. Right over changes of daylight saving time.
 * Throws RangeError when `days` is not a whole number from 0 to 10000, or the calendar has no working day in a year.
 */
export function addWorkingDays(startUtc: Date, days: number, calendar: WorkingCalendar): Date {
  if (!Number.isInteger(days) || days < 0 || days > 10_000)
    throw new RangeError('days from 0 to 10000 expected');
  let day = localDay(startUtc, calendar.timeZone);
  if (days === 0) {
    const closes = isWorkingDay(day, calendar) ? closing(day, calendar) : null;
    if (closes && closes >= startUtc) return closes;
  }
  for (let left = Math.max(days, 1); left > 0; left--) day = nextWorkingDay(day, calendar);
  return closing(day, calendar);
}

/**
 * How many working days lie after the local date of `fromUtc`, up to and including the local date of `toUtc`;
 * negative when `toUtc` is the earlier. `workingDaysBetween(s, addWorkingDays(s, n, c), c)` is n for every n from 1.
 */
export function workingDaysBetween(fromUtc: Date, toUtc: Date, calendar: WorkingCalendar): number {
  const from = localDay(fromUtc, calendar.timeZone);
  const to = localDay(toUtc, calendar.timeZone);
  let count = 0;
  for (let day = Math.min(from, to) + 1; day <= Math.max(from, to); day++) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count === 0 || to > from ? count : -count;
}

function nextWorkingDay(day: number, calendar: WorkingCalendar): number {
  for (let next = day + 1; next <= day + LONGEST_CLOSURE_DAYS; next++) {
    if (isWorkingDay(next, calendar)) return next;
  }
  throw new RangeError('calendar without working days');
}

/** Days are numbered from 1970-01-01, a Thursday. */
function isWorkingDay(day: number, calendar: WorkingCalendar): boolean {
  const weekday = new Date(day * DAY_MS).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.isHoliday(isoDate(day));
}

function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function closing(day: number, calendar: WorkingCalendar): Date {
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(calendar.closesAt);
  if (!time) throw new RangeError('closing time as HH:MM expected');
  const wall = day * DAY_MS + (Number(time[1]) * 60 + Number(time[2])) * 60_000;
  return fromWallTime(wall, calendar.timeZone);
}

/** The instant of a local wall time: the earlier one of a repeated hour, moved on by the gap in a skipped one. */
function fromWallTime(wall: number, timeZone: string): Date {
  const candidates = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offset(near, timeZone));
  const exact = candidates.filter((instant) => instant + offset(instant, timeZone) === wall);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

function localDay(instant: Date, timeZone: string): number {
  return Math.floor((instant.getTime() + offset(instant.getTime(), timeZone)) / DAY_MS);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which local time is ahead of UTC at an instant. */
export function offset(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      ...{
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      },
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
