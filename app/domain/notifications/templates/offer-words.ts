import type { Locale } from '~/platform/i18n/locale';

/** A day in full words, in a time zone (IANA). */
export function dayWords(locale: Locale, at: string | Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale === 'de' ? 'de-CH' : 'en-GB', {
    dateStyle: 'long',
    timeZone,
  });
  return format.format(new Date(at));
}
