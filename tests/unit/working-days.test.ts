import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidayCalendar } from '../../app/platform/holidays.server';
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from '../../app/platform/working-days';

const zurich: WorkingCalendar = {
  timeZone: 'Europe/Zurich',
  closesAt: '17:30',
  ...holidayCalendar('CH', 'ZH'),
};
const calendars = fc
  .record({
    timeZone: fc.constantFrom(
      'Europe/Zurich',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Apia',
      'UTC',
    ),
    closesAt: fc.constantFrom('17:30', '00:00', '23:59', '02:30', '12:00'),
    place: fc.constantFrom<[string, string?]>(['CH', 'ZH'], ['DE', 'BY'], ['US'], ['AT']),
  })
  .map(({ timeZone, closesAt, place: [country, region] }) => ({
    timeZone,
    closesAt,
    ...holidayCalendar(country, region),
  }));
const instants = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const local = (date: Date, timeZone: string) => date.toLocaleString('sv-SE', { timeZone });

describe('working days', () => {
  test.each([
    ['Friday to Monday', '2026-03-06T09:00:00Z', 1, '2026-03-09T16:30:00Z'],
    ['over the change to summer time', '2026-03-27T09:00:00Z', 1, '2026-03-30T15:30:00Z'],
    ['over the change to winter time', '2026-10-23T09:00:00Z', 1, '2026-10-26T16:30:00Z'],
    ['over Good Friday and Easter Monday', '2026-04-02T09:00:00Z', 1, '2026-04-07T15:30:00Z'],
    ['just after local midnight', '2026-07-06T22:30:00Z', 1, '2026-07-08T15:30:00Z'],
    ['today while open', '2026-07-06T10:00:00Z', 0, '2026-07-06T15:30:00Z'],
    ['today after closing', '2026-07-06T15:30:01Z', 0, '2026-07-07T15:30:00Z'],
    ['today on a Saturday', '2026-07-04T10:00:00Z', 0, '2026-07-06T15:30:00Z'],
  ])('%s', (_name, start, days, end) => {
    expect(addWorkingDays(new Date(start), days, zurich).toISOString()).toBe(new Date(end).toISOString());
  });

  test('never lands on a weekend or holiday, at closing time, and counts back to the same number', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 60 }), calendars, (start, days, calendar) => {
        const end = addWorkingDays(start, days, calendar);
        const [date = '', time = ''] = local(end, calendar.timeZone).split(' ');
        expect([0, 6]).not.toContain(new Date(`${date}T00:00:00Z`).getUTCDay());
        expect(calendar.isHoliday(date)).toBe(false);
        expect(time).toBe(`${calendar.closesAt}:00`);
        expect(end >= start).toBe(true);
        if (days > 0) {
          expect(workingDaysBetween(start, end, calendar)).toBe(days);
          expect(workingDaysBetween(end, start, calendar)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is monotone in the start and strictly in the days', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 0, max: 30 }), calendars, (a, b, days, calendar) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(addWorkingDays(first, days, calendar) <= addWorkingDays(second, days, calendar)).toBe(true);
        if (days > 0) {
          expect(addWorkingDays(a, days, calendar) < addWorkingDays(a, days + 1, calendar)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a closing time that is skipped or repeated is still one instant', () => {
    const everyDay = { isHoliday: () => false };
    const cairo = { ...everyDay, timeZone: 'Africa/Cairo', closesAt: '00:30' };
    expect(addWorkingDays(new Date('2026-04-23T10:00:00Z'), 1, cairo).toISOString()).toBe(
      '2026-04-23T22:30:00.000Z',
    );
  });

  test('nonsense is an error', () => {
    const start = new Date('2026-01-05T00:00:00Z');
    expect(() => addWorkingDays(start, -1, zurich)).toThrow(RangeError);
    expect(() => addWorkingDays(start, 1.5, zurich)).toThrow(RangeError);
    expect(() => addWorkingDays(start, 1, { ...zurich, closesAt: '25:00' })).toThrow(RangeError);
    expect(() => addWorkingDays(start, 1, { ...zurich, isHoliday: () => true })).toThrow(RangeError);
  });
});

describe('public holidays', () => {
  test('by country and region', () => {
    const bavaria = holidayCalendar('DE', 'BY');
    const berlin = holidayCalendar('DE', 'BE');
    expect([bavaria.isHoliday('2026-01-06'), berlin.isHoliday('2026-01-06')]).toEqual([true, false]);
    expect(holidayCalendar('CH', 'ZH').isHoliday('2026-08-01')).toBe(true);
    expect(holidayCalendar('CH', 'ZH').isHoliday('2026-08-03')).toBe(false);
    expect(holidayCalendar('DE').isHoliday('2026-05-10')).toBe(false);
    expect(holidayCalendar('DE', 'BE').isHoliday('2027-03-08')).toBe(true);
  });

  test('an unknown place is an error', () => {
    expect(() => holidayCalendar('XX')).toThrow(RangeError);
    expect(() => holidayCalendar('CH', 'QQ')).toThrow(RangeError);
  });
});
