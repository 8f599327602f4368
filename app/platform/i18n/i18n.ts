import i18next, { type i18n, type TFunction } from 'i18next';
import de from '../../locales/de';
import en from '../../locales/en';
import { singleton } from '../singleton';
import { type Locale, NAMESPACES } from './locale';

export type Translate = TFunction<typeof NAMESPACES>;

/** One ready i18next instance per language, shared by all requests. */
export function i18nFor(locale: Locale): i18n {
  return singleton(`i18n:${locale}`, () => {
    const instance = i18next.createInstance();
    void instance.init({
      lng: locale,
      fallbackLng: 'en',
      ns: NAMESPACES,
      defaultNS: 'common',
      // Copies: own words are put over them.
      resources: { en: { ...en }, de: { ...de } },
      interpolation: { escapeValue: false },
      initAsync: false,
      returnNull: false,
    });
    return instance;
  });
}

/** The translate function of a language, for code outside React. */
export function translator(locale: Locale): Translate {
  return i18nFor(locale).getFixedT(locale, NAMESPACES) as Translate;
}
