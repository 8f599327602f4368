import { describe, expect, it } from 'vitest';
import { parseIdentifier } from '~/domain/devices/rules';
import { findMove, KINDS, SUBMITTED_STATUS, statusesOf } from '~/domain/orders/rules';
import { ONSITE_CATEGORIES, REPAIR_CATEGORIES } from '../../scripts/seed/catalogue';
import { makeDevice } from '../../scripts/seed/form-fields';
import { makeLife } from '../../scripts/seed/life';
import { seededRandom } from '../../scripts/seed/random';
import fc from '../support/fast-check';

const seeds = fc.integer({ min: 0, max: 0xffffffff });

describe('seeded random numbers', () => {
  it('are the known ones of mulberry32', () => {
    const random = seededRandom(1);
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });

  it('give whole numbers in the range, UUIDs of version 4, and texts by pattern', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, from, width) => {
        const random = seededRandom(seed);
        const number = random.int(from, from + width);
        expect(number >= from && number <= from + width && Number.isInteger(number)).toBe(true);
        expect(random.uuid()).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(random.pattern('A#@*-')).toMatch(/^A[0-9][A-Z][A-Z0-9]-$/);
      }),
    );
  });

  it('never pick what has no weight', () => {
    const random = seededRandom(3);
    const picks = Array.from({ length: 500 }, () =>
      random.weighted([
        ['never', 0],
        ['often', 3],
        ['seldom', 1],
      ]),
    );
    expect(new Set(picks)).toEqual(new Set(['often', 'seldom']));
  });
});

describe('generated devices', () => {
  it('have an identifier that the order form takes: a valid IMEI, or a serial', () => {
    for (const [category] of [...REPAIR_CATEGORIES, ...ONSITE_CATEGORIES]) {
      const random = seededRandom(7);
      for (let n = 0; n < 200; n++) {
        const { model, identifier } = makeDevice(category, random);
        if (identifier === '') continue;
        expect(parseIdentifier(identifier)).toMatchObject({ ok: true, kind: model.tac ? 'imei' : 'serial' });
      }
    }
  });
});

describe('generated lives', () => {
  const now = new Date('2026-11-20T15:00:00Z');
  const cases = KINDS.flatMap((kind) => statusesOf(kind).map((status) => ({ kind, status })));

  it.each(cases)('$kind: every path to $status is one of the status table', ({ kind, status }) => {
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom('customer', 'reseller'),
        fc.nat(400 * 24),
        (seed, account, hours) => {
          const end = new Date(now.getTime() - hours * 3_600_000);
          const life = makeLife(kind, status, end, account, seededRandom(seed));
          let at = SUBMITTED_STATUS[kind] as string;
          let time = life.confirmedAt ?? life.createdAt;
          for (const step of life.steps) {
            expect(step.from).toBe(at);
            expect(findMove(kind, step.from, step.move.to, step.role)).toBeDefined();
            expect(step.at > time).toBe(true);
            at = step.move.to;
            time = step.at;
          }
          expect(status === 'draft' ? 'draft' : at).toBe(status);
          expect(time <= end && life.createdAt <= time).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
