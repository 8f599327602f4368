import type { CopyRow } from '~/platform/copy-out.server';
import { DELIMITERS, encodeRow, escapeCell, quoteCell } from '~/platform/csv';
import { CsvWriter } from '~/platform/csv-writer.server';
import type { Cell } from './cells.server';
import { type Codes, type Column, type Entry, NO_LINES, NO_SUMS, type Style } from './entry.server';
import { linesColumns, totalsColumns } from './line-columns.server';
import { amountText, type ColumnChoice, type ExportSettings, readLines, totalsOf } from './rules';
import { type TimeBytes, timeBytes } from './times.server';
import type { ExportWords } from './words.server';

const CHUNK_BYTES = 64 * 1024;
const TIMES: readonly Cell[] = ['created', 'confirmed', 'status_since', 'due', 'completed', 'shipment_date'];

/**
 * Writes orders as rows of CSV.
 * @param cells those of the query, in their order
 * @param sign the decimal sign of the reader's spreadsheet
 */
export function makeSheet(
  settings: ExportSettings,
  words: ExportWords,
  options: { cells: readonly Cell[]; sign: '.' | ','; timeZone: string },
) {
  const machine = settings.target === 'machine';
  const style: Style = { machine, words, sign: machine ? '.' : options.sign };
  const place = (cell: Cell) => options.cells.indexOf(cell);
  const time = timeBytes(settings.target, options.timeZone);
  const columns = settings.columns.flatMap((column) => columnsOf(column, settings, style, place, time));
  const delimiter = DELIMITERS[settings.delimiter];
  const out = new CsvWriter(delimiter, CHUNK_BYTES);
  const linesAt = place('lines');
  const codesAt = place('codes');
  const codesOf = codeReader(style);
  const summed = settings.columns.includes('totals');
  const write = (entry: Entry) => {
    for (const column of columns) column.write(out, entry);
    out.endRow();
  };
  return {
    head: encodeRow(
      columns.map(({ key }) => (machine ? key : escapeCell(words.column(key)))),
      delimiter,
    ),
    /** Adds the rows of one order. @returns bytes of the file, once there are enough of them */
    add(row: CopyRow): Uint8Array | undefined {
      const lines = row.length(linesAt) > 0 ? readLines(row.text(linesAt)) : NO_LINES;
      const sums = summed ? (lines === NO_LINES ? NO_SUMS : totalsOf(lines)) : null;
      const entry: Entry = { row, codes: codesOf(row.text(codesAt)), lines, sums, at: 0, line: undefined };
      if (settings.layout === 'orders' || lines.length === 0) write(entry);
      else
        for (const line of lines) {
          entry.line = line;
          entry.at += 1;
          write(entry);
          // The sums stand once, so that the sum of their column is right.
          entry.sums = null;
        }
      return out.size >= CHUNK_BYTES ? out.take() : undefined;
    },
    /** The bytes that are left. */
    rest: () => out.take(),
  };
}

function columnsOf(
  key: ColumnChoice,
  settings: ExportSettings,
  style: Style,
  place: (cell: Cell) => number,
  time: TimeBytes,
): Column[] {
  const { machine } = style;
  const one = (cell: Cell, name: string = cell): Column =>
    TIMES.includes(cell) ? timeColumn(name, place(cell), time) : textColumn(name, place(cell), machine);
  switch (key) {
    case 'kind':
    case 'status':
    case 'status_code':
    case 'stage':
      return [{ key, write: (out, { codes }) => out.ready(codes.cells[key]) }];
    case 'number':
      // Our own order numbers, RO-2026-000123, are safe as they are.
      return [textColumn(key, place(key), true)];
    case 'public_notes':
      return [one('notes', key)];
    case 'shipment':
      return [one('shipment_number'), one('shipment_date'), one('shipment_method'), one('shipment_tracking')];
    case 'lines':
      return linesColumns(settings.layout, style);
    case 'totals':
      return totalsColumns(style);
    default:
      return [one(key)];
  }
}

/** Reads the codes of an order, few of which differ. */
function codeReader({ machine, words, sign }: Style): (codes: string) => Codes {
  const known = new Map<string, Codes>();
  const bytes = (text: string) => Buffer.from(quoteCell(text));
  const word = (code: string, said: string) => bytes(machine ? code : escapeCell(said));
  return (text) => {
    let codes = known.get(text);
    if (codes === undefined) {
      const [kind = '', status = '', stage = '', currency = ''] = text.split(' ');
      codes = {
        currency,
        cells: {
          kind: word(kind, words.kind(kind)),
          // Machines have its code in a column of its own.
          status: bytes(machine ? words.status(kind, status) : escapeCell(words.status(kind, status))),
          status_code: bytes(status),
          stage: word(stage, words.stage(stage)),
          currency: bytes(currency),
          zero: bytes(amountText(0, currency, sign)),
        },
      };
      known.set(text, codes);
    }
    return codes;
  };
}

function textColumn(key: string, at: number, asItIs: boolean): Column {
  return {
    key,
    write(out, { row }) {
      const length = row.length(at);
      if (length <= 0) out.empty();
      else if (asItIs) out.copy(row.bytes, row.start(at), length);
      else out.guarded(row.bytes, row.start(at), length);
    },
  };
}

function timeColumn(key: string, at: number, bytes: TimeBytes): Column {
  return {
    key,
    write(out, { row }) {
      const instant = row.time(at);
      if (instant === null) out.empty();
      else out.ready(bytes(instant));
    },
  };
}
