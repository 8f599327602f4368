import type { Db } from '~/platform/db.server';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { fillPlaceholders } from '~/platform/placeholders';
import { loadTemplate } from './templates';
import type { OwnWords, Template } from './templates/template';

export type MailText = { subject: string; intro: string; closing: string };

/** The operator's own words of a template in a language, by the case of the mail. */
export type OwnTexts = ReadonlyMap<string, MailText>;

/** A kind of mail is known by its template, and where that has cases with words of their own by the case too. */
export const mailKind = (template: string, ofCase: string) => (ofCase ? `${template}.${ofCase}` : template);

/** What the operator says in mails of this template in the portal's place. */
export async function readOwnTexts(tx: Db, template: string, locale: Locale): Promise<OwnTexts> {
  const rows = await tx.mailText.findMany({
    where: { locale, OR: [{ template }, { template: { startsWith: `${template}.` } }] },
  });
  return new Map(rows.map(({ template: kind, ...text }) => [kind.slice(template.length + 1), text]));
}

/** The own words of a mail, filled with what it is about; empty where the portal's are said. */
export function ownWords<Data>(
  { texts }: Template<Data>,
  own: OwnTexts,
  { locale, data, brand }: { locale: Locale; data: Data; brand: string },
): OwnWords {
  const said = own.get(texts.caseOf(data));
  if (!said) return { title: '', intro: '', closing: '' };
  const values = { ...texts.values(data, locale), brand };
  const more = texts.more?.(translator(locale), data) ?? '';
  return {
    title: said.subject && fillPlaceholders(said.subject, values) + more,
    intro: fillPlaceholders(said.intro, values),
    closing: fillPlaceholders(said.closing, values),
  };
}

/** The subject of a mail in the words that hold now: the operator's, else the portal's. */
export async function mailSubject(
  tx: Db,
  name: string,
  mail: { locale: Locale; data: unknown },
): Promise<string> {
  const template = await loadTemplate(name);
  const own = await readOwnTexts(tx, name, mail.locale);
  const usual = template.subject(translator(mail.locale), mail.data);
  if (own.size === 0) return usual;
  const operator = await tx.operator.findUnique({ where: { id: 1 }, select: { name: true } });
  return ownWords(template, own, { ...mail, brand: operator?.name ?? '' }).title || usual;
}
