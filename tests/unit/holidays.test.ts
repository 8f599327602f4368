import { describe, expect, test } from 'vitest';
import { holidayCalendar, holidayRegions } from '../../app/platform/holidays.server';
import { addWorkingMinutes, type WorkingCalendar } from '../../app/platform/working-time';

/**
 * The public holidays of the German states and the Swiss cantons from 2025 to 2030, written down from their laws and not
 * from the library (docs/decisions/0020-public-holidays.md): `MM-DD`, `E+n` days from Easter Sunday, or a rule below.
 */
const GERMANY = '01-01 E-2 E+1 05-01 E+39 E+50 10-03 12-25 12-26';
const GERMAN_STATES = {
  BW: '01-06 E+60 11-01',
  BY: '01-06 E+60 11-01',
  BE: '03-08 2025-05-08 2028-06-17',
  BB: '10-31',
  HB: '10-31',
  HH: '10-31',
  HE: 'E+60',
  MV: '03-08 10-31',
  NI: '10-31',
  NW: 'E+60 11-01',
  RP: 'E+60 11-01',
  SL: 'E+60 08-15 11-01',
  SN: '10-31 repentance',
  ST: '01-06 10-31',
  SH: '10-31',
  TH: '09-20 10-31',
};
const SWITZERLAND = '01-01 E+39 08-01 12-25';
const CANTONS = {
  ZH: 'E-2 E+1 05-01 E+50 12-26',
  BE: '01-02 E-2 E+1 E+50 12-26',
  LU: 'E-2 E+60 08-15 11-01 12-08 12-26',
  UR: '01-06 03-19 E-2 E+1 E+50 E+60 08-15 11-01 12-08 stephen',
  SZ: '01-06 03-19 E-2 E+1 E+50 E+60 08-15 11-01 12-08 12-26',
  OW: 'E-2 E+60 08-15 09-25 11-01 12-08',
  NW: '03-19 E-2 E+60 08-15 11-01 12-08',
  GL: 'naefels E-2 E+1 E+50 11-01 12-26',
  ZG: 'E-2 E+60 08-15 11-01 12-08',
  FR: 'E-2 E+60 08-15 11-01 12-08',
  SO: 'E-2 E+60 08-15 11-01',
  BS: 'E-2 E+1 05-01 E+50 12-26',
  BL: 'E-2 E+1 05-01 E+50 12-26',
  SH: 'E-2 E+1 05-01 E+50 12-26',
  AR: 'E-2 E+1 E+50 stephen',
  AI: 'E-2 E+1 E+50 E+60 08-15 09-22 11-01 12-08 stephen',
  SG: 'E-2 E+1 E+50 11-01 12-26',
  GR: 'E+1 E+50 12-26',
  AG: '01-02 E-2 E+1 05-01 E+50 E+60 08-15 11-01 12-08 12-26',
  TG: '01-02 E-2 E+1 05-01 E+50 12-26',
  TI: '01-06 03-19 E+1 05-01 E+50 E+60 06-29 08-15 11-01 12-08 12-26',
  VD: '01-02 E-2 E+1 E+50 fast-monday',
  VS: '03-19 E+60 08-15 11-01 12-08',
  NE: '03-01 E-2 05-01 after-sunday',
  GE: 'E-2 E+1 E+50 geneva-fast 12-31',
  JU: '01-02 E-2 E+1 05-01 E+50 E+60 06-23 08-15 11-01',
};

const DAY_MS = 86_400_000;
const utc = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day);
const weekday = (at: number) => new Date(at).getUTCDay();
/** The first such weekday (0 is Sunday) from a day on. */
const onOrAfter = (at: number, wanted: number) => at + ((wanted - weekday(at) + 7) % 7) * DAY_MS;

/** Easter Sunday of the Gregorian calendar by Gauss, as H. Lichtenberg completed it (1997). */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const s = 2 - Math.floor((3 * century + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const limit = 21 + d - r;
  const sunday = 7 - ((year + Math.floor(year / 4) + s) % 7);
  return utc(year, 3, limit + 7 - ((limit - sunday) % 7));
}

/** Days that are no date and no distance from Easter. */
const RULES: Record<string, (year: number) => (number | null)[]> = {
  // The Wednesday before 23 November (SächsSFG § 1).
  repentance: (year) => [onOrAfter(utc(year, 11, 16), 3)],
  // Not where three days of rest would follow each other (RuhetG AI Art. 2; UR and AR likewise).
  stephen: (year) => [[2, 6].includes(weekday(utc(year, 12, 26))) ? null : utc(year, 12, 26)],
  // The first Thursday in April; in Holy Week a week later (RuhetG GL Art. 2).
  naefels: (year) => {
    const first = onOrAfter(utc(year, 4, 1), 4);
    return [first === easter(year) - 3 * DAY_MS ? first + 7 * DAY_MS : first];
  },
  // The Monday after the third Sunday in September (VD).
  'fast-monday': (year) => [onOrAfter(utc(year, 9, 15), 0) + DAY_MS],
  // The Thursday after the first Sunday in September (GE).
  'geneva-fast': (year) => [onOrAfter(utc(year, 9, 1), 0) + 4 * DAY_MS],
  // 2 January and 26 December where the day before is a Sunday (NE).
  'after-sunday': (year) => [utc(year, 1, 2), utc(year, 12, 26)].map((at) => (weekday(at) === 1 ? at : null)),
};

function holidaysOf(rules: string, year: number): number[] {
  return rules.split(' ').flatMap((rule) => {
    const [, days] = /^E([+-]\d+)$/.exec(rule) ?? [];
    if (days !== undefined) return [easter(year) + Number(days) * DAY_MS];
    if (/^\d{4}-/.test(rule)) return rule.startsWith(`${year}-`) ? [Date.parse(`${rule}T00:00:00Z`)] : [];
    if (/^\d\d-\d\d$/.test(rule)) return [Date.parse(`${year}-${rule}T00:00:00Z`)];
    return (RULES[rule]?.(year) ?? [Number.NaN]).filter((at) => at !== null);
  });
}

const YEARS = [2025, 2026, 2027, 2028, 2029, 2030];
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Every working day of a place that is open from Monday to Saturday, by its laws. */
function byLaw(rules: string): string[] {
  const closed = new Set(YEARS.flatMap((year) => holidaysOf(rules, year)));
  const days: string[] = [];
  for (let at = utc(2025, 1, 1); at < utc(2031, 1, 1); at += DAY_MS)
    if (weekday(at) !== 0 && !closed.has(at)) days.push(iso(at));
  return days;
}

const DAY_MINUTES = 9 * 60;

/** The same as the clock of deadlines goes: from the end of each working day one day on. */
function byClock(country: string, region: string, timeZone: string): string[] {
  const calendar: WorkingCalendar = {
    timeZone,
    hours: new Map([1, 2, 3, 4, 5, 6].map((day) => [day, { opens: '08:00', closes: '17:00' }])),
    isClosed: holidayCalendar(country, region).isHoliday,
  };
  const local = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
  const days: string[] = [];
  let at = new Date('2024-12-31T23:30:00Z');
  for (;;) {
    at = addWorkingMinutes(at, DAY_MINUTES, calendar);
    const day = local.format(at);
    if (day >= '2031') return days;
    days.push(day);
  }
}

describe.each([
  ['DE', 'Europe/Berlin', GERMANY, GERMAN_STATES],
  ['CH', 'Europe/Zurich', SWITZERLAND, CANTONS],
] as const)('working days of %s', (country, timeZone, everywhere, regions) => {
  test('every region stands in the table', () => {
    expect(Object.keys(regions).sort()).toEqual(
      holidayRegions(country)
        .map(({ code }) => code)
        .sort(),
    );
  });

  test.each(Object.entries(regions))('%s, 2025 to 2030', (region, rules) => {
    expect(byClock(country, region, timeZone)).toEqual(byLaw(`${everywhere} ${rules}`));
  });
});

test('Easter falls where it does', () => {
  const known = ['2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21'];
  expect(YEARS.map((year) => iso(easter(year)))).toEqual(known);
});
