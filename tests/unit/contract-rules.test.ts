import { describe, expect, it } from 'vitest';
import {
  dateOf,
  dayOf,
  daysAfter,
  endAfterNotice,
  endOfTerm,
  lastNoticeDay,
  monthsUntil,
} from '../../app/domain/contracts/rules';
import fc from '../support/fast-check';

const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
  .map(dayOf);
const months = fc.integer({ min: 1, max: 120 });

describe('the end of a term', () => {
  it.each([
    ['2026-01-01', 12, '2026-12-31'],
    ['2026-01-15', 1, '2026-02-14'],
    ['2026-01-29', 1, '2026-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-02-28', 12, '2027-02-27'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-01', 1, '2026-03-31'],
    ['2026-12-01', 1, '2026-12-31'],
  ])('of %s for %i months is %s', (start, count, end) => {
    expect(endOfTerm(start, count)).toBe(end);
  });

  it('is in the right month and, but for the ends of months, the day before the same number', () => {
    fc.assert(
      fc.property(day, months, (start, count) => {
        const next = dateOf(daysAfter(endOfTerm(start, count), 1));
        const [year = 0, month = 0, number = 0] = start.split('-').map(Number);
        const wanted = new Date(Date.UTC(year, month - 1 + count, 1));
        const length = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
        // The day after the end is the one of the same number; where there is none, the first of the next month.
        if (number <= length) wanted.setUTCDate(number);
        else wanted.setUTCMonth(wanted.getUTCMonth() + 1);
        expect(dayOf(next)).toBe(dayOf(wanted));
      }),
      { numRuns: 2000 },
    );
  });

  it('grows with the months, and the months to it are counted back', () => {
    fc.assert(
      fc.property(day, months, (start, count) => {
        const end = endOfTerm(start, count);
        expect(end >= start).toBe(true);
        expect(endOfTerm(start, count + 1) > end).toBe(true);
        expect(monthsUntil(start, end)).toBe(count);
        expect(monthsUntil(start, daysAfter(end, 1))).toBe(count + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('of terms after each other leaves no day out and stays within three days of the whole', () => {
    fc.assert(
      fc.property(
        day,
        fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 8 }),
        (start, terms) => {
          let from = start;
          let end = start;
          for (const count of terms) {
            end = endOfTerm(from, count);
            from = daysAfter(end, 1);
          }
          const whole = endOfTerm(
            start,
            terms.reduce((sum, count) => sum + count, 0),
          );
          const apart = Math.abs(dateOf(end).getTime() - dateOf(whole).getTime()) / 86_400_000;
          expect(apart).toBeLessThanOrEqual(3);
        },
      ),
    );
  });
});

it('notice ends a contract at the first end for which it is not too late', () => {
  const terms = fc.record({
    endsOn: day,
    renews: fc.boolean(),
    renewalMonths: fc.integer({ min: 1, max: 36 }),
    noticeDays: fc.integer({ min: 0, max: 365 }),
  });
  fc.assert(
    fc.property(terms, fc.integer({ min: -800, max: 0 }), (given, days) => {
      const today = daysAfter(given.endsOn, days);
      const end = endAfterNotice(given, today);
      if (!given.renews || today <= lastNoticeDay(given)) expect(end).toBe(given.endsOn);
      if (given.renews) expect(lastNoticeDay({ ...given, endsOn: end }) >= today).toBe(true);
    }),
  );
});
