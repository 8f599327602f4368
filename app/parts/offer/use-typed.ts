import type { SubmissionResult } from '@conform-to/react';
import { useErrorText } from '~/platform/i18n/use-error-text';

/** What stands in the fields of a small form and what is wrong with them: what was refused, else what it began with. */
export function useTyped(result: SubmissionResult<string[]> | null, began: Record<string, string>) {
  const { all, summary } = useErrorText();
  return {
    value: (name: string) => String(result?.initialValue?.[name] ?? began[name] ?? ''),
    errors: (name: string) => all(result?.error?.[name] ?? undefined),
    wrong: summary(result?.error),
  };
}
