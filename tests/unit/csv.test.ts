import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { DELIMITERS, encodeRow, escapeCell, unescapeCell } from '../../app/platform/csv';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';
import { FORMULA_CELLS } from '../support/hostile-cells';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom(...'=+-@＝"\'\r\n\t ,;\0\ufeff\u00a0\u2028a1#') }),
);
const delimiter = fc.constantFrom(...Object.values(DELIMITERS));

/** What spreadsheets, and readers of the wrong dialect, may see as a cell of its own. */
const seenAsCells = (text: string) => text.split(/[\n\r\v\f\x85\u2028\u2029,;\t]/);
const beginsFormula = (text: string) =>
  /^[=+\-@]/.test(text.normalize('NFKC').replace(/^["\s\p{Cc}\p{Cf}\p{Zs}]+/u, ''));

describe('encodeRow', () => {
  it('is read back unchanged by another reader, whatever the cells hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyText, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        delimiter,
        (rows, sign) => {
          const text = rows.map((row) => encodeRow(row, sign)).join('');
          const { data, errors } = Papa.parse<string[]>(text, { delimiter: sign, newline: '\r\n' });
          expect(errors).toEqual([]);
          expect(data).toEqual([...rows, ['']]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends rows with CRLF and quotes only what needs it', () => {
    expect(encodeRow(['a', '1.50', 'b "c"', 'd\ne', '', ' f'], ',')).toBe(
      'a,1.50,"b ""c""","d\ne",," f"\r\n',
    );
    expect(encodeRow([''], ';')).toBe('""\r\n');
  });
});

describe('escapeCell', () => {
  it('can be undone, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(unescapeCell(escapeCell(text))).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves no formula, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(seenAsCells(escapeCell(text)).filter(beginsFormula)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(Object.values(DELIMITERS))('disarms the hostile cells between %j and gives them back', (sign) => {
    expect(FORMULA_CELLS.length).toBeGreaterThanOrEqual(390);
    for (const text of FORMULA_CELLS) {
      const line = encodeRow(['a', escapeCell(text), 'b'], sign);
      const [cells = []] = Papa.parse<string[]>(line, { delimiter: sign, newline: '\r\n' }).data;
      expect(cells).toHaveLength(3);
      const cell = cells[1] ?? '';
      expect(cell).toMatch(/^[^=+\-@\t\r＝＋－＠]/);
      expect(unescapeCell(cell)).toBe(text);
      for (const other of Object.values(DELIMITERS)) {
        const split = line.split(/\r\n|[\r\n]/).flatMap((part) => part.split(other));
        expect(split.filter(beginsFormula), JSON.stringify(line)).toEqual([]);
      }
    }
  });

  it.each([
    ...[
      '356938035643809',
      '0012',
      '1E10',
      '1e5',
      '12345678901234567890',
      '1.5',
      '3/4',
      '12:30',
      '5 %',
      '(5)',
    ],
    ...[
      'MAR1',
      'Sept 12',
      '1. März 2026',
      '12 août',
      'TRUE',
      'wahr',
      '#N/A',
      'CHF 12',
      '2026-03-01',
      '1 234',
    ],
  ])('keeps %s text', (text) => {
    expect(escapeCell(text)).toBe(`'${text}`);
  });

  it.each([
    'RO-2026-000001',
    'Fairphone 5',
    'PO-4711',
    'Zürich',
    'Display broken',
    'C02XK0ABJGH5',
    "it's",
    '',
  ])('leaves %s as it is', (text) => expect(escapeCell(text)).toBe(text));

  it('takes time in proportion to the text', () => {
    const long = ' \n="\''.repeat(200_000);
    const started = performance.now();
    expect(unescapeCell(escapeCell(long))).toBe(long);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
