import { createContext, type ReactNode, useContext, useMemo } from 'react';

type Settings = { locale: string; timeZone: string };

const FormatContext = createContext<Settings>({ locale: 'en-GB', timeZone: 'UTC' });

/** Gives the pages below the reader's regional format and the time zone in which times are shown. */
export function FormatProvider({ locale, timeZone, children }: Settings & { children: ReactNode }) {
  const value = useMemo(() => ({ locale, timeZone }), [locale, timeZone]);
  return <FormatContext.Provider value={value}>{children}</FormatContext.Provider>;
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

function makeFormat({ locale, timeZone }: Settings) {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  return {
    locale,
    timeZone,
    date: (value: string | Date) => date.format(new Date(value)),
    dateTime: (value: string | Date) => dateTime.format(new Date(value)),
    relative(value: string | Date, now = Date.now()) {
      const seconds = Math.round((new Date(value).getTime() - now) / 1000);
      const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
      return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : relative.format(0, 'minute');
    },
    number: (value: number) => number.format(value),
    /** A file size in bytes, in decimal units. */
    bytes(value: number) {
      const [unit, size] = value >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
      const options = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
      return new Intl.NumberFormat(locale, options).format(Math.max(value / size, 0.1));
    },
  };
}

type Format = ReturnType<typeof makeFormat>;

/** Making a formatter costs more than a row of a table: each is made once. */
const made = new Map<string, Format>();
const MADE_MAX = 100;

/** Formatters for the reader's language. Dates come in as ISO 8601 strings or Dates. */
export function useFormat(): Format {
  const settings = useContext(FormatContext);
  const key = `${settings.locale} ${settings.timeZone}`;
  let format = made.get(key);
  if (!format) {
    if (made.size >= MADE_MAX) made.clear();
    format = makeFormat(settings);
    made.set(key, format);
  }
  return format;
}
