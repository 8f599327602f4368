import { translator } from '~/platform/i18n/i18n';
import { LOCALES } from '~/platform/i18n/locale';
import { COLUMNS } from '../export/rules';
import { foldName } from './guess';
import type { ImportField } from './rules';

/** What columns of our own export become again. */
const AGAIN: Record<string, ImportField> = {
  number: 'orderNumber',
  customer_number: 'customerNumber',
  customer_name: 'customerName',
  location: 'location',
  shipping_method: 'shippingMethod',
  device: 'deviceName',
  serial: 'serial',
  imei: 'imei',
  customer_references: 'customerReferences',
  internal_references: 'internalReferences',
  problem: 'problem',
};

const said = (key: string) =>
  LOCALES.map((locale) => String(translator(locale)(`orders:export.columns.${key}` as never)));

/** The columns of our own export by their folded names, as codes and as words of each language. */
export function exportedColumns(): Map<string, ImportField> {
  const pairs = Object.entries(AGAIN).flatMap(([key, field]) =>
    [key, ...said(key)].map((name) => [foldName(name), field] as const),
  );
  return new Map(pairs);
}

/**
 * True where these are the words that head our own export for spreadsheets, or rows that an import did not take: their
 * cells carry guards.
 */
export function isGuardedExport(names: readonly string[]): boolean {
  const words = new Set(COLUMNS.flatMap(said));
  const exact = names.filter((name) => words.has(name.trim())).length;
  const returned = LOCALES.map(translator).some(
    (t) =>
      names.at(-2)?.trim() === t('imports:rejects.row') &&
      names.at(-1)?.trim() === t('imports:rejects.reason'),
  );
  return returned || (exact >= 3 && exact * 2 >= names.length);
}
