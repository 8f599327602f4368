export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** The namespaces of the texts in app/locales/<language>/<namespace>.json. */
export const NAMESPACES = [
  'common',
  'orders',
  'statuses',
  'auth',
  'account',
  'admin',
  'errors',
  'mails',
  'search',
  'customers',
  'imports',
  'shipments',
  'dashboard',
  'desk',
  'guest',
  'intake',
  'quotes',
  'privacy',
  'partners',
  'billing',
  'contracts',
  'team',
  'security',
  'webhooks',
  'words',
  'audit',
  'api',
] as const;

export function isLocale(value: unknown): value is Locale {
  return (LOCALES as readonly unknown[]).includes(value);
}

export type Language = {
  /** The language of the words. */
  locale: Locale;
  /** BCP 47 tag for dates, numbers and money: the words' language with the reader's region. */
  format: string;
};

/** One region per language for readers who name none. */
const REGION: Record<Locale, string> = { en: 'en-GB', de: 'de-CH' };

/**
 * The reader's language.
 * @param acceptLanguage the request's Accept-Language header (RFC 9110, 12.5.4)
 * @param chosen the language the person chose in their profile; it wins
 */
export function negotiateLanguage(acceptLanguage: string | null, chosen?: string | null): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.find((param) => param.trim().startsWith('q='));
      return { tag: tag.trim(), q: q ? Number(q.trim().slice(2)) : 1 };
    })
    .filter(({ tag, q }) => /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) && q > 0)
    .sort((a, b) => b.q - a.q);
  const primary = (tag: string) => tag.slice(0, 2).toLowerCase();
  const locale = isLocale(chosen) ? chosen : (wanted.map(({ tag }) => primary(tag)).find(isLocale) ?? 'en');
  const regional = wanted.find(({ tag }) => primary(tag) === locale && /^[a-z]{2}-[a-z]{2}$/i.test(tag));
  return { locale, format: regional ? regional.tag : REGION[locale] };
}
