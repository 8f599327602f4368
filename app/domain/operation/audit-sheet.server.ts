import { BYTE_ORDER_MARK, DELIMITERS } from '~/platform/csv';
import { CsvWriter } from '~/platform/csv-writer.server';
import { othersFirst } from '~/platform/http/others-first.server';
import { translator } from '~/platform/i18n/i18n';
import type { Language } from '~/platform/i18n/locale';
import { getOperator } from '../companies/operator.server';
import { freshStatusTexts } from '../orders/status-texts.server';
import { type AuditRow, allAudit } from './audit.server';
import { auditNames } from './audit-names.server';
import type { AuditFilter } from './audit-rules';
import { type AuditWords, auditWords } from './audit-words.server';

const CHUNK = 64 * 1024;

const COLUMNS = [
  'id',
  'at',
  'person',
  'email',
  'type',
  'what',
  'order',
  'shipment',
  'company',
  'details',
  'request',
] as const;

/**
 * The events that fit as a file for spreadsheets (RFC 4180, UTF-8 with its mark; times in UTC, ISO 8601), made while it is
 * taken, with no limit of rows.
 */
export async function* auditSheet(
  filter: AuditFilter,
  { locale }: Language,
): AsyncGenerator<Uint8Array, undefined> {
  await freshStatusTexts();
  const t = translator(locale);
  const { timeZone } = await getOperator();
  const out = new CsvWriter(locale === 'de' ? DELIMITERS.semicolon : DELIMITERS.comma, CHUNK);
  for (const column of COLUMNS) out.text(t(`audit:columns.${column}`));
  out.endRow();
  yield Buffer.concat([Buffer.from(BYTE_ORDER_MARK), out.take()]);
  for await (const rows of allAudit(filter)) {
    const words = auditWords(locale, timeZone, await auditNames(rows));
    for (const row of rows) {
      out.text(row.id);
      out.text(row.at.toISOString());
      for (const cell of [
        row.actor ?? t('audit:portal'),
        row.email ?? '',
        row.type,
        words.what(row),
        row.order ?? '',
        row.shipment ?? '',
        row.company ?? '',
        detailsText(words, row),
        row.requestId ?? '',
      ])
        out.guardedText(cell);
      out.endRow();
    }
    yield out.take();
    await othersFirst();
  }
}

const detailsText = (words: AuditWords, row: AuditRow) =>
  words
    .details(row)
    .map(({ field, from, to }) => (from === undefined ? `${field}: ${to}` : `${field}: ${from} → ${to}`))
    .join('; ');
