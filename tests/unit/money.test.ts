import { describe, expect, test } from 'vitest';
import { currencyExponent, formatMoney, lineTotal, parseAmount, totals } from '../../app/platform/money';
import fc from '../support/fast-check';

const locales = ['en', 'de', 'de-CH', 'en-CH', 'de-AT'];
const currencies = ['CHF', 'EUR', 'USD', 'JPY', 'KWD', 'CLF', 'ISK', 'HUF'];
const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

/** The rule in words, written another way: compare the remainder with one half. */
function halfAway(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const size = numerator * sign;
  const floor = size / denominator;
  return sign * ((size % denominator) * 2n >= denominator ? floor + 1n : floor);
}

describe('rounding', () => {
  test('half away from zero', () => {
    expect(lineTotal(1500, 333)).toBe(500);
    expect(lineTotal(500, 1)).toBe(1);
    expect(lineTotal(500, -1)).toBe(-1);
    expect(lineTotal(499, 1)).toBe(0);
    expect(totals([{ net: 50, rate: 100 }])).toEqual({
      net: 50,
      vat: [{ rate: 100, net: 50, vat: 1 }],
      gross: 51,
    });
    expect(Object.is(lineTotal(0, -5), 0)).toBe(true);
  });

  test('a line is quantity times price in exact arithmetic', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (quantity, price) => {
          expect(BigInt(lineTotal(quantity, price))).toBe(halfAway(BigInt(quantity) * BigInt(price), 1000n));
        },
      ),
    );
  });

  test('totals equal the sums in exact arithmetic and do not depend on the order of lines', () => {
    const line = fc.record({ net: amount, rate: fc.constantFrom(0, 260, 380, 700, 810, 1900) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const result = totals(lines);
        const nets = lines.reduce((sum, { net }) => sum + BigInt(net), 0n);
        let taxes = 0n;
        for (const rate of new Set(lines.map((l) => l.rate))) {
          const net = lines.filter((l) => l.rate === rate).reduce((sum, l) => sum + BigInt(l.net), 0n);
          const vat = halfAway(net * BigInt(rate), 10_000n);
          expect(result.vat.find((entry) => entry.rate === rate)).toEqual({
            rate,
            net: Number(net),
            vat: Number(vat),
          });
          taxes += vat;
        }
        expect(BigInt(result.net)).toBe(nets);
        expect(BigInt(result.gross)).toBe(nets + taxes);
        expect(totals([...lines].reverse())).toEqual(result);
      }),
    );
  });

  test('beyond the safe integers is an error, never a wrong sum', () => {
    const max = Number.MAX_SAFE_INTEGER;
    expect(() => lineTotal(2000, max)).toThrow(RangeError);
    expect(() => lineTotal(0.5, 1)).toThrow(RangeError);
    expect(() => totals([{ net: max, rate: 1 }])).toThrow(RangeError);
    expect(() =>
      totals([
        { net: max, rate: 0 },
        { net: 1, rate: 0 },
      ]),
    ).toThrow(RangeError);
    expect(
      totals([
        { net: max, rate: 0 },
        { net: -1, rate: 0 },
      ]).gross,
    ).toBe(max - 1);
    expect(() => totals([{ net: Number.NaN, rate: 0 }])).toThrow(RangeError);
  });
});

describe('amounts', () => {
  test('what is written can be read again, in each locale and currency', () => {
    fc.assert(
      fc.property(
        fc.oneof(amount, fc.maxSafeInteger()),
        fc.constantFrom(...currencies),
        fc.constantFrom(...locales),
        (minor, currency, locale) => {
          expect(parseAmount(formatMoney(minor, currency, locale), currency, locale)).toEqual({
            ok: true,
            minor,
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('writes exactly, with the exponent of ISO 4217', () => {
    expect(formatMoney(123450, 'CHF', 'de-CH')).toMatch(/^CHF\s1[’']234\.50$/);
    expect(formatMoney(123450, 'EUR', 'de').replace(/\s/g, ' ')).toBe('1.234,50 €');
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'EUR', 'en')).toBe('€90,071,992,547,409.91');
    expect(formatMoney(-5, 'EUR', 'en')).toBe('-€0.05');
    expect([currencyExponent('JPY'), currencyExponent('KWD'), currencyExponent('EUR')]).toEqual([0, 3, 2]);
    expect(() => currencyExponent('eur')).toThrow(RangeError);
  });

  test.each([
    ["1'234.50", 'CHF', 'de-CH', 123450],
    ['1’234.50', 'CHF', 'en', 123450],
    ['1.234,50', 'EUR', 'de', 123450],
    ['1.234,50', 'EUR', 'en', 123450],
    ['1,234.50', 'EUR', 'en', 123450],
    ['1,234.50', 'EUR', 'de', 123450],
    ['1 234,5', 'EUR', 'de', 123450],
    ['1.234', 'EUR', 'de', 123400],
    ['1,234', 'EUR', 'en', 123400],
    ['1.234.567', 'EUR', 'en', 123456700],
    ['12,5', 'EUR', 'en', 1250],
    ['12.5', 'EUR', 'de', 1250],
    ['-3', 'EUR', 'de', -300],
    ['− 3,00 €', 'EUR', 'de', -300],
    ['CHF 12.–', 'CHF', 'de-CH', 1200],
    ['Fr. 12.50', 'CHF', 'de-CH', 1250],
    ['.5', 'EUR', 'en', 50],
    ['1,234', 'JPY', 'en', 1234],
    ['1.234', 'KWD', 'en', 1234],
    ['１２，５０', 'EUR', 'de', 1250],
  ])('%s %s (%s) is %i', (text, currency, locale, minor) => {
    expect(parseAmount(text, currency, locale)).toEqual({ ok: true, minor });
  });

  test.each([
    ['', 'EUR', 'de', 'amount_empty'],
    ['€', 'EUR', 'de', 'amount_empty'],
    ['zwölf', 'EUR', 'de', 'amount_not_a_number'],
    ['12 USD', 'EUR', 'de', 'amount_not_a_number'],
    ['1.23.456', 'EUR', 'de', 'amount_not_a_number'],
    ['1,2,3', 'EUR', 'en', 'amount_not_a_number'],
    ['1e5', 'EUR', 'en', 'amount_not_a_number'],
    ['--5', 'EUR', 'en', 'amount_not_a_number'],
    ['1.234', 'EUR', 'en', 'amount_too_many_decimals'],
    ['1.5', 'JPY', 'en', 'amount_too_many_decimals'],
    ['99999999999999999', 'EUR', 'en', 'amount_too_large'],
    ['9'.repeat(1_000_000), 'EUR', 'en', 'amount_too_large'],
  ])('%s %s (%s) is refused: %s', (text, currency, locale, code) => {
    expect(parseAmount(text, currency, locale)).toEqual({ ok: false, code });
  });

  test('any text has an answer', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123456789.,' -–€") }),
        fc.constantFrom(...locales),
        (text, locale) => {
          const parsed = parseAmount(text, 'EUR', locale);
          if (parsed.ok) expect(Number.isSafeInteger(parsed.minor)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
