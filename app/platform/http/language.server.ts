import { isLocale, type Language, negotiateLanguage } from '../i18n/locale';
import { preferencesCookie } from './cookies.server';
import { languageInAddress } from './secret-address';

export type Preferences = { locale?: string; theme?: string };

/** What a browser in which nobody is signed in has chosen. */
export async function readPreferences(request: Request): Promise<Preferences> {
  const stored: unknown = await preferencesCookie().parse(request.headers.get('Cookie'));
  return stored && typeof stored === 'object' ? (stored as Preferences) : {};
}

/** The language of this request: the one that its address names, else the person's choice, else the browser's. */
export async function requestLanguage(request: Request, chosen?: string | null): Promise<Language> {
  const wanted = languageInAddress(request.url) ?? chosen ?? (await readPreferences(request)).locale;
  return negotiateLanguage(request.headers.get('Accept-Language'), wanted);
}

/** The language that the root loader decided on; when it failed, the request's. */
export async function pageLanguage(request: Request, rootData: unknown): Promise<Language> {
  const decided = (rootData as { language?: Language } | undefined)?.language;
  return decided && isLocale(decided.locale) ? decided : requestLanguage(request);
}
