import { LOCALES } from '~/platform/i18n/locale';
import type { TestApp } from './app';

/** A value as only a program says it. */
const RAW = /^[a-z]+(?:[_-][a-z]+)+$|^(?:true|false|null)$|^[[{]|undefined/;

/** Of all that happened in a test, what the audit log says in the way of a program: types, fields and values without words. */
export async function untoldEvents({ db }: TestApp): Promise<string[]> {
  const { auditWords } = await import('~/domain/operation/audit-words.server');
  const { detailsOf } = await import('~/domain/operation/audit-rules');
  const events = await db.event.findMany({ orderBy: { id: 'asc' } });
  const untold = new Set<string>();
  for (const locale of LOCALES) {
    const words = auditWords(locale, 'Europe/Zurich');
    for (const { type, data } of events) {
      const row = { type, orderKind: 'repair', data: data as Record<string, unknown> };
      if (words.what(row).startsWith(type)) untold.add(`${type}: the type`);
      const fields = detailsOf(type, row.data).map(({ field }) => field);
      for (const { field, from = '', to } of words.details(row)) {
        if (fields.includes(field)) untold.add(`${type}: ${field}`);
        for (const value of [from, to]) if (RAW.test(value)) untold.add(`${type}: ${field} = ${value}`);
      }
    }
  }
  return [...untold];
}
