import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { gateField } from '~/domain/orders/intake-rules';
import { PasscodeField } from '~/parts/passcode-field';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { RadioGroup } from '~/ui/forms/radio-group';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';
import type { LoadedIntake } from './load-intake.server';
import { QuickText } from './quick-text';

type Props = Pick<LoadedIntake, 'number' | 'stage' | 'gates' | 'choices' | 'passcodeKept'> & {
  fields: Record<string, string>;
  result: SubmissionResult<string[]> | undefined;
};

/** How a device arrived: condition, accessories, gates, passcode. */
export function IntakeForm({ number, stage, gates, choices, passcodeKept, fields, result }: Props) {
  const { t } = useTranslation(['intake', 'common']);
  const { all, summary } = useErrorText();
  const [form] = useForm({ id: 'intake', lastResult: result ?? null, defaultValue: fields });
  const wrong = summary(result?.error);
  const typed = (name: string) => String((result ? result.initialValue?.[name] : fields[name]) ?? '');
  const errors = (name: string) => all(result?.error?.[name] ?? undefined);
  const text = (name: 'condition' | 'accessories', required: boolean) => (
    <QuickText
      name={name}
      label={t(`form.${name}`)}
      help={t(`form.${name}_help`)}
      choicesLabel={t('form.quick', { field: t(`form.${name}`) })}
      choices={choices[name]}
      required={required}
      defaultValue={typed(name)}
      errors={errors(name)}
    />
  );
  const arrives = stage === 'new';
  return (
    <Form method="post" {...getFormProps(form)} noValidate>
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      {arrives && (
        <div className="mb-5">
          <Notice tone="info">{t('form.arrives')}</Notice>
        </div>
      )}
      <FormSection title={t('form.arrival')}>
        {text('condition', true)}
        {text('accessories', false)}
      </FormSection>
      {gates.length > 0 && (
        <FormSection title={t('gates.title')} text={t('gates.text')}>
          {gates.map(({ id, label, help, blocking, said }) => (
            <RadioGroup
              key={id}
              name={gateField(id)}
              label={
                <>
                  {label}
                  {blocking && <span className="text-danger-text"> *</span>}
                </>
              }
              help={[help, said !== null && t(said ? 'gates.confirmed' : 'gates.unconfirmed')]
                .filter(Boolean)
                .join(' ')}
              inline
              options={[
                { value: 'met', label: t('gates.met') },
                { value: 'unmet', label: t('gates.unmet') },
                { value: '', label: t('gates.open') },
              ]}
              defaultValue={typed(gateField(id))}
            />
          ))}
        </FormSection>
      )}
      <FormSection title={t('passcode.title')}>
        <PasscodeField defaultValue={typed('passcode')} errors={errors('passcode')} kept={passcodeKept} />
      </FormSection>
      <FormActions>
        <SubmitButton>{t(arrives ? 'form.receive' : 'form.save')}</SubmitButton>
        <ButtonLink to={`/orders/${number}`}>{t('common:cancel')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
