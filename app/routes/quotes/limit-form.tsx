import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  limit: { currency: string; typed: string };
  result: SubmissionResult<string[]> | null;
};

/** Up to which amount a reseller agrees to quotes without being asked. */
export function LimitForm({ limit, result }: Props) {
  const { t } = useTranslation(['quotes', 'common']);
  const { all } = useErrorText();
  const typed = String(result?.initialValue?.limit ?? limit.typed);
  return (
    <div className="mt-6 max-w-160">
      <Panel title={t('limit.title')} id="limit">
        <p className="text-soft">{t('limit.text')}</p>
        <Form method="post" noValidate className="mt-4 flex flex-col gap-4">
          <Field
            name="limit"
            label={t('limit.field', { currency: limit.currency })}
            optionalLabel={t('common:optional')}
            help={t('limit.help')}
            errors={all(result?.error?.limit ?? undefined)}
          >
            <TextInput
              tabular
              inputMode="decimal"
              autoComplete="off"
              className="max-w-40"
              defaultValue={typed}
            />
          </Field>
          <div>
            <SubmitButton variant="secondary">{t('limit.save')}</SubmitButton>
          </div>
        </Form>
      </Panel>
    </div>
  );
}
