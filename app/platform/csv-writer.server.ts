import { CELL_LIMIT, type Delimiter, escapeCell, quoteCell, splitCell } from './csv';
import { CLASSES, needsMark, ODD, QUOTED, SIGN, SKIPPED, START, UNSAFE } from './csv-bytes.server';

const QUOTE = 0x22;
const SPACE = 0x20;
const MARK = 0x27;
/** Room for a delimiter, quotes around nothing and the end of the row. */
const MARGIN = 8;

/**
 * Writes rows of CSV as UTF-8 bytes, with a delimiter before every cell but the first. What it writes is what `quoteCell`
 * and `escapeCell` make of the texts; most cells need neither and are only looked through.
 */
export class CsvWriter {
  private bytes: Buffer;
  private at = 0;
  private cells = 0;
  private rowStart = 0;
  private rest: string[] = [];

  private readonly delimiter: number;

  /** @param chunk about how many bytes are taken at a time */
  constructor(
    delimiter: Delimiter,
    private readonly chunk: number,
  ) {
    this.delimiter = delimiter.charCodeAt(0);
    this.bytes = Buffer.allocUnsafeSlow(chunk + (chunk >> 2));
  }

  /** Bytes that wait for `take`. */
  get size(): number {
    return this.at;
  }

  /** The bytes that were written since the last time. To be called between rows. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.at);
    this.bytes = Buffer.allocUnsafeSlow(this.chunk + (this.chunk >> 2));
    this.at = 0;
    this.rowStart = 0;
    return taken;
  }

  endRow(): void {
    // What was too long for a cell of a spreadsheet goes on behind the last column.
    for (const piece of this.rest) this.text(piece);
    this.rest = [];
    this.ascii(this.cells === 1 && this.at === this.rowStart ? '""\r\n' : '\r\n');
    this.cells = 0;
    this.rowStart = this.at;
  }

  empty(): void {
    this.begin(0);
  }

  /** A cell as it stands in the file, in UTF-8. */
  ready(cell: Uint8Array): void {
    this.begin(cell.length);
    const { bytes, at } = this;
    for (let index = 0; index < cell.length; index++) bytes[at + index] = cell[index] as number;
    this.at += cell.length;
  }

  /** A text as it is. */
  text(text: string): void {
    this.ready(Buffer.from(quoteCell(text)));
  }

  /** A text for spreadsheets (`escapeCell`, `splitCell`). */
  guardedText(text: string): void {
    const [cell = '', ...rest] = splitCell(escapeCell(text));
    this.rest.push(...rest);
    this.text(cell);
  }

  /** A text as it is: the bytes of its UTF-8. */
  copy(source: Buffer, start: number, length: number): void {
    this.begin(2 * length + 2);
    this.finish(source, start, length, this.through(source, start, length), false);
  }

  /** A text for spreadsheets: the bytes of its UTF-8. */
  guarded(source: Buffer, start: number, length: number): void {
    const whole = length < CELL_LIMIT - MARGIN;
    if (whole) this.begin(2 * length + 3);
    const meanings = whole ? this.through(source, start, length) : ODD;
    const marked = needsMark(source, start, length, meanings);
    if (marked === null) {
      if (whole) this.unbegin();
      this.guardedText(source.toString('utf8', start, start + length));
    } else this.finish(source, start, length, meanings, marked);
  }

  private begin(room: number): void {
    if (this.at + room + MARGIN > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * this.bytes.length + room);
      this.bytes.copy(larger, 0, 0, this.at);
      this.bytes = larger;
    }
    if (this.cells > 0) this.bytes[this.at++] = this.delimiter;
    this.cells += 1;
  }

  /** Takes back the beginning of a cell. */
  private unbegin(): void {
    this.cells -= 1;
    if (this.cells > 0) this.at -= 1;
  }

  private ascii(text: string): void {
    for (let index = 0; index < text.length; index++) this.bytes[this.at++] = text.charCodeAt(index);
  }

  /** Copies a text behind what is written, without counting it in, and says what is in it. */
  private through(source: Buffer, start: number, length: number): number {
    const { bytes, at } = this;
    let meanings = 0;
    let fresh = true;
    for (let index = 0; index < length; index++) {
      const byte = source[start + index] as number;
      const meaning = CLASSES[byte] as number;
      bytes[at + index] = byte;
      meanings |= meaning;
      if (meaning & START) fresh = true;
      else if (!(meaning & SKIPPED)) {
        if (fresh && meaning & SIGN) meanings |= UNSAFE;
        fresh = false;
      }
    }
    return meanings;
  }

  /** Counts in what `through` copied, with the quotes and the mark that it needs. */
  private finish(source: Buffer, start: number, length: number, meanings: number, marked: boolean): void {
    const { bytes } = this;
    const end = start + length;
    const quoted = length > 0 && (meanings & QUOTED || source[start] === SPACE || source[end - 1] === SPACE);
    if (quoted) bytes[this.at++] = QUOTE;
    if (marked) bytes[this.at++] = MARK;
    if (quoted || marked)
      for (let from = start; from < end; from++) {
        const byte = source[from] as number;
        if (byte === QUOTE) bytes[this.at++] = QUOTE;
        bytes[this.at++] = byte;
      }
    else this.at += length;
    if (quoted) bytes[this.at++] = QUOTE;
  }
}
