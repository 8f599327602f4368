import { DELIMITERS, encodeRow, escapeCell, quoteCell } from '~/platform/csv';
import type { TextRow } from '~/platform/snapshot.server';
import { lineNet } from '../rules';
import type { Details } from './details.server';
import { FACTS, isTextColumn, isTimeColumn } from './query.server';
import {
  amountText,
  type ColumnChoice,
  type ExportLine,
  type ExportSettings,
  shortDecimal,
  totalsOf,
} from './rules';
import type { ExportWords } from './words.server';

/** What a row of the sheet shows: an order, and with a row for each line the line. */
type Entry = {
  row: TextRow;
  notes: string;
  lines: ExportLine[];
  sums: ReturnType<typeof totalsOf> | null;
  /** The number of the line, from 1. */
  at: number;
  line: ExportLine | undefined;
};

/** `cell` gives the cell as it stands in the file. */
type Column = { key: string; cell: (entry: Entry) => string };
type Finish = (text: string) => string;

const [KIND, STATUS, STAGE, CURRENCY] = [1, 2, 3, 4] as const;
const NO_LINES: ExportLine[] = [];

/** Columns whose texts many orders share. */
const SHARED: readonly ColumnChoice[] = [
  'customer_number',
  'customer_name',
  'account_name',
  'location',
  'device',
];

/** Writes orders as rows of CSV. `sign` is the decimal sign of the reader's spreadsheet. */
export function makeSheet(settings: ExportSettings, words: ExportWords, sign: '.' | ',') {
  const machine = settings.target === 'machine';
  const columns = columnsOf(settings, words, machine ? '.' : sign);
  const delimiter = DELIMITERS[settings.delimiter];
  const perLine = settings.layout === 'lines';
  const summed = settings.columns.includes('totals');
  const write = (entry: Entry) => {
    let text = '';
    for (const column of columns) text += delimiter + column.cell(entry);
    return text.length === 1 ? '""\r\n' : `${text.slice(1)}\r\n`;
  };
  return {
    head: encodeRow(
      columns.map(({ key }) => (machine ? key : escapeCell(words.column(key)))),
      delimiter,
    ),
    /** The rows of one order. */
    rowsOf(row: TextRow, details: Details): string {
      const id = row[0] ?? '';
      const lines = details.lines.get(id) ?? NO_LINES;
      const sums = summed ? totalsOf(lines) : null;
      const entry: Entry = { row, notes: details.notes.get(id) ?? '', lines, sums, at: 0, line: undefined };
      if (!perLine || lines.length === 0) return write(entry);
      let text = '';
      for (const line of lines) {
        entry.line = line;
        entry.at += 1;
        text += write(entry);
        // The sums stand once, so that the sum of their column is right.
        entry.sums = null;
      }
      return text;
    },
  };
}

/** The same function, which knows what it made of short texts. */
function remembering(finish: Finish): Finish {
  const known = new Map<string, string>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      made = finish(text);
      if (known.size >= 2000) known.clear();
      if (text.length <= 200) known.set(text, made);
    }
    return made;
  };
}

function columnsOf(settings: ExportSettings, words: ExportWords, sign: '.' | ','): Column[] {
  const machine = settings.target === 'machine';
  const finish: Finish = machine ? quoteCell : (text) => quoteCell(escapeCell(text));
  const shared = remembering(finish);
  const word = (key: string, at: number, say: (code: string) => string): Column => ({
    key,
    cell: ({ row }) => (machine ? (row[at] ?? '') : shared(say(row[at] ?? ''))),
  });
  const special: Partial<Record<ColumnChoice, () => Column[]>> = {
    kind: () => [word('kind', KIND, words.kind)],
    status: () => [
      { key: 'status', cell: ({ row }) => shared(words.status(row[KIND] ?? '', row[STATUS] ?? '')) },
    ],
    status_code: () => [{ key: 'status_code', cell: ({ row }) => row[STATUS] ?? '' }],
    stage: () => [word('stage', STAGE, words.stage)],
    public_notes: () => [{ key: 'public_notes', cell: ({ notes }) => finish(notes) }],
    lines: () =>
      settings.layout === 'lines'
        ? lineColumns(words, finish, sign, machine)
        : [joinedLines(words, finish, sign)],
    totals: () => totalColumns(sign),
  };
  let place: number = FACTS.length;
  return settings.columns.flatMap((key): Column[] => {
    const text = isTextColumn(key);
    if (!text && !isTimeColumn(key)) return special[key]?.() ?? [];
    const at = place++;
    // Times and our own order numbers, RO-2026-000123, are safe as they are.
    if (!text || key === 'number') return [{ key, cell: ({ row }) => row[at] ?? '' }];
    const end = SHARED.includes(key) ? shared : finish;
    return [{ key, cell: ({ row }) => end(row[at] ?? '') }];
  });
}

/** All products and services in one cell, a line each. */
function joinedLines(words: ExportWords, finish: Finish, sign: '.' | ','): Column {
  const text = (line: ExportLine, currency: string) => {
    const quantity = shortDecimal(line.quantityThousandths, 3, sign);
    const each = amountText(line.unitPriceMinor, currency, sign);
    const net = amountText(lineNet(line), currency, sign);
    const vat = `${words.vat} ${shortDecimal(line.vatBasisPoints, 2, sign)} %`;
    const covered = line.warranty ? ` (${words.warranty})` : '';
    return `${quantity} × ${line.description}: ${each} → ${net} ${currency}, ${vat}${covered}`;
  };
  return {
    key: 'lines',
    cell: ({ row, lines }) =>
      lines.length === 0 ? '' : finish(lines.map((line) => text(line, row[CURRENCY] ?? '')).join('\n')),
  };
}

function lineColumns(words: ExportWords, finish: Finish, sign: '.' | ',', machine: boolean): Column[] {
  const column = (key: string, cell: (line: ExportLine, entry: Entry) => string): Column => ({
    key,
    cell: (entry) => (entry.line ? cell(entry.line, entry) : ''),
  });
  const amount = (minor: number, { row }: Entry) => quoteCell(amountText(minor, row[CURRENCY] ?? '', sign));
  return [
    column('line', (_, { at }) => String(at)),
    column('line_kind', (line) => (machine ? line.kind : finish(words.lineKind(line.kind)))),
    column('line_description', (line) => finish(line.description)),
    column('line_quantity', (line) => quoteCell(shortDecimal(line.quantityThousandths, 3, sign))),
    column('line_price', (line, entry) => amount(line.unitPriceMinor, entry)),
    column('line_net', (line, entry) => amount(lineNet(line), entry)),
    column('line_vat', (line) => quoteCell(shortDecimal(line.vatBasisPoints, 2, sign))),
    column('line_warranty', (line) => (line.warranty ? (machine ? 'yes' : finish(words.yes)) : '')),
    column('line_currency', (_, { row }) => row[CURRENCY] ?? ''),
  ];
}

function totalColumns(sign: '.' | ','): Column[] {
  const sum = (key: string, pick: (sums: NonNullable<Entry['sums']>) => number): Column => ({
    key,
    cell: ({ row, sums }) => (sums ? quoteCell(amountText(pick(sums), row[CURRENCY] ?? '', sign)) : ''),
  });
  return [
    { key: 'currency', cell: ({ row }) => row[CURRENCY] ?? '' },
    sum('total_net', ({ net }) => net),
    sum('total_vat', ({ net, gross }) => gross - net),
    sum('total_gross', ({ gross }) => gross),
  ];
}
