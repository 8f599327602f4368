import Holidays from 'date-holidays';
import { singleton } from './singleton';
import type { WorkingCalendar } from './working-days';

const years = singleton('holiday-years', () => new Map<string, ReadonlySet<string>>());
const countries = singleton('holiday-countries', () => new Map<string, Holidays>());

/**
 * Public holidays of a country (ISO 3166-1 alpha-2) and optionally a region (ISO 3166-2 without the country, `ZH`), from
 * date-holidays; whole days only. Each year is computed once a process. Throws RangeError for an unknown country or region.
 */
export function holidayCalendar(country: string, region?: string | null): Pick<WorkingCalendar, 'isHoliday'> {
  const place = region ? `${country}-${region}` : country;
  let holidays = countries.get(place);
  if (!holidays) {
    const known = new Holidays();
    if (!(country in known.getCountries())) throw new RangeError('unknown country');
    if (region && !(region in (known.getStates(country) ?? {}))) throw new RangeError('unknown region');
    holidays = region
      ? new Holidays(country, region, { types: ['public'] })
      : new Holidays(country, { types: ['public'] });
    countries.set(place, holidays);
  }
  const source = holidays;
  return {
    isHoliday(isoDate) {
      const year = isoDate.slice(0, 4);
      const key = `${place}/${year}`;
      let dates = years.get(key);
      if (!dates) {
        dates = wholeDays(source, Number(year));
        years.set(key, dates);
      }
      return dates.has(isoDate);
    },
  };
}

function wholeDays(holidays: Holidays, year: number): ReadonlySet<string> {
  const days = new Set<string>();
  for (const { date, start, end } of holidays.getHolidays(year)) {
    if (!date.includes(' 00:00:00')) continue;
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
    for (let i = 0; i < length; i++) days.add(new Date(first + i * 86_400_000).toISOString().slice(0, 10));
  }
  return days;
}
