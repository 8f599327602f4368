import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { NewPasswordFields, PasswordOwner } from '~/parts/new-password-fields';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = { email: string; result: SubmissionResult<string[]> | null };

/** A new password, for who knows the present one. */
export function PasswordForm({ email, result }: Props) {
  const { t } = useTranslation(['account', 'auth']);
  const { all } = useErrorText();
  const [form, fields] = useForm({
    id: 'change-password',
    lastResult: result,
    defaultValue: { current: '', password: '', repeat: '' },
  });
  return (
    <Panel title={t('password.title')}>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
        <p className="text-muted">{t('password.text')}</p>
        <PasswordOwner email={email} />
        <Field name="current" label={t('password.current')} required errors={all(fields.current.errors)}>
          <TextInput type="password" autoComplete="current-password" />
        </Field>
        <NewPasswordFields errors={{ password: fields.password.errors, repeat: fields.repeat.errors }} />
        <div>
          <SubmitButton name="intent" value="password">
            {t('password.submit')}
          </SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
