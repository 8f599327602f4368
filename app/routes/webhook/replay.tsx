import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { DateInput } from '~/ui/forms/date-input';
import { Field } from '~/ui/forms/field';
import { SubmitButton } from '~/ui/submit-button';

type Props = { failed: number; result: SubmissionResult<string[]> | null };

/** Sends what has failed since a day again. */
export function Replay({ failed, result }: Props) {
  const { t } = useTranslation('webhooks');
  const { all } = useErrorText();
  return (
    <details
      open={result !== null}
      className="no-print rounded-md border border-line bg-surface px-4 py-3 shadow-flat"
    >
      <summary className="cursor-pointer text-sm font-semibold pointer-coarse:py-2">
        {t('ledger.replay')} …
      </summary>
      <Form method="post" className="mt-3 flex flex-col gap-3">
        <input type="hidden" name="intent" value="replay" />
        <p className="text-muted">{t('ledger.replay_text', { count: failed })}</p>
        <Field
          name="since"
          label={t('ledger.since')}
          required
          errors={all(result?.error?.since ?? undefined)}
        >
          <DateInput required defaultValue={String(result?.initialValue?.since ?? '')} />
        </Field>
        <div>
          <SubmitButton variant="secondary">{t('message.again')}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
