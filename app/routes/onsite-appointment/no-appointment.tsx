import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { SubmitButton } from '~/ui/submit-button';

/** What is left when there can be no visit: it is called off until another is agreed, or the operator has to decide. */
export function NoAppointment({ agreed, result }: { agreed: boolean; result: FormResult | null }) {
  const { t } = useTranslation('partners');
  const { typed, errors } = useTypedFields(result);
  const kind = agreed ? 'call_off' : 'obstacle';
  return (
    <details open={result !== null}>
      <summary className="disclosure">{t(`appointment.${kind}.open`)}</summary>
      <Form
        method="post"
        noValidate
        className="mt-3 flex max-w-160 flex-col gap-4 rounded-md border border-line p-4"
      >
        <input type="hidden" name="intent" value={agreed ? 'call-off' : 'obstacle'} />
        <p className="text-muted">{t(`appointment.${kind}.text`)}</p>
        <Field
          name="reason"
          id="none-reason"
          label={t('appointment.reason')}
          required
          errors={errors('reason')}
        >
          <TextArea rows={2} defaultValue={typed('reason')} />
        </Field>
        <div>
          <SubmitButton variant="danger">{t(`appointment.${kind}.save`)}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
