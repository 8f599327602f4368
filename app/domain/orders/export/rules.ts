import { currencyExponent, decimal, type Totals, totals } from '~/platform/money';
import { lineNet } from '../rules';

/** What can be chosen for the columns of an export, in their order; some stand for several columns. */
export const COLUMNS = [
  'number',
  'kind',
  'status',
  'status_code',
  'stage',
  'created',
  'confirmed',
  'status_since',
  'due',
  'completed',
  'customer_number',
  'customer_name',
  'account_name',
  'location',
  'device',
  'serial',
  'imei',
  'customer_references',
  'internal_references',
  'tracking_numbers',
  'shipping_method',
  'shipment',
  'sp_id',
  'problem',
  'public_notes',
  'lines',
  'totals',
] as const;
export type ColumnChoice = (typeof COLUMNS)[number];

/** Those with prices, and those with shipments, which not everybody sees. */
const PRICE_COLUMNS: readonly ColumnChoice[] = ['lines', 'totals'];
const SHIPMENT_COLUMNS: readonly ColumnChoice[] = ['shipment'];

/** Whom the settings are for: what they may see, and the language they read. */
export type Reader = { seesPrices: boolean; seesShipments: boolean; locale: string };

export const SCOPES = ['list', 'all', 'dates'] as const;
export const LAYOUTS = ['orders', 'lines'] as const;
export const TARGETS = ['spreadsheet', 'machine'] as const;
export const DELIMITER_NAMES = ['comma', 'semicolon', 'tab'] as const;

/** How an export is written. */
export type ExportSettings = {
  columns: ColumnChoice[];
  /** A row for each order, or for each of its products and services. */
  layout: (typeof LAYOUTS)[number];
  /** For spreadsheets: UTF-8 with BOM, words, local times, cells made safe. For machines: codes, UTC, cells as they are. */
  target: (typeof TARGETS)[number];
  delimiter: (typeof DELIMITER_NAMES)[number];
};

const oneOf = <T extends string>(values: readonly T[], value: string | null, usual: T): T =>
  values.find((one) => one === value) ?? usual;

/** The columns that a viewer may choose. */
export function columnsFor({ seesPrices, seesShipments }: Omit<Reader, 'locale'>): ColumnChoice[] {
  return COLUMNS.filter(
    (column) =>
      (seesPrices || !PRICE_COLUMNS.includes(column)) &&
      (seesShipments || !SHIPMENT_COLUMNS.includes(column)),
  );
}

/**
 * Reads settings from the fields of the export form. Never fails: what is missing or unknown is as usual, no column means
 * all of them; what the reader may not see is left out, whatever is asked.
 */
export function readSettings(fields: URLSearchParams, reader: Reader): ExportSettings {
  const offered = columnsFor(reader);
  const asked = fields.getAll('column');
  const chosen = offered.filter((column) => asked.includes(column));
  const columns = chosen.length > 0 ? chosen : offered;
  const layout = oneOf(LAYOUTS, fields.get('layout'), 'orders');
  return {
    columns,
    layout: columns.includes('lines') ? layout : 'orders',
    target: oneOf(TARGETS, fields.get('target'), 'spreadsheet'),
    // Spreadsheets split at the list separator of their region, which is a semicolon where German is spoken.
    delimiter: oneOf(
      DELIMITER_NAMES,
      fields.get('delimiter'),
      reader.locale === 'de' ? 'semicolon' : 'comma',
    ),
  };
}

/** The fields that `readSettings` reads the same settings from. */
export function settingsFields(settings: ExportSettings): URLSearchParams {
  const { columns, layout, target, delimiter } = settings;
  return new URLSearchParams([
    ...columns.map((column) => ['column', column]),
    ['layout', layout],
    ['target', target],
    ['delimiter', delimiter],
  ]);
}

/** A product or service as it stands in an export; amounts in minor units. */
export type ExportLine = {
  kind: string;
  description: string;
  quantityThousandths: number;
  unitPriceMinor: number;
  vatBasisPoints: number;
  warranty: boolean;
};

/** The products and services as the query of an export gives them: JSON, a list of their fields each. */
export function readLines(json: string): ExportLine[] {
  const lines: [string, string, number, number, number, boolean][] = JSON.parse(json);
  return lines.map(([kind, description, quantityThousandths, unitPriceMinor, vatBasisPoints, warranty]) => ({
    kind,
    description,
    quantityThousandths,
    unitPriceMinor,
    vatBasisPoints,
    warranty,
  }));
}

/** The sums of an order in minor units, as its page shows them. */
export function totalsOf(lines: readonly ExportLine[]): Totals {
  return totals(lines.map((line) => ({ net: lineNet(line), rate: line.vatBasisPoints })));
}

/** An amount in minor units as an exact decimal with all of its currency's digits (ISO 4217), without grouping. */
export function amountText(minor: number, currency: string, sign: '.' | ','): string {
  return decimal(minor, currencyExponent(currency)).replace('.', sign);
}

/** A number of `10^-digits` parts as an exact decimal without closing zeros: 1500 thousandths are 1.5. */
export function shortDecimal(parts: number, digits: number, sign: '.' | ','): string {
  return decimal(parts, digits)
    .replace(/\.?0+$/, '')
    .replace('.', sign);
}
