import { describe, expect, test } from 'vitest';
import { ROLES } from '../../app/domain/auth/rules';
import { findMove, KINDS, movesFor, statusesOf } from '../../app/domain/orders/rules';
import {
  agreedLines,
  isAgreedBeforehand,
  mayFollow,
  mayQuote,
  OPTION_KINDS,
  optionTotals,
  QUOTE_STATES,
  type QuoteState,
  quoteNumber,
  statusAfter,
} from '../../app/domain/quotes/rules';
import { quoteSchema } from '../../app/domain/quotes/schema';
import fc from '../support/fast-check';

describe('the states of a quote', () => {
  test('random commands never open what has ended, and every sent quote ends at most once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...QUOTE_STATES), { maxLength: 40 }), (asked) => {
        let state: QuoteState = 'draft';
        const path: QuoteState[] = [state];
        for (const to of asked)
          if (mayFollow(state, to)) {
            state = to;
            path.push(to);
          }
        expect(path.length).toBeLessThanOrEqual(3);
        expect(['draft', 'sent']).toContain(path[path.length - 2] ?? 'draft');
        if (path.length === 3) for (const to of QUOTE_STATES) expect(mayFollow(state, to)).toBe(false);
      }),
    );
  });

  test('what becomes of a quote moves its order only where it waits, and only as the table of orders says', () => {
    for (const kind of KINDS)
      for (const status of statusesOf(kind)) {
        const moves = movesFor(kind, status, 'quote').map(({ to }) => to);
        expect(moves.length > 0).toBe(status === 'awaiting_decision');
      }
    const after = [null, ...OPTION_KINDS].map(statusAfter);
    expect(after).toEqual(['diagnosing', 'in_repair', 'in_repair', 'ready']);
    for (const to of after) expect(findMove('repair', 'awaiting_decision', to, 'quote')).toBeDefined();
    // Nobody but the operator's people does the same by hand.
    for (const role of ['customer', 'reseller', 'partner'] as const)
      expect(movesFor('repair', 'awaiting_decision', role)).toEqual([]);
  });

  test('quotes are written by the operator’s people for orders that can wait for them', () => {
    for (const role of ROLES)
      for (const kind of KINDS)
        for (const status of statusesOf(kind)) {
          const waits = ['diagnosing', 'awaiting_decision', 'awaiting_parts', 'in_repair'].includes(status);
          const staff = role === 'technician' || role === 'administrator';
          expect([role, kind, status, mayQuote(kind, status, role)]).toEqual([
            role,
            kind,
            status,
            staff && kind === 'repair' && waits,
          ]);
        }
  });

  test('numbers have at least six digits', () => {
    expect([quoteNumber(2026, 7n), quoteNumber(2026, 12_345_678n)]).toEqual([
      'QU-2026-000007',
      'QU-2026-12345678',
    ]);
  });
});

const line = fc.record({
  id: fc.integer({ min: 1, max: 1_000_000 }),
  quantityThousandths: fc.integer({ min: 1, max: 100_000 }),
  unitPriceMinor: fc.integer({ min: -100_000, max: 10_000_000 }),
  vatBasisPoints: fc.constantFrom(810, 260, 1900, 700, 0),
  warranty: fc.boolean(),
  optional: fc.boolean(),
});
const lines = fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 20 });

/** Half away from zero, by digits and not by the code that is tested. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const whole = (sign * numerator) / denominator;
  return sign * (((sign * numerator) % denominator) * 2n >= denominator ? whole + 1n : whole);
}

describe('what an option costs', () => {
  test('is the sum of its lines and of the optional ones that were chosen, VAT by rate, in whole minor units', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(30)), (all, picks) => {
        const chosen = picks.flatMap((at) => all[at]?.id ?? []);
        const counted = all.filter(({ id, optional }) => !optional || chosen.includes(id));
        const byRate = new Map<number, bigint>();
        for (const { warranty, quantityThousandths, unitPriceMinor, vatBasisPoints } of counted) {
          const net = warranty ? 0n : rounded(BigInt(quantityThousandths) * BigInt(unitPriceMinor), 1000n);
          byRate.set(vatBasisPoints, (byRate.get(vatBasisPoints) ?? 0n) + net);
        }
        const net = [...byRate.values()].reduce((sum, part) => sum + part, 0n);
        const vat = [...byRate].reduce(
          (sum, [rate, part]) => sum + rounded(part * BigInt(rate), 10_000n),
          0n,
        );
        const totals = optionTotals(all, chosen);
        expect([BigInt(totals.net), BigInt(totals.gross)]).toEqual([net, net + vat]);
        expect(agreedLines(all, chosen)).toEqual(counted);
      }),
    );
  });

  test('is agreed to beforehand exactly up to the limit, never for a return unrepaired', () => {
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom(...OPTION_KINDS),
        fc.integer({ min: -1, max: 1 }),
        (all, kind, off) => {
          const { gross } = optionTotals(all);
          const agreed = isAgreedBeforehand({ kind, lines: all }, gross + off);
          expect(agreed).toBe(kind !== 'return_unrepaired' && off >= 0);
          expect(isAgreedBeforehand({ kind, lines: all }, null)).toBe(false);
        },
      ),
    );
    expect(isAgreedBeforehand(undefined, 1_000_000)).toBe(false);
  });
});

test('the form of a quote leaves empty lines out and reads prices as they are written', () => {
  const schema = quoteSchema('CHF', 'de-CH', { first: '2026-01-01', last: '2026-12-31' });
  const typed = { kind: 'service', quantity: '1,5', vat: '810' };
  const parsed = schema.parse({
    message: ' Hallo ',
    validUntil: '2026-01-14',
    options: [
      {
        kind: 'repair',
        title: '',
        lines: [
          { ...typed, description: ' ', price: '' },
          { ...typed, description: 'Arbeit', price: "1'110.–" },
        ],
      },
    ],
  });
  expect(parsed).toMatchObject({
    message: 'Hallo',
    options: [{ lines: [{ description: 'Arbeit', quantity: 1500, price: 111_000, vat: 810 }] }],
  });
  expect(parsed.options[0]?.lines).toHaveLength(1);
  for (const validUntil of ['2025-12-31', '2027-01-01', '14.1.2026'])
    expect(schema.safeParse({ message: '', validUntil, options: parsed.options }).success).toBe(false);
});
