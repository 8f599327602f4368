import { describe, expect, test } from 'vitest';
import { holidayCalendar } from '../../app/platform/holidays.server';
import {
  addWorkingMinutes,
  usualDayMinutes,
  type WorkingCalendar,
  workingMinutesBetween,
} from '../../app/platform/working-time';
import fc from '../support/fast-check';

const MINUTE = 60_000;
const week = (opens: string, closes: string, days = [1, 2, 3, 4, 5]) =>
  new Map(days.map((day) => [day, { opens, closes }]));
const zurichHolidays = holidayCalendar('CH', 'ZH');
const zurich: WorkingCalendar = {
  timeZone: 'Europe/Zurich',
  hours: week('08:00', '17:00'),
  isClosed: zurichHolidays.isHoliday,
};

/** Around changes of daylight saving time at night, at midnight, by half an hour, and a day that was skipped. */
const PLACES: [timeZone: string, day: string][] = [
  ['Europe/Zurich', '2026-03-29'],
  ['Europe/Zurich', '2026-10-25'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Africa/Cairo', '2026-04-24'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kolkata', '2026-01-01'],
  ['Europe/Zurich', '2026-04-05'],
];
const TIMES = ['00:00', '00:30', '01:45', '02:30', '03:15', '08:00', '12:00', '17:00', '23:59'];

const DAYS = 12;
const cases = fc
  .record({
    place: fc.constantFrom(...PLACES),
    hours: fc.array(fc.option(fc.subarray(TIMES, { minLength: 2, maxLength: 2 }), { nil: null }), {
      minLength: 7,
      maxLength: 7,
    }),
    closed: fc.array(fc.integer({ min: -DAYS, max: DAYS }), { maxLength: 3 }),
    from: fc.integer({ min: 0, max: 4 * 1440 }),
    to: fc.integer({ min: 0, max: (2 * DAYS - 2) * 1440 }),
  })
  .map(({ place, hours, closed, from, to }) => {
    const [timeZone, day] = place;
    const at = Date.parse(`${day}T00:00:00Z`);
    const dates = closed.map((days) => new Date(at + days * 86_400_000).toISOString().slice(0, 10));
    const calendar: WorkingCalendar = {
      timeZone,
      hours: new Map(
        hours.flatMap((times, index) =>
          times ? [[index + 1, { opens: times[0] ?? '', closes: times[1] ?? '' }] as const] : [],
        ),
      ),
      isClosed: (date) => dates.includes(date),
    };
    return { calendar, first: at - DAYS * 86_400_000, from, to };
  });

/**
 * Minute by minute whether the place is open, as somebody sees it who stands there with a clock: open from the first minute
 * of a date at which the clock shows the opening time or later, until the first at which it shows the closing time.
 */
function watch({ timeZone, hours, isClosed }: WorkingCalendar, first: number, minutes: number): boolean[] {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  let date = '';
  let opened = false;
  let closed = false;
  return Array.from({ length: minutes }, (_, index) => {
    const [today = '', time = ''] = clock.format(first + index * MINUTE).split(' ');
    if (today !== date) [date, opened, closed] = [today, false, false];
    const times = hours.get(new Date(`${today}T00:00:00Z`).getUTCDay() || 7);
    opened ||= times !== undefined && time >= times.opens;
    closed ||= times !== undefined && time >= times.closes;
    return opened && !closed && !isClosed(today);
  });
}

describe('working time', () => {
  test.each([
    ['within a day', '2026-03-09T09:00:00Z', 90, '2026-03-09T10:30:00Z'],
    ['to the end of the day, not the next morning', '2026-03-09T15:00:00Z', 60, '2026-03-09T16:00:00Z'],
    ['over night', '2026-03-09T15:00:00Z', 61, '2026-03-10T07:01:00Z'],
    ['over the weekend', '2026-03-06T15:00:00Z', 9 * 60, '2026-03-09T15:00:00Z'],
    ['over the change to summer time', '2026-03-27T15:00:00Z', 9 * 60, '2026-03-30T14:00:00Z'],
    ['over the change to winter time', '2026-10-23T14:00:00Z', 9 * 60, '2026-10-26T15:00:00Z'],
    ['over Good Friday and Easter Monday', '2026-04-02T14:00:00Z', 9 * 60, '2026-04-07T14:00:00Z'],
    ['from a Sunday', '2026-03-08T12:00:00Z', 1, '2026-03-09T07:01:00Z'],
    ['backwards over the weekend', '2026-03-09T07:30:00Z', -60, '2026-03-06T15:30:00Z'],
    ['not at all', '2026-03-08T12:00:00Z', 0, '2026-03-08T12:00:00Z'],
  ])('%s', (_name, start, minutes, end) => {
    expect(addWorkingMinutes(new Date(start), minutes, zurich).toISOString()).toBe(
      new Date(end).toISOString(),
    );
  });

  test('is what somebody with a clock counts, minute by minute', () => {
    fc.assert(
      fc.property(cases, ({ calendar, first, from, to }) => {
        const open = watch(calendar, first, 2 * DAYS * 1440);
        const sum = (start: number, end: number) => open.slice(start, end).filter(Boolean).length;
        const at = (minute: number) => new Date(first + minute * MINUTE);
        const expected = from <= to ? sum(from, to) : -sum(to, from);
        expect(workingMinutesBetween(at(from), at(to), calendar)).toBe(expected);
        if (expected === 0) return;
        const end = addWorkingMinutes(at(from), expected, calendar);
        const reached = (end.getTime() - first) / MINUTE;
        expect(from <= to ? sum(from, reached) : -sum(reached, from)).toBe(expected);
        // No earlier (or, backwards, later) minute does.
        expect(open[from <= to ? reached - 1 : reached]).toBe(true);
        expect(from <= to ? end <= at(to) : end >= at(to)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('adds up, is monotone, and goes back where it came from', () => {
    const instants = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    });
    const minutes = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(instants, minutes, minutes, (start, one, two) => {
        const end = addWorkingMinutes(start, one, zurich);
        expect(workingMinutesBetween(start, end, zurich)).toBe(one);
        expect(workingMinutesBetween(end, start, zurich)).toBe(-one);
        expect(addWorkingMinutes(end, two, zurich)).toEqual(addWorkingMinutes(start, one + two, zurich));
        const back = addWorkingMinutes(start, -one, zurich);
        expect(workingMinutesBetween(back, start, zurich)).toBe(one);
        const later = new Date(start.getTime() + two * MINUTE);
        expect(end <= addWorkingMinutes(later, one, zurich)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('the usual day is the one that a week has most often', () => {
    const hours = new Map([...week('08:00', '17:00'), [6, { opens: '09:00', closes: '12:00' }]]);
    expect(usualDayMinutes({ hours })).toBe(540);
    expect(usualDayMinutes({ hours: week('09:00', '12:00', [6]) })).toBe(180);
    expect(usualDayMinutes({ hours: new Map() })).toBe(0);
  });

  test('nonsense is an error', () => {
    const start = new Date('2026-01-05T00:00:00Z');
    expect(() => addWorkingMinutes(start, 1.5, zurich)).toThrow(RangeError);
    expect(() => addWorkingMinutes(start, 2_000_000, zurich)).toThrow(RangeError);
    expect(() => addWorkingMinutes(start, 1, { ...zurich, hours: week('8', '17') })).toThrow(RangeError);
    expect(() => addWorkingMinutes(start, 1, { ...zurich, hours: new Map() })).toThrow(RangeError);
    expect(() => addWorkingMinutes(start, -1, { ...zurich, isClosed: () => true })).toThrow(RangeError);
  });
});

describe('public holidays', () => {
  test('by country and region', () => {
    const bavaria = holidayCalendar('DE', 'BY');
    const berlin = holidayCalendar('DE', 'BE');
    expect([bavaria.isHoliday('2026-01-06'), berlin.isHoliday('2026-01-06')]).toEqual([true, false]);
    expect(zurichHolidays.isHoliday('2026-08-01')).toBe(true);
    expect(zurichHolidays.isHoliday('2026-08-03')).toBe(false);
    expect(holidayCalendar('DE').isHoliday('2026-05-10')).toBe(false);
    expect(holidayCalendar('DE', 'BE').isHoliday('2027-03-08')).toBe(true);
  });

  test('an unknown place is an error', () => {
    expect(() => holidayCalendar('XX')).toThrow(RangeError);
    expect(() => holidayCalendar('CH', 'QQ')).toThrow(RangeError);
  });
});
