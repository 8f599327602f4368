import { holidayCalendar } from '~/platform/holidays.server';

type Place = { timeZone: string; country: string; region: string | null };

/** Today's date (`YYYY-MM-DD`) in an IANA time zone. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}

/** True for a day (`YYYY-MM-DD`) before today at this place. */
export function isPast(day: string, place: Place, now = new Date()): boolean {
  return day < todayIn(place.timeZone, now);
}

/** Why nobody may be there to pick up on this day (`YYYY-MM-DD`); null on a working day of the place. */
export function dayOff(day: string, place: Place): 'weekend' | 'holiday' | null {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return 'weekend';
  return holidayCalendar(place.country, place.region).isHoliday(day) ? 'holiday' : null;
}
