import { useErrorText } from '~/platform/i18n/use-error-text';

/** What an action answers of a form that it did not take. */
export type FormResult = {
  initialValue?: Record<string, unknown> | null;
  error?: Record<string, string[] | null> | null;
};

/**
 * What stands in the fields of a plain form and what is wrong with them.
 * @param stored what stands there before anything was sent
 */
export function useTypedFields(result: FormResult | null | undefined, stored: Record<string, string> = {}) {
  const { all, summary } = useErrorText();
  return {
    typed: (name: string) => String((result ? result.initialValue?.[name] : stored[name]) ?? ''),
    errors: (name: string) => all(result?.error?.[name] ?? undefined) ?? [],
    /** All errors, for the summary above the form. */
    wrong: summary(result?.error),
  };
}
