import { i18nFor, translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import type { AuditRow } from './audit.server';
import { detailsOf, nameOf } from './audit-rules';
import { type AuditNames, auditValues } from './audit-values.server';

/** Every type of events that there are words for, as `noun.happened`. */
export function auditTypes(): string[] {
  const types = i18nFor('en').getResource('en', 'audit', 'types') as Record<string, Record<string, string>>;
  return Object.entries(types).flatMap(([noun, happened]) =>
    Object.keys(happened).map((name) => `${noun}.${name}`),
  );
}

/** A detail of an event in words: what it is now, or from what to what it was changed; empty for nothing. */
export type SaidDetail = { field: string; from?: string; to: string };

/** What an event is said by; the numbers of its order and shipment stand beside its details. */
type Told = Pick<AuditRow, 'type' | 'data' | 'orderKind'> & Partial<Pick<AuditRow, 'order' | 'shipment'>>;

export type AuditWords = ReturnType<typeof auditWords>;

/**
 * Says events in a language, times in a time zone (IANA): what happened, and its details.
 * @param names of what the events tell of by an id
 */
export function auditWords(locale: Locale, timeZone: string, names?: AuditNames) {
  const t = translator(locale);
  const instance = i18nFor(locale);
  const { field, say } = auditValues({ locale, timeZone, names });
  return {
    /** What happened, in a sentence; the type's name where there are no words for it. */
    what(row: Told): string {
      const { type, data, orderKind } = row;
      const key = `audit:types.${type}`;
      const name = nameOf(data);
      const status = (value: unknown) => say('status', value, { type, data: { kind: orderKind } });
      const values = { name, from: status(data.from), to: status(data.to), count: Number(data.count ?? 1) };
      const said = instance.exists(key) ? String(t(key as never, values as never)) : type;
      return name && !said.includes(name) ? t('audit:named', { said, name }) : said;
    },
    /** What was changed from what to what, or what else the event says. */
    details(row: Told): SaidDetail[] {
      return detailsOf(row.type, row.data)
        .filter(({ from, to }) => from !== undefined || (to !== row.shipment && to !== row.order))
        .map(({ field: name, from, to }) => ({
          field: field(name, row.type),
          to: say(name, to, row),
          ...(from !== undefined && { from: say(name, from, row) }),
        }))
        .filter(({ from, to }) => from !== undefined || to !== '');
    },
  };
}
