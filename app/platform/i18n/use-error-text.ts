import { useTranslation } from 'react-i18next';

/** Turns error keys (`too_long?max=200`) into sentences of the namespace `errors` in the reader's language. */
export function useErrorText() {
  const { t, i18n } = useTranslation('errors');
  const say = (key: string, details: Record<string, string | number> = {}): string => {
    const [code = '', query = ''] = key.split('?');
    const values = { ...Object.fromEntries(new URLSearchParams(query)), ...details };
    return String(t((i18n.exists(code, { ns: 'errors' }) ? code : 'unknown') as never, values as never));
  };
  return {
    say,
    /** The sentences of one field; undefined when there is none. */
    all: (keys: string[] | undefined) => keys?.map((key) => say(key)),
    /** Every sentence of a form with its field, for the summary above it. */
    summary: (errors: Record<string, string[] | null> | null | undefined) =>
      Object.entries(errors ?? {}).flatMap(([id, keys]) =>
        (keys ?? []).map((key) => ({ id, message: say(key) })),
      ),
  };
}
