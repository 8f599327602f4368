import { db, transaction } from '~/platform/db.server';
import { i18nFor } from '~/platform/i18n/i18n';
import { isLocale, LOCALES, type Locale } from '~/platform/i18n/locale';
import { putOwnWords, usualWords, type Words } from '~/platform/i18n/own-words';
import { singleton } from '~/platform/singleton';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { changesOf } from '../events/changes.server';
import type { OrderKind, Status } from './rules';
import type { StatusTextForm } from './status-text-schema';

/** So long a process says what it has read; others may have saved meanwhile. */
const FRESH_MS = 2_000;

type Row = { kind: string; status: string; locale: string; name: string; meaning: string };

const kept = () =>
  singleton('status-texts', () => ({
    readAt: 0,
    /** Counts the readings: one that others have overtaken is not used. */
    reading: 0,
    under: null as Promise<void> | null,
    own: { en: null, de: null } as Record<Locale, Words | null>,
  }));

/**
 * Has this process say the operator's own words for the statuses wherever it says one, as of two seconds ago at the most.
 * To be awaited before a page, a paper or a file with statuses is made.
 */
export async function freshStatusTexts(): Promise<void> {
  const state = kept();
  if (Date.now() - state.readAt < FRESH_MS) return;
  state.under ??= read(++state.reading).finally(() => {
    state.under = null;
  });
  await state.under;
}

async function read(reading: number): Promise<void> {
  const rows = await db().statusText.findMany();
  const state = kept();
  if (state.reading !== reading) return;
  for (const locale of LOCALES) {
    state.own[locale] = ownWords(rows.filter((row) => row.locale === locale));
    putOwnWords(i18nFor(locale), 'statuses', state.own[locale]);
  }
  state.readAt = Date.now();
}

/** The own words in the shape of the namespace `statuses`. The meaning is told to who ordered; the operator's people know theirs. */
function ownWords(rows: Row[]): Words | null {
  if (rows.length === 0) return null;
  const words: Record<string, Record<string, Words>> = {};
  for (const { kind, status, name, meaning } of rows) {
    words[kind] = {
      ...words[kind],
      [status]: { ...(name && { label: name, label_staff: name }), ...(meaning && { meaning }) },
    };
  }
  return words;
}

/** The own words in this language, for the browser; null when there are none. */
export async function ownStatusWords(locale: Locale): Promise<Words | null> {
  await freshStatusTexts();
  return kept().own[locale];
}

/** The own words of every status that has some, by `kind.status`, then by language. */
export async function listStatusTexts() {
  const rows = await db().statusText.findMany();
  const texts = new Map<string, Partial<Record<Locale, { name: string; meaning: string }>>>();
  for (const { kind, status, locale, name, meaning } of rows) {
    const key = `${kind}.${status}`;
    if (isLocale(locale)) texts.set(key, { ...texts.get(key), [locale]: { name, meaning } });
  }
  return texts;
}

/** The portal's own name and meaning of a status, in a language. */
export function usualStatusText(locale: Locale, kind: OrderKind, status: Status) {
  const words = usualWords(i18nFor(locale), 'statuses') as Record<
    string,
    Record<string, Record<string, string>>
  >;
  const { label = '', label_staff = '', meaning = '' } = words[kind]?.[status] ?? {};
  return { name: label, nameForStaff: label_staff, meaning };
}

const NOTHING: StatusTextForm = { nameEn: '', nameDe: '', meaningEn: '', meaningDe: '' };

/** The own words of one status as its form asks for them. */
export async function getStatusText(kind: OrderKind, status: Status): Promise<StatusTextForm> {
  const rows = await db().statusText.findMany({ where: { kind, status } });
  return formOf(rows);
}

function formOf(rows: Row[]): StatusTextForm {
  const of = (locale: Locale) => rows.find((row) => row.locale === locale);
  const [en, de] = [of('en'), of('de')];
  return {
    nameEn: en?.name ?? '',
    nameDe: de?.name ?? '',
    meaningEn: en?.meaning ?? '',
    meaningDe: de?.meaning ?? '',
  };
}

/** Sets what a status is called and means; what is empty, the portal says. The same once more changes nothing. */
export async function saveStatusText(
  viewer: Viewer,
  of: { kind: OrderKind; status: Status },
  form: StatusTextForm = NOTHING,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('status-texts'))`;
    const before = formOf(await tx.statusText.findMany({ where: of }));
    const changes = changesOf(before, form);
    if (!changes) return;
    const rows = [
      { ...of, locale: 'en', name: form.nameEn, meaning: form.meaningEn },
      { ...of, locale: 'de', name: form.nameDe, meaning: form.meaningDe },
    ];
    await tx.statusText.deleteMany({ where: of });
    await tx.statusText.createMany({ data: rows.filter(({ name, meaning }) => name || meaning) });
    await appendEvent(tx, {
      type: 'status_text.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { ...of, changes },
    });
  });
  Object.assign(kept(), { readAt: 0, reading: kept().reading + 1, under: null });
}
