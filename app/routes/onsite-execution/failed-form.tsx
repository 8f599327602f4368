import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { FAILURES } from '~/domain/partners/rules';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { Field } from '~/ui/forms/field';
import { RadioGroup } from '~/ui/forms/radio-group';
import { TextArea } from '~/ui/forms/text-area';
import { SubmitButton } from '~/ui/submit-button';

type Props = { kept: Record<string, string>; result: FormResult | null };

/** Why the visit came to nothing; the operator decides what is next. */
export function FailedForm({ kept, result }: Props) {
  const { t } = useTranslation('partners');
  const { typed, errors } = useTypedFields(result, kept);
  return (
    <details open={result !== null}>
      <summary className="disclosure">{t('execution.failed_open')}</summary>
      <Form method="post" noValidate className="mt-3 flex flex-col gap-4 rounded-md border border-line p-4">
        <input type="hidden" name="intent" value="failed" />
        <p className="text-muted">{t('execution.failed_text')}</p>
        <RadioGroup
          name="failure"
          label={t('execution.failure')}
          required
          defaultValue={typed('failure')}
          errors={errors('failure')}
          options={FAILURES.map((value) => ({ value, label: t(`execution.failures.${value}`) }))}
        />
        <Field
          name="details"
          label={t('execution.details')}
          help={t('execution.details_help')}
          errors={errors('details')}
        >
          <TextArea rows={3} defaultValue={typed('details')} />
        </Field>
        <div>
          <SubmitButton variant="danger">{t('execution.failed')}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
