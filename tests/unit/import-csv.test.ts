import { describe, expect, it } from 'vitest';
import { encodeRow, escapeCell, unescapeCell } from '../../app/platform/csv';
import {
  type CsvRow,
  detectDelimiter,
  detectEncoding,
  type Encoding,
  headText,
  READ_DELIMITERS,
  readCsv,
} from '../../app/platform/csv-read';
import fc from '../support/fast-check';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(
  bytes: Uint8Array,
  dialect: Parameters<typeof readCsv>[1],
  size = 65_536,
): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const some of readCsv(inPieces(bytes, size), dialect)) rows.push(...some);
  return rows;
}

const cellsOf = async (text: string, delimiter: (typeof READ_DELIMITERS)[number] = ',') =>
  (await readAll(Buffer.from(text), { encoding: 'utf-8', delimiter })).map(({ cells }) => cells);

const encodings: Record<Encoding, (text: string) => Uint8Array> = {
  'utf-8': (text) => Buffer.from(text),
  'windows-1252': (text) => Buffer.from(text, 'latin1'),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

describe('a written table', () => {
  // A CR at the end of a cell cannot be told from a half of the line end.
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replaceAll(/\r|\0|\ufeff/g, ''));
  const hostile = fc.constantFrom(
    '=1+1',
    "'x",
    'a;b',
    'a|b',
    '"',
    '""',
    'x\ny',
    '\t',
    ' lead',
    '356938035643809',
    '',
  );
  const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
    fc.array(fc.array(fc.oneof(cell, hostile), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 20,
    }),
  );

  it('is read back whatever its delimiter and however it is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t' as const),
        fc.integer({ min: 1, max: 50 }),
        async (rows, delimiter, size) => {
          const written = Buffer.from(rows.map((cells) => encodeRow(cells, delimiter as ',')).join(''));
          const read = await readAll(written, { encoding: 'utf-8', delimiter: delimiter as ',' }, size);
          expect(read.map(({ cells }) => cells)).toEqual(rows);
          expect(read.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
          expect(read.some(({ malformed }) => malformed)).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives guarded cells back unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const written = Buffer.from(rows.map((cells) => encodeRow(cells.map(escapeCell), ';')).join(''));
        const read = await readAll(written, { encoding: 'utf-8', delimiter: ';' });
        expect(read.map(({ cells }) => cells.map(unescapeCell))).toEqual(rows);
      }),
      { numRuns: 100 },
    );
  });

  it('shows its delimiter and encoding', async () => {
    const word = fc.stringMatching(/^[a-zäöüéß0-9 ]{1,8}$/);
    const body = fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 20 }),
      );
    const encoding = fc.constantFrom<Encoding>('utf-8', 'windows-1252', 'utf-16le', 'utf-16be');
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.constantFrom(...READ_DELIMITERS),
        encoding,
        lineEnd,
        async (rows, delimiter, wanted, end) => {
          const text = rows.map((cells) => cells.join(delimiter)).join(end);
          const bytes = encodings[wanted](text);
          const found = detectEncoding(bytes) ?? 'utf-8';
          if (/[^\0-\x7f]/.test(text)) expect(found).toBe(wanted);
          expect(detectDelimiter(headText(bytes, found))).toBe(delimiter);
          expect((await readAll(bytes, { encoding: found, delimiter })).map(({ cells }) => cells)).toEqual(
            rows,
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what people send', () => {
  it('is read with spaces behind quotes, inch marks, mixed line ends and no last line end', async () => {
    expect(await cellsOf('a,"b" ,c\r\n"x\r\ny",TV 55",z\nlast,"q""q",')).toEqual([
      ['a', 'b', 'c'],
      ['x\r\ny', 'TV 55"', 'z'],
      ['last', 'q"q', ''],
    ]);
  });

  it('is marked where its quotes do not match, and refused where one never ends', async () => {
    const rows = await readAll(Buffer.from('a,"b"c",d\n1,2,3\n'), { encoding: 'utf-8', delimiter: ',' });
    expect(rows[0]?.malformed).toBe(true);
    await expect(cellsOf('a,b\nc,"d\ne,f\n')).rejects.toMatchObject({
      code: 'csv_quote_open',
      details: { row: 2 },
    });
    await expect(cellsOf(`a,b\nc,"${'x\n'.repeat(1_100_000)}`)).rejects.toMatchObject({
      code: 'csv_row_endless',
      details: { row: 2 },
    });
  });

  it('is told from what is no text', () => {
    expect(detectEncoding(Buffer.from('504b0304140000', 'hex'))).toBeNull();
    expect(
      detectEncoding(Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256))),
    ).toBeNull();
    expect(detectEncoding(Buffer.from('a,b\n1,\0\n'))).toBe('utf-8');
    expect(detectEncoding(Buffer.from('Gerät;Problem', 'utf16le'))).toBe('utf-16le');
    expect(detectEncoding(Buffer.from([0x47, 0x65, 0x72, 0xe4, 0x74]))).toBe('windows-1252');
  });

  it('has the delimiter of its first row', () => {
    expect(detectDelimiter('Gerät;Preis;Text\nA;1,50;a, b, c\nB;2,50;d, e, f\n')).toBe(';');
    expect(detectDelimiter('a\tb c,d\n1\t2,3\n')).toBe('\t');
    expect(detectDelimiter('356938035643809\n356938035643817\n')).toBe(',');
  });
});
