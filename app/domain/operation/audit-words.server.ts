import { i18nFor, translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import type { AuditRow } from './audit.server';
import { detailsOf, nameOf, plainValue } from './audit-rules';

/** Every type of events that there are words for, as `noun.happened`. */
export function auditTypes(): string[] {
  const types = i18nFor('en').getResource('en', 'audit', 'types') as Record<string, Record<string, string>>;
  return Object.entries(types).flatMap(([noun, happened]) =>
    Object.keys(happened).map((name) => `${noun}.${name}`),
  );
}

export type AuditWords = ReturnType<typeof auditWords>;

/** Says events in a language: what happened, and its details. */
export function auditWords(locale: Locale) {
  const t = translator(locale);
  const instance = i18nFor(locale);
  const status = (kind: string | null, value: unknown) => {
    const key = `statuses:${kind}.${value}.label_staff`;
    return kind && instance.exists(key) ? String(t(key as never)) : plainValue(value);
  };
  const field = (name: string) => {
    const key = `audit:fields.${name}`;
    return instance.exists(key) ? String(t(key as never)) : name;
  };
  const yesOrNo = (value: string) =>
    value === 'true' ? t('common:yes') : value === 'false' ? t('common:no') : value;
  return {
    /** What happened, in a sentence; the type's name where there are no words for it. */
    what({ type, data, orderKind }: Pick<AuditRow, 'type' | 'data' | 'orderKind'>): string {
      const key = `audit:types.${type}`;
      const name = nameOf(data);
      const values = {
        name,
        from: status(orderKind, data.from),
        to: status(orderKind, data.to),
        count: Number(data.count ?? 1),
      };
      const said = instance.exists(key) ? String(t(key as never, values as never)) : type;
      return name && !said.includes(name) ? t('audit:named', { said, name }) : said;
    },
    /** What was changed from what to what, or what else the event says. */
    details({ type, data }: Pick<AuditRow, 'type' | 'data'>) {
      return detailsOf(data)
        .filter(({ field: name }) => type !== 'order.moved' || (name !== 'from' && name !== 'to'))
        .map(({ from, to, ...detail }) => ({
          field: field(detail.field),
          to: yesOrNo(to),
          ...(from !== undefined && { from: yesOrNo(from) }),
        }));
    },
  };
}
