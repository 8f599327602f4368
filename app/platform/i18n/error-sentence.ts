import { i18nFor, translator } from './i18n';
import type { Locale } from './locale';

/** The sentence of an error key (`too_long?max=200`) of the namespace `errors`; `details` stand above the key's own values. */
export function errorSentence(
  locale: Locale,
  key: string,
  details: Record<string, string | number> = {},
): string {
  const [code = '', query = ''] = key.split('?');
  const known = i18nFor(locale).exists(code, { ns: 'errors' }) ? code : 'unknown';
  const values = { ...Object.fromEntries(new URLSearchParams(query)), ...details };
  return String(translator(locale)(`errors:${known}` as never, values as never));
}
