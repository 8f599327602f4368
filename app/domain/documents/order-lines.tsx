import { Text, View } from '@react-pdf/renderer';
import { formatMoney } from '~/platform/money';
import type { OrderPaper, PaperLine } from './order-paper-data';
import { LONG, tableStyle } from './paper-parts';
import { grey, ink, mm, rule, tabular } from './paper-style';
import type { PaperWords } from './words';

/** What of a paper is needed for its products and services. */
type PricedPaper = Pick<OrderPaper, 'lines' | 'prices' | 'locale'>;

interface Column {
  key: string;
  width: number | undefined;
  right: boolean;
  head: string;
  cell(line: PaperLine, index: number): string;
}

/** Products and services, with the column heads on every page, and the totals where the reader sees prices. */
export function OrderLines({ paper, words }: { paper: PricedPaper; words: PaperWords }) {
  const columns = columnsOf(paper, words);
  return (
    <View style={tableStyle}>
      <View fixed style={{ flexDirection: 'row', paddingBottom: mm(1), borderBottom: `0.5 solid ${rule}` }}>
        {columns.map((column) => (
          <Text key={column.key} style={{ ...cellStyle(column), color: grey, fontSize: 8, lineHeight: 1.3 }}>
            {column.head}
          </Text>
        ))}
      </View>
      {paper.lines.map((line, index) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are numbered
          key={index}
          wrap={line.description.length + (line.code?.length ?? 0) > LONG}
          style={{ flexDirection: 'row', paddingVertical: mm(1.1), borderBottom: `0.5 solid ${rule}` }}
        >
          {columns.map((column) =>
            column.key === 'description' ? (
              <View key={column.key} style={cellStyle(column)}>
                <Text>{line.description}</Text>
                {line.code ? (
                  <Text style={{ fontSize: 7.5, lineHeight: 1.3, color: grey }}>{line.code}</Text>
                ) : null}
              </View>
            ) : (
              <Text key={column.key} style={cellStyle(column)}>
                {column.cell(line, index)}
              </Text>
            ),
          )}
        </View>
      ))}
      {paper.prices ? <TotalsBlock paper={paper} prices={paper.prices} words={words} /> : null}
    </View>
  );
}

function columnsOf({ prices, locale }: PricedPaper, { t, quantity, rate }: PaperWords): Column[] {
  const amount = (minor: number) => (prices ? formatMoney(minor, prices.currency, locale) : '');
  const columns: Column[] = [
    {
      key: 'position',
      width: 10,
      right: false,
      head: t('table.position'),
      cell: (_line, index) => `${index + 1}`,
    },
    {
      key: 'description',
      width: undefined,
      right: false,
      head: t('table.description'),
      cell: (l) => l.description,
    },
    {
      key: 'quantity',
      width: 22,
      right: true,
      head: t('table.quantity'),
      cell: (line) => [quantity(line.quantity), line.unit].filter(Boolean).join('\u00a0'),
    },
  ];
  if (!prices) return columns;
  return [
    ...columns,
    {
      key: 'price',
      width: 27,
      right: true,
      head: t('table.unitPrice'),
      cell: (line) => amount(line.unitPrice),
    },
    { key: 'rate', width: 15, right: true, head: t('table.vatRate'), cell: (line) => rate(line.rate) },
    { key: 'net', width: 28, right: true, head: t('table.amount'), cell: (line) => amount(line.net) },
  ];
}

function cellStyle({ width, right }: Column) {
  return {
    ...(width === undefined ? { flex: 1, paddingRight: mm(3) } : { width: mm(width) }),
    textAlign: right ? ('right' as const) : ('left' as const),
    ...(right ? { fontFeatureSettings: tabular } : {}),
  };
}

interface TotalsProps {
  paper: Pick<OrderPaper, 'locale'>;
  prices: NonNullable<OrderPaper['prices']>;
  words: PaperWords;
}

/** Net, VAT by rate, and gross, at the right of the sheet. */
export function TotalsBlock({ paper, prices: { currency, totals }, words: { t, rate } }: TotalsProps) {
  const amount = (minor: number) => formatMoney(minor, currency, paper.locale);
  const rows = [
    { label: t('totals.net'), value: amount(totals.net) },
    ...totals.vat.map((vat) => ({
      label: t('totals.vat', { rate: rate(vat.rate), net: amount(vat.net) }),
      value: amount(vat.vat),
    })),
  ];
  return (
    <View wrap={false} style={{ marginTop: mm(2.5), marginLeft: 'auto', width: mm(88) }}>
      {rows.map(({ label, value }) => (
        <View
          key={label}
          style={{ flexDirection: 'row', justifyContent: 'space-between', paddingVertical: mm(0.5) }}
        >
          <Text style={{ color: grey }}>{label}</Text>
          <Text style={{ fontFeatureSettings: tabular }}>{value}</Text>
        </View>
      ))}
      <View
        style={{
          flexDirection: 'row',
          justifyContent: 'space-between',
          marginTop: mm(1),
          paddingTop: mm(1.5),
          borderTop: `1 solid ${ink}`,
          fontSize: 11,
          lineHeight: 1.3,
          fontWeight: 600,
        }}
      >
        <Text>{t('totals.gross')}</Text>
        <Text style={{ fontFeatureSettings: tabular }}>{amount(totals.gross)}</Text>
      </View>
    </View>
  );
}
