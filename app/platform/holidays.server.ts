import Holidays from 'date-holidays';
import { singleton } from './singleton';

type Named = ReadonlyMap<string, string>;

const years = singleton('holiday-years', () => new Map<string, Named>());
const countries = singleton('holiday-countries', () => new Map<string, Holidays>());

/** A rule as date-holidays writes it, with the name of its day; `false` takes the day away. */
type Correction = [rule: string, name: string | false];

/** Saint Stephen's day is none where three days of rest would follow each other. */
const STEPHEN: Correction = ['12-26 not on tuesday, saturday', 'Stephanstag'];

/** Where the library says something else than the law of the canton (docs/decisions/0020-public-holidays.md). */
const CORRECTIONS: Readonly<Record<string, readonly Correction[]>> = {
  'CH-AI': [['12-08', 'Mariä Empfängnis']],
  'CH-AR': [['12-26 not on monday', false], STEPHEN],
  'CH-GL': [
    ['12-24', false],
    ['12-31', false],
    ['Thursday after 04-02 if is observance holiday then next Thursday', false],
    ['Thursday after 04-01 if is observance holiday then next Thursday', 'Näfelser Fahrt'],
  ],
  'CH-NE': [
    ['easter 1', false],
    ['easter 60', false],
  ],
  'CH-SO': [['03-19', false]],
  'CH-UR': [['12-26 not on monday, friday', false], STEPHEN],
  'CH-VS': [['easter 50', false]],
};

/** The public holidays of a place; whole days only, as local dates (`YYYY-MM-DD`). */
export type HolidayCalendar = {
  isHoliday(isoDate: string): boolean;
  /** The next holidays from a date on, with their names in the place's own language. */
  next(isoDate: string, count: number): { date: string; name: string }[];
};

/**
 * Public holidays of a country (ISO 3166-1 alpha-2) and optionally a region (ISO 3166-2 without the country, `ZH`), from
 * date-holidays with our corrections. Each year is computed once a process. Throws RangeError for an unknown country or region.
 */
export function holidayCalendar(country: string, region?: string | null): HolidayCalendar {
  const place = region ? `${country}-${region}` : country;
  let holidays = countries.get(place);
  if (!holidays) {
    const known = new Holidays();
    if (!(country in known.getCountries())) throw new RangeError('unknown country');
    if (region && !(region in (known.getStates(country) ?? {}))) throw new RangeError('unknown region');
    // Days of every type: a public holiday may give way to one of another type.
    holidays = region ? new Holidays(country, region) : new Holidays(country);
    // Its types leave out `false`, by which it takes a day away.
    for (const [rule, name] of CORRECTIONS[place] ?? [])
      holidays.setHoliday(rule, name === false ? (false as never) : { name: { de: name }, type: 'public' });
    countries.set(place, holidays);
  }
  const source = holidays;
  const ofYear = (year: number): Named => {
    const key = `${place}/${year}`;
    let dates = years.get(key);
    if (!dates) {
      dates = wholeDays(source, year);
      years.set(key, dates);
    }
    return dates;
  };
  return {
    isHoliday: (isoDate) => ofYear(Number(isoDate.slice(0, 4))).has(isoDate),
    next(isoDate, count) {
      const year = Number(isoDate.slice(0, 4));
      return [year, year + 1, year + 2]
        .flatMap((one) => [...ofYear(one)].map(([date, name]) => ({ date, name })))
        .filter(({ date }) => date >= isoDate)
        .sort((one, other) => one.date.localeCompare(other.date))
        .slice(0, count);
    },
  };
}

/** The regions of a country with holidays of their own, by code, with their names. */
export function holidayRegions(country: string): { code: string; name: string }[] {
  const states = new Holidays().getStates(country) ?? {};
  return Object.entries(states).map(([code, name]) => ({ code, name }));
}

function wholeDays(holidays: Holidays, year: number): Named {
  const days = new Map<string, string>();
  for (const { date, start, end, name, type } of holidays.getHolidays(year)) {
    if (type !== 'public' || !date.includes(' 00:00:00')) continue;
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
    for (let i = 0; i < length; i++)
      days.set(new Date(first + i * 86_400_000).toISOString().slice(0, 10), name);
  }
  return days;
}
