import { createInstance, type TFunction } from 'i18next';
import de from '~/locales/de/documents.json';
import en from '~/locales/en/documents.json';

/** Words and formats of one paper. */
export interface PaperWords {
  t: TFunction<'documents'>;
  date(instant: Date): string;
  dateTime(instant: Date): string;
  /** Thousandths as a number without needless decimals. */
  quantity(thousandths: number): string;
  /** Basis points as per cent. */
  rate(basisPoints: number): string;
}

/** The words of `language`, with dates and numbers as `locale` writes them in `timeZone`. */
export function paperWords(language: 'en' | 'de', locale: string, timeZone: string): PaperWords {
  const i18n = createInstance({
    lng: language,
    ns: 'documents',
    defaultNS: 'documents',
    resources: { en: { documents: en }, de: { documents: de } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  i18n.init();
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return {
    t: i18n.getFixedT(null, 'documents'),
    date: (instant) => date.format(instant),
    dateTime: (instant) => dateTime.format(instant),
    quantity: (thousandths) => number.format(thousandths / 1000),
    rate: (basisPoints) => percent.format(basisPoints / 10_000),
  };
}
