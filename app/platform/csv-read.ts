import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { DomainError } from './errors';

/** The encodings that are read, as the Encoding Standard of WHATWG names them. */
export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The signs that may stand between cells, the likelier last: of two that fit alike the first is taken. */
export const READ_DELIMITERS = ['\t', ';', '|', ','] as const;
export type ReadDelimiter = (typeof READ_DELIMITERS)[number];

export type Dialect = { encoding: Encoding; delimiter: ReadDelimiter };

/** A record of a file; `number` counts from 1 as a spreadsheet does. `malformed`: quotes stand where none may. */
export type CsvRow = { number: number; cells: string[]; malformed: boolean };

/** The most characters of one record. */
const ROW_MAX = 2_000_000;
const SNIFFED = 64 * 1024;
/** So many characters are looked at for the line end. */
const BEGINNING = 4096;
/** ZIP (xlsx, ods), OLE (xls), PDF, PNG, JPEG, gzip. */
const SIGNATURES = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff', '1f8b'];

/** The encoding of a text file: that of its byte order mark, UTF-8 where it is valid, else Windows-1252; null for no text. */
export function detectEncoding(bytes: Uint8Array): Encoding | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (start.startsWith('efbbbf')) return 'utf-8';
  if (start.startsWith('fffe')) return 'utf-16le';
  if (start.startsWith('feff')) return 'utf-16be';
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return null;
  const head = bytes.subarray(0, SNIFFED);
  const zeros = [0, 0];
  let controls = 0;
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) controls += 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (odd > half * 0.4 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.1) return 'utf-16be';
  if (even + odd + controls > head.length * 0.02 + 8) return null;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** The beginning of a file as text, in whole characters. */
export function headText(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes.subarray(0, SNIFFED), { stream: true });
}

/** The delimiter by which most rows have as many cells as the first, more than one; a comma where none does. */
export function detectDelimiter(head: string): ReadDelimiter {
  const scored = READ_DELIMITERS.map((delimiter) => {
    const reader = new CsvReader(delimiter);
    const read = [...reader.push(head), ...(head.length < SNIFFED / 2 ? reader.end(false) : [])];
    const counts = read.filter(({ cells }) => !isBlank(cells)).map(({ cells }) => cells.length);
    const [first = 1] = counts;
    const alike = counts.filter((count) => count === first).length;
    const malformed = read.filter((row) => row.malformed).length;
    return { delimiter, score: first > 1 ? (alike - malformed) / counts.length : 0 };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return best > 0 ? (scored.find(({ score }) => score === best)?.delimiter ?? ',') : ',';
}

/** True for a row without content, as spreadsheets write them at the end, whatever its delimiter. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => /^[\s,;|]*$/.test(cell));
}

/** Reads CSV (RFC 4180; line ends CRLF, LF or CR) piece by piece; holds no more than one record. */
export class CsvReader {
  private rest = '';
  private seen = 0;
  private parser: Papa.Parser | undefined;

  constructor(private readonly delimiter: ReadDelimiter) {}

  /** The records that are complete with this piece. Throws DomainError `csv_row_endless` (422, with `row`). */
  push(text: string): CsvRow[] {
    this.rest += text;
    if (!this.parser && this.rest.length < BEGINNING) return [];
    // A CR at the end may be half of a CRLF, a quote half of an escaped one.
    const rows = this.take(true);
    if (this.rest.length > ROW_MAX) throw new DomainError('csv_row_endless', 422, { row: this.seen + 1 });
    return rows;
  }

  /** The last record, which needs no line end. Throws DomainError `csv_quote_open` (422, with `row`) unless not `strict`. */
  end(strict = true): CsvRow[] {
    const whole = this.rest === '' ? [] : this.take(true);
    return this.rest === '' ? whole : [...whole, ...this.take(false, strict)];
  }

  private take(more: boolean, strict = true): CsvRow[] {
    this.parser ??= new Papa.Parser({ delimiter: this.delimiter, newline: newlineOf(this.rest) });
    const parsed: Papa.ParseResult<string[]> = this.parser.parse(this.rest, 0, more);
    const { data, errors, meta } = parsed;
    if (strict && !more && errors.some(({ code }) => code === 'MissingQuotes'))
      throw new DomainError('csv_quote_open', 422, { row: this.seen + data.length });
    const malformed = new Set(errors.map(({ row }) => row));
    this.rest = more ? this.rest.slice(meta.cursor) : '';
    return data.map((cells, index) => {
      this.seen += 1;
      const last = cells.length - 1;
      if (cells[last]?.endsWith('\r')) cells[last] = cells[last].slice(0, -1);
      return { number: this.seen, cells, malformed: malformed.has(index) };
    });
  }
}

/** CR where a file has no other line end. */
function newlineOf(text: string): '\n' | '\r' {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '');
  const looked = (/[\r\n]/.test(bare) ? bare : text).replace(/\r$/, '');
  return !looked.includes('\n') && looked.includes('\r') ? '\r' : '\n';
}

/**
 * The records of a file, some at a time. Throws what `CsvReader` throws.
 * @param bytes its content in pieces of any size
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: Dialect,
): AsyncGenerator<CsvRow[]> {
  const decoder = new TextDecoder(encoding);
  const reader = new CsvReader(delimiter);
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield reader.push(text);
  }
  const last = decoder.decode();
  if (last !== '') yield reader.push(last);
  yield reader.end();
}
