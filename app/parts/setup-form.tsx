import { type FormMetadata, getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

type Fields = Record<string, string>;
/** A yes or no as the value of its check box. */
export const onOrEmpty = (value: boolean) => (value ? 'on' : '');

type Shown = { label: string; help?: string | undefined; required?: boolean };

/** What the fields of a set-up form need; a check box is `on` or empty. */
export function useSetupForm<Names extends Fields>(
  id: string,
  stored: Names,
  result: SubmissionResult<string[]> | null,
) {
  const { t } = useTranslation('common');
  const { all, summary } = useErrorText();
  const [form, fields] = useForm<Fields>({ id, lastResult: result, defaultValue: stored });
  const wrong = summary(result?.error);
  const wrapped = (name: string, { label, help, required = false }: Shown, control: ReactNode) => (
    <Field
      name={name}
      label={label}
      required={required}
      optionalLabel={required ? undefined : t('optional')}
      help={help}
      errors={all(fields[name]?.errors)}
    >
      {control}
    </Field>
  );
  const typed = (name: string) => fields[name]?.initialValue;
  return {
    form,
    wrong,
    line: (name: keyof Names & string, shown: Shown) =>
      wrapped(name, shown, <TextInput defaultValue={typed(name)} autoComplete="off" />),
    /** A line for a whole number. */
    figure: (name: keyof Names & string, shown: Shown) =>
      wrapped(
        name,
        shown,
        <TextInput
          defaultValue={typed(name)}
          autoComplete="off"
          inputMode="numeric"
          tabular
          className="max-w-24"
        />,
      ),
    area: (name: keyof Names & string, shown: Shown, rows = 2) =>
      wrapped(name, shown, <TextArea rows={rows} defaultValue={typed(name)} />),
    select: (name: keyof Names & string, shown: Shown, options: { value: string; label: string }[]) =>
      wrapped(name, shown, <Select options={options} defaultValue={typed(name)} />),
    tick: (name: keyof Names & string, { label, help }: Shown) => (
      <Checkbox
        name={name}
        label={label}
        help={help}
        defaultChecked={(result ? result.initialValue?.[name] : stored[name]) === 'on'}
      />
    ),
  };
}

type Props = {
  form: FormMetadata<Fields>;
  wrong: { id: string; message: string }[];
  save: string;
  /** Where the form was come to from. */
  back: string;
  children: ReactNode;
};

/** The form around the fields of `useSetupForm`, with its errors above and its buttons below. */
export function SetupForm({ form, wrong, save, back, children }: Props) {
  const { t } = useTranslation('common');
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary title={t('form.errors')} errors={wrong} />
      {children}
      <FormActions>
        <SubmitButton>{save}</SubmitButton>
        <ButtonLink to={back}>{t('cancel')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
