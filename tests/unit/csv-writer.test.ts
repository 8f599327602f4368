import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CELL_LIMIT, DELIMITERS, escapeCell, readRow, splitCell } from '../../app/platform/csv';
import { CsvWriter } from '../../app/platform/csv-writer.server';
import fc from '../support/fast-check';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'=+-@＝"\'\r\n\t ,;\0\v\f\ufeff\u00a0\u0085\u2028\u2029a1#×÷ß„“−') }),
  fc.string({ unit: fc.constantFrom(...'März12 Mai.:/-CHFtrueTRUEwahrFalschfałsz#é,E') }),
  fc.constantFrom(
    '356938035643809',
    'TRUE',
    'Fairphone 5',
    '1. März 2026',
    'fałsz',
    'août 12',
    'C02XK0',
    '1E5',
    'May',
  ),
);
const delimiter = fc.constantFrom(...Object.values(DELIMITERS));

type Cell = (out: CsvWriter, text: string) => void;
const bytesOf = (text: string) => Buffer.from(`<${text}>`);
const cellWays: Record<string, Cell> = {
  guarded: (out, text) => out.guarded(bytesOf(text), 1, Buffer.byteLength(text)),
  guardedText: (out, text) => out.guardedText(text),
  copy: (out, text) => out.copy(bytesOf(text), 1, Buffer.byteLength(text)),
  text: (out, text) => out.text(text),
};

function written(way: string, rows: string[][], sign: ',' | ';' | '\t', chunk = 64): string[][] {
  const out = new CsvWriter(sign, chunk);
  const pieces: Uint8Array[] = [];
  for (const cells of rows) {
    for (const text of cells) cellWays[way]?.(out, text);
    out.endRow();
    if (out.size >= chunk) pieces.push(out.take());
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat([...pieces, out.take()]));
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: sign, newline: '\r\n' });
  expect(errors).toEqual([]);
  expect(data.pop()).toEqual(['']);
  return data;
}

describe('CsvWriter', () => {
  const table = fc.array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

  it.each(['guarded', 'guardedText'])('writes by %s what escapeCell makes of any text', (way) => {
    fc.assert(
      fc.property(table, delimiter, (rows, sign) => {
        expect(written(way, rows, sign)).toEqual(rows.map((cells) => cells.map(escapeCell)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['copy', 'text'])('writes by %s any text as it is', (way) => {
    fc.assert(
      fc.property(table, delimiter, (rows, sign) => {
        expect(written(way, rows, sign)).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['guarded', 'guardedText'])(
    'continues by %s a text too long for Excel behind the last column',
    (way) => {
      const unit = fc.constantFrom('a', "\n'", '=', '…', '\u{1f600}', '\n', 'ü');
      const long = fc
        .tuple(unit, unit, fc.integer({ min: CELL_LIMIT - 6, max: 2 * CELL_LIMIT + 6 }))
        .map(([one, other, length]) =>
          (one.repeat(9) + other)
            .repeat(length)
            .slice(0, length)
            .replace(/[\ud800-\udbff]$/, 'x'),
        );
      fc.assert(
        fc.property(long, anyText, long, (first, between, last) => {
          const [cells = []] = written(way, [[first, between, last]], ';');
          for (const cell of cells) expect(cell.length).toBeLessThanOrEqual(CELL_LIMIT);
          for (const cell of cells) expect(cell).not.toMatch(/^[=\t\r\n]/);
          expect(readRow([...cells, '', ''], 3)).toEqual([first, between, last]);
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe('splitCell', () => {
  it('leaves what fits', () => {
    expect(splitCell('a'.repeat(CELL_LIMIT - 2))).toHaveLength(1);
    expect(splitCell('a'.repeat(CELL_LIMIT)).map((cell) => cell.length)).toEqual([CELL_LIMIT, 2]);
  });
});
