import { BYTE_ORDER_MARK, DELIMITERS } from '~/platform/csv';
import { CsvWriter } from '~/platform/csv-writer.server';
import { type Translate, translator } from '~/platform/i18n/i18n';
import type { Language } from '~/platform/i18n/locale';
import { currencyExponent, decimal } from '~/platform/money';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { allSettlements, type SettlementFilter } from './list.server';
import { getSettlement } from './queries.server';
import { settlementTotals } from './rules';
import { sumUnsettled } from './unsettled.server';

const CHUNK = 64 * 1024;

/** A text; an amount in minor units; a number; a day or month (ISO 8601), which spreadsheets may read as such. */
type Cell = string | { minor: number; currency: string } | { number: number } | { day: string };

/**
 * Rows as a file for spreadsheets of the reader's region (UTF-8 with its mark): texts are safe cells, amounts are numbers
 * with the decimal sign that the region has.
 */
function sheet({ locale, format }: Language, rows: Cell[][]): Uint8Array {
  const parts = new Intl.NumberFormat(format).formatToParts(1.5);
  const comma = parts.some(({ type, value }) => type === 'decimal' && value === ',');
  const out = new CsvWriter(comma || locale === 'de' ? DELIMITERS.semicolon : DELIMITERS.comma, CHUNK);
  const number = (text: string) => (comma ? text.replace('.', ',') : text);
  for (const row of rows) {
    for (const cell of row) {
      if (typeof cell === 'string') out.guardedText(cell);
      else if ('minor' in cell) out.text(number(decimal(cell.minor, currencyExponent(cell.currency))));
      else if ('day' in cell) out.text(cell.day);
      else out.text(number(String(cell.number)));
    }
    out.endRow();
  }
  return Buffer.concat([Buffer.from(BYTE_ORDER_MARK), out.take()]);
}

async function dayOf(): Promise<(at: Date | null) => Cell> {
  const { timeZone } = await getOperator();
  const format = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
  return (at) => ({ day: at ? format.format(at) : '' });
}

const words = ({ locale }: Language): Translate => translator(locale);

/** The orders of a settlement as a file, with its totals below them; null when it does not exist for the viewer. */
export async function settlementSheet(viewer: Viewer, number: string, language: Language) {
  const settlement = await getSettlement(viewer, number);
  if (!settlement) return null;
  const t = words(language);
  const day = await dayOf();
  const { currency, items } = settlement;
  const money = (minor: number): Cell => ({ minor, currency });
  const { net, gross } = settlementTotals(items);
  const head = ['number', 'sp_id', 'description', 'executed', 'vat', 'fee', 'currency'] as const;
  const sum = (name: 'net' | 'vat' | 'gross', minor: number): Cell[] => [
    settlement.number,
    '',
    t(`billing:totals.${name}`),
    '',
    '',
    money(minor),
    currency,
  ];
  const bytes = sheet(language, [
    head.map((name) => t(`billing:sheet.${name}`)),
    ...items.map(({ spId, description, executedAt, vatBasisPoints, feeMinor }): Cell[] => [
      settlement.number,
      spId,
      description,
      day(executedAt),
      { number: vatBasisPoints / 100 },
      money(feeMinor),
      currency,
    ]),
    sum('net', net),
    sum('vat', gross - net),
    sum('gross', gross),
    [t('billing:sheet.no_invoice', { number: settlement.number })],
  ]);
  return { number: settlement.number, bytes };
}

/** The settlements that an administrator's list shows, all of its pages, as a file. */
export async function settlementsSheet(viewer: Viewer, filter: SettlementFilter, language: Language) {
  const t = words(language);
  const day = await dayOf();
  const rows = await allSettlements(viewer, filter);
  const head = [
    'number',
    'partner',
    'state',
    'created',
    'orders',
    'net',
    'vat_amount',
    'gross',
    'currency',
    'invoice',
    'accepted',
    'paid',
    'cancelled',
  ] as const;
  return sheet(language, [
    head.map((name) => t(`billing:sheet.${name}`)),
    ...rows.map(({ currency, ...row }): Cell[] => [
      row.number,
      row.partner,
      t(`billing:states.${row.state}`),
      day(row.createdAt),
      { number: row.orders },
      { minor: row.netMinor, currency },
      { minor: row.vatMinor, currency },
      { minor: row.grossMinor, currency },
      currency,
      row.invoice,
      day(row.acceptedAt),
      day(row.paidAt),
      day(row.cancelledAt),
    ]),
  ]);
}

/** What is not settled yet, by month and partner, as an administrator's list shows it, as a file. */
export async function unsettledSheet(
  viewer: Viewer,
  filter: Pick<SettlementFilter, 'partnerId' | 'month'>,
  language: Language,
) {
  const t = words(language);
  const sums = await sumUnsettled(viewer, filter);
  const head = ['month', 'partner', 'orders', 'net', 'currency'] as const;
  return sheet(language, [
    head.map((name) => t(`billing:sheet.${name}`)),
    ...sums.map(({ month, partner, count, netMinor, currency }): Cell[] => [
      { day: month },
      partner,
      { number: count },
      { minor: netMinor, currency },
      currency,
    ]),
  ]);
}
