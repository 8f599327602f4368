import type { Totals } from '~/platform/money';
import { lineNet } from '../rules';
import { type Column, type Entry, NO_SUMS, type Style } from './entry.server';
import { amountText, type ExportLine, type ExportSettings, shortDecimal } from './rules';

type Text = (entry: Entry) => string;

/** The products and services of an order: in one cell, or of each row's own line. */
export function linesColumns(layout: ExportSettings['layout'], style: Style): Column[] {
  return layout === 'lines' ? lineColumns(style) : [joinedLines(style)];
}

const guarded = (key: string, { machine }: Style, text: Text): Column => ({
  key,
  write(out, entry) {
    const said = text(entry);
    if (said === '') out.empty();
    else if (machine) out.text(said);
    else out.guardedText(said);
  },
});

/** A number, which a spreadsheet is to read as one. */
const figure = (key: string, text: Text): Column => ({
  key,
  write(out, entry) {
    const said = text(entry);
    if (said === '') out.empty();
    else out.text(said);
  },
});

/** All products and services in one cell, a line each. */
function joinedLines(style: Style): Column {
  const { words, sign } = style;
  const text = (line: ExportLine, currency: string) => {
    const quantity = shortDecimal(line.quantityThousandths, 3, sign);
    const each = amountText(line.unitPriceMinor, currency, sign);
    const net = amountText(lineNet(line), currency, sign);
    const vat = `${words.vat} ${shortDecimal(line.vatBasisPoints, 2, sign)} %`;
    const covered = line.warranty ? ` (${words.warranty})` : '';
    return `${quantity} × ${line.description}: ${each} → ${net} ${currency}, ${vat}${covered}`;
  };
  return guarded('lines', style, ({ lines, codes }) =>
    lines.map((line) => text(line, codes.currency)).join('\n'),
  );
}

function lineColumns(style: Style): Column[] {
  const { machine, words, sign } = style;
  const of =
    (text: (line: ExportLine, entry: Entry) => string): Text =>
    (entry) =>
      entry.line ? text(entry.line, entry) : '';
  const amount = (key: string, minor: (line: ExportLine) => number) =>
    figure(
      key,
      of((line, { codes }) => amountText(minor(line), codes.currency, sign)),
    );
  return [
    figure(
      'line',
      of((_, { at }) => String(at)),
    ),
    guarded(
      'line_kind',
      style,
      of((line) => (machine ? line.kind : words.lineKind(line.kind))),
    ),
    guarded(
      'line_description',
      style,
      of((line) => line.description),
    ),
    figure(
      'line_quantity',
      of((line) => shortDecimal(line.quantityThousandths, 3, sign)),
    ),
    amount('line_price', (line) => line.unitPriceMinor),
    amount('line_net', lineNet),
    figure(
      'line_vat',
      of((line) => shortDecimal(line.vatBasisPoints, 2, sign)),
    ),
    guarded(
      'line_warranty',
      style,
      of((line) => (line.warranty ? (machine ? 'yes' : words.yes) : '')),
    ),
    figure(
      'line_currency',
      of((_, { codes }) => codes.currency),
    ),
  ];
}

/** The sums of the order. */
export function totalsColumns({ sign }: Style): Column[] {
  const sum = (key: string, pick: (sums: Totals) => number): Column => ({
    key,
    write(out, { sums, codes }) {
      if (sums === null) out.empty();
      else if (sums === NO_SUMS) out.ready(codes.cells.zero);
      else out.text(amountText(pick(sums), codes.currency, sign));
    },
  });
  return [
    { key: 'currency', write: (out, { codes }) => out.ready(codes.cells.currency) },
    sum('total_net', ({ net }) => net),
    sum('total_vat', ({ net, gross }) => gross - net),
    sum('total_gross', ({ gross }) => gross),
  ];
}
