import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import { SignaturePad } from './signature-pad';

type Props = { kept: Record<string, string>; result: FormResult | null };

/** What was done, and the customer's name and signature under it. */
export function DoneForm({ kept, result }: Props) {
  const { t } = useTranslation(['partners', 'common']);
  const { typed, errors, wrong } = useTypedFields(result, kept);
  return (
    <Panel title={t('execution.done')} id="done">
      <Form method="post" noValidate className="flex flex-col gap-5">
        <ErrorSummary title={t('common:form.errors')} errors={wrong} />
        <Field
          name="work"
          label={t('execution.work')}
          help={t('execution.work_help')}
          required
          errors={errors('work')}
        >
          <TextArea rows={3} defaultValue={typed('work')} />
        </Field>
        <Field
          name="signedBy"
          label={t('execution.signed_by')}
          help={t('execution.signed_by_help')}
          required
          errors={errors('signedBy')}
        >
          <TextInput defaultValue={typed('signedBy')} autoComplete="off" />
        </Field>
        <SignaturePad name="signature" drawn={typed('signature')} errors={errors('signature')} />
        <FormActions>
          <SubmitButton>{t('execution.confirm')}</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
