import { describe, expect, it } from 'vitest';
import { lastWeeks } from '../../app/domain/orders/overview-weeks';
import { heightOf, niceCeiling } from '../../app/ui/charts/scale';
import fc from '../support/fast-check';

describe('the end of a scale', () => {
  it.each([
    [0, 2],
    [1.2, 2],
    [3, 4],
    [9.1, 10],
    [11, 12],
    [21, 24],
    [24.5, 30],
    [100, 100],
    [101, 120],
    [9999, 10_000],
  ])('of %d is %d', (value, top) => {
    expect(niceCeiling(value)).toBe(top);
  });

  it('is near, never below, and its half is a whole number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (value) => {
        const top = niceCeiling(value);
        expect(top).toBeGreaterThanOrEqual(value);
        expect(top).toBeLessThanOrEqual(Math.max(2, 2 * value));
        expect(Number.isInteger(top / 2)).toBe(true);
        expect(heightOf(value, top)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('weeks', () => {
  it.each([
    ['2027-01-03T12:00:00Z', 53, '2026-12-28', '2027-01-03'],
    ['2027-01-04T12:00:00Z', 1, '2027-01-04', '2027-01-10'],
    ['2024-12-30T12:00:00Z', 1, '2024-12-30', '2025-01-05'],
    ['2026-03-29T22:00:00Z', 14, '2026-03-30', '2026-04-05'],
    ['2026-03-29T21:59:59Z', 13, '2026-03-23', '2026-03-29'],
  ])('of %s is %d, from %s to %s', (now, number, first, last) => {
    expect(lastWeeks(new Date(now), 'Europe/Zurich', 1)).toMatchObject([{ number, first, last }]);
  });

  it('follow each other without gap, also when the clocks change', () => {
    const zones = ['Europe/Zurich', 'America/New_York', 'Pacific/Auckland', 'UTC'];
    const instant = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (now, zone) => {
        const weeks = lastWeeks(now, zone, 12);
        const last = weeks.at(-1);
        expect(Number(last?.from)).toBeLessThanOrEqual(now.getTime());
        expect(Number(last?.until)).toBeGreaterThan(now.getTime());
        for (const [index, week] of weeks.slice(1).entries()) expect(week.from).toEqual(weeks[index]?.until);
      }),
    );
  });
});
