import { holidayCalendar } from '~/platform/holidays.server';
import { addWorkingDays } from '~/platform/working-days';
import { type OrderKind, type Status, statusRule } from './rules';

type Place = { country: string; region: string | null; timeZone: string; closesAt: string };

/** When the next actor is late for an order that enters `status` at `since` (UTC); null without a deadline. */
export function dueAt(kind: OrderKind, status: Status, since: Date, place: Place): Date | null {
  const { days } = statusRule(kind, status);
  if (days === null) return null;
  const { isHoliday } = holidayCalendar(place.country, place.region);
  return addWorkingDays(since, days, { timeZone: place.timeZone, closesAt: place.closesAt, isHoliday });
}
