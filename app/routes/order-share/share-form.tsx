import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { GUEST_DAYS, GUEST_DAYS_USUAL, type GuestScope } from '~/domain/orders/guest-rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { RadioCards } from '~/ui/forms/radio-group';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  /** What this person may give a link for. */
  scopes: readonly GuestScope[];
  fields: { submissionKey: string } & Record<string, string>;
  result: SubmissionResult<string[]> | null;
  back: string;
};

/** Who gets the link, what it is for, and for how long. */
export function ShareForm({ scopes, fields: { submissionKey, ...kept }, result, back }: Props) {
  const { t } = useTranslation(['guest', 'common']);
  const { all } = useErrorText();
  const [form, fields] = useForm<Record<string, string>>({
    id: 'share',
    lastResult: result,
    defaultValue: { scope: 'follow', days: String(GUEST_DAYS_USUAL), ...kept },
  });
  const typed = (name: string) => fields[name]?.initialValue;
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-160 flex-col gap-5">
      <input type="hidden" name="submissionKey" value={submissionKey} />
      <Field
        name="email"
        label={t('share.email')}
        optionalLabel={t('common:optional')}
        help={t('share.email_help')}
        errors={all(fields.email?.errors)}
      >
        <TextInput type="email" autoComplete="off" defaultValue={typed('email')} maxLength={254} />
      </Field>
      <Field
        name="name"
        label={t('share.name')}
        optionalLabel={t('common:optional')}
        help={t('share.name_help')}
        errors={all(fields.name?.errors)}
      >
        <TextInput autoComplete="off" defaultValue={typed('name')} maxLength={120} />
      </Field>
      <RadioCards
        name="scope"
        label={t('share.scope')}
        required
        defaultValue={typed('scope')}
        options={scopes.map((scope) => ({
          value: scope,
          label: t(`share.scopes.${scope}`),
          help: t(`share.scope_help.${scope}`),
        }))}
        errors={all(fields.scope?.errors)}
      />
      <Field name="days" label={t('share.days')} required errors={all(fields.days?.errors)}>
        <div className="max-w-48">
          <Select
            defaultValue={typed('days')}
            options={GUEST_DAYS.map((days) => ({
              value: String(days),
              label: t('share.days_count', { count: days }),
            }))}
          />
        </div>
      </Field>
      <FormActions>
        <SubmitButton>{t('share.submit')}</SubmitButton>
        <ButtonLink to={back} variant="quiet">
          {t('common:cancel')}
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
