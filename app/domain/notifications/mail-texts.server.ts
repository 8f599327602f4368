import { db, transaction } from '~/platform/db.server';
import { i18nFor, translator } from '~/platform/i18n/i18n';
import { isLocale, LOCALES, type Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { changesOf } from '../events/changes.server';
import { renderMail } from './draw-mail.server';
import { type MailText, mailKind, ownWords } from './own-texts.server';
import { loadTemplate, TEMPLATES, type TemplateName } from './templates';
import type { Template, TemplateTexts } from './templates/template';

const NOTHING: MailText = { subject: '', intro: '', closing: '' };

type Kind = {
  id: string;
  name: TemplateName;
  ofCase: string;
  template: Template<unknown>;
  texts: TemplateTexts<unknown>;
};

/** Every kind of mail, in the order of the templates. */
async function allKinds(): Promise<Kind[]> {
  const names = Object.keys(TEMPLATES) as TemplateName[];
  const loaded = await Promise.all(names.map(async (name) => ({ name, template: await loadTemplate(name) })));
  return loaded.flatMap(({ name, template }) => {
    const { texts } = template;
    return texts.cases.map((ofCase) => ({ id: mailKind(name, ofCase), name, ofCase, template, texts }));
  });
}

/** The kind of mail of this id; null when there is none. */
export async function findMailKind(id: string | undefined): Promise<Kind | null> {
  return (await allKinds()).find((kind) => kind.id === id) ?? null;
}

/** Every kind of mail with its subject as it reads now in an example, and the languages in which it has own words. */
export async function listMailTexts(locale: Locale) {
  const [kinds, rows, operator] = await Promise.all([allKinds(), db().mailText.findMany(), getOperator()]);
  return kinds.map(({ id, name, ofCase, template, texts }) => {
    const ofKind = rows.filter((row) => row.template === id);
    const own = ofKind.find((row) => row.locale === locale);
    const data = texts.sample(ofCase, locale);
    const said = own && ownWords(template, new Map([[ofCase, own]]), { locale, data, brand: operator.name });
    return {
      id,
      template: name,
      subject: said?.title || template.subject(translator(locale), data),
      own: LOCALES.filter((one) => ofKind.some((row) => row.locale === one)),
    };
  });
}

/** The own words of a kind of mail in a language, the portal's with their placeholders, and those that there are. */
export async function getMailText(kind: Kind, locale: Locale) {
  const stored = await db().mailText.findUnique({
    where: { template_locale: { template: kind.id, locale } },
  });
  const { subject, intro, before = '' } = kind.texts.keys(kind.ofCase);
  return {
    own: stored ? { subject: stored.subject, intro: stored.intro, closing: stored.closing } : NOTHING,
    isOwn: stored !== null,
    usual: { subject: before + written(locale, subject), intro: written(locale, intro) },
    placeholders: placeholdersOf(kind),
  };
}

/** The portal's words as they are written, with their placeholders; of several forms that for many. */
function written(locale: Locale, key: string): string {
  const instance = i18nFor(locale);
  const of = (name: string): unknown => instance.getResource(locale, 'mails', name);
  return String(of(key) ?? of(`${key}_other`) ?? '');
}

/** The placeholders that a kind of mail knows, `brand` among them. */
export function placeholdersOf({ texts, ofCase }: Kind): string[] {
  return [...Object.keys(texts.values(texts.sample(ofCase, 'en'), 'en')), 'brand'];
}

/** Sets the operator's words of a kind of mail in a language; without any, the portal's are said. The same once more changes nothing. */
export function saveMailText(
  viewer: Viewer,
  { id }: Kind,
  locale: Locale,
  form: MailText = NOTHING,
): Promise<void> {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('mail-texts'))`;
    const where = { template_locale: { template: id, locale } };
    const before = (await tx.mailText.findUnique({ where })) ?? NOTHING;
    const changes = changesOf(before, form);
    if (!changes) return;
    await tx.mailText.deleteMany({ where: { template: id, locale } });
    if (form.subject || form.intro || form.closing)
      await tx.mailText.create({ data: { template: id, locale, ...form } });
    await appendEvent(tx, {
      type: 'mail_text.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { template: id, locale, changes },
    });
  });
}

/** A kind of mail as it would look with these words, about an example. */
export async function previewMail(kind: Kind, locale: Locale, words: MailText) {
  const { template, texts, ofCase, name } = kind;
  const data = texts.sample(ofCase, locale);
  const own = new Map([[ofCase, words]]);
  const brand = (await getOperator()).name;
  const subject =
    ownWords(template, own, { locale, data, brand }).title || template.subject(translator(locale), data);
  const drawn = await renderMail({ template: name, locale, subject }, template, data, 'EXAMPLE', own);
  return { subject, ...drawn };
}

/** The language that an address names, else the viewer's. */
export const languageOf = (asked: string | null, viewer: Locale): Locale =>
  isLocale(asked) ? asked : viewer;
