import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '~/domain/companies/rules';
import { LOCALES } from '~/platform/i18n/locale';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

const FIELDS = [
  ...(['number', 'name', 'email', 'phone', 'street', 'postalCode', 'city', 'country'] as const),
  ...(['vatId', 'currency', 'locale'] as const),
] as const;
type FieldName = (typeof FIELDS)[number];

/** What the form shows of a customer, as text. */
export type CustomerText = Record<FieldName, string>;

/** The text fields of a stored customer, or of the account from which a new one takes its usual values. */
export function customerTextOf(company: Partial<Record<FieldName, string | null>>): CustomerText {
  return Object.fromEntries(FIELDS.map((name) => [name, company[name] ?? ''])) as CustomerText;
}

type Props = {
  fields: CustomerText;
  result: SubmissionResult<string[]> | null;
  /** By their name in the reader's language. */
  countries: { value: string; label: string }[];
  /** Under the field for the number; the number itself where it cannot be changed. */
  number: { help: string } | { fixed: string };
  /** Fields that nobody sees. */
  hidden?: Record<string, string>;
  submit: string;
  cancelTo: string;
  /** It is still to become a customer; absent where the reader does not say so. */
  prospect?: boolean;
  /** The title of the first part and the word for the number, where it is about more than customers. */
  words?: { who: string; number: string };
  /** Stands above the name. */
  above?: ReactNode;
  /** Stands below the last part. */
  children?: ReactNode;
};

/** The details of a customer. */
export function CustomerForm(props: Props) {
  const { fields: stored, result, countries, number, hidden = {}, submit, cancelTo, prospect } = props;
  const { words, above, children } = props;
  const { t } = useTranslation(['customers', 'common']);
  const { all, summary } = useErrorText();
  const [form, fields] = useForm<CustomerText>({
    id: 'customer',
    lastResult: result,
    defaultValue: stored,
  });
  const wrong = summary(result?.error);
  const common = (name: FieldName, required = false) => ({
    name,
    label: t(`form.${name}`),
    required,
    optionalLabel: t('common:optional'),
    errors: all(fields[name].errors),
  });
  const line = (name: FieldName, autoComplete = 'off', type = 'text') => (
    <Field {...common(name, name === 'name')}>
      <TextInput
        type={type}
        defaultValue={fields[name].initialValue}
        autoComplete={autoComplete}
        maxLength={300}
      />
    </Field>
  );
  const select = (name: FieldName, options: { value: string; label: string }[]) => (
    <Field {...common(name, true)}>
      <Select defaultValue={fields[name].initialValue} placeholder={t('form.choose')} options={options} />
    </Field>
  );
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormSection title={words?.who ?? t('form.who')}>
        {above}
        {line('name')}
        {'fixed' in number ? (
          <p>
            <span className="block font-medium">{t('form.number')}</span>
            <span className="text-muted">{number.fixed}</span>
          </p>
        ) : (
          <Field {...common('number')} {...(words && { label: words.number })} help={number.help}>
            <TextInput tabular defaultValue={fields.number.initialValue} autoComplete="off" maxLength={100} />
          </Field>
        )}
      </FormSection>
      <FormSection title={t('form.contact')}>
        {line('email', 'off', 'email')}
        {line('phone', 'off', 'tel')}
      </FormSection>
      <FormSection title={t('form.address')}>
        {line('street')}
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-x-4">
          {line('postalCode')}
          {line('city')}
        </div>
        {select('country', countries)}
      </FormSection>
      <FormSection title={t('form.billing')}>
        {line('vatId')}
        {select(
          'currency',
          CURRENCIES.map((code) => ({ value: code, label: code })),
        )}
        {select(
          'locale',
          LOCALES.map((locale) => ({ value: locale, label: t(`form.locales.${locale}`) })),
        )}
        {prospect !== undefined && (
          <Checkbox
            name="prospect"
            label={t('form.prospect')}
            help={t('form.prospect_help')}
            defaultChecked={result ? result.initialValue?.prospect === 'on' : prospect}
          />
        )}
      </FormSection>
      {children}
      <FormActions>
        <SubmitButton>{submit}</SubmitButton>
        <ButtonLink to={cancelTo}>{t('form.cancel')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
