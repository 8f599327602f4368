import { offset } from './time-zone';

const DAY_MS = 86_400_000;

/** The UTC instant at which a day (`YYYY-MM-DD`), or the one `later` days after it, begins in an IANA time zone. */
export function startOfDay(day: string, timeZone: string, later = 0): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + later * DAY_MS;
  const guess = wall - offset(wall, timeZone);
  return new Date(wall - offset(guess, timeZone));
}
