import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';

/** Tells password managers whose password the form sets; nobody sees it. */
export function PasswordOwner({ email }: { email: string }) {
  return (
    <input
      type="text"
      autoComplete="username"
      value={email}
      readOnly
      hidden
      aria-hidden="true"
      tabIndex={-1}
    />
  );
}

type Props = { errors: { password: string[] | undefined; repeat: string[] | undefined } };

/** A new password and the same again. */
export function NewPasswordFields({ errors }: Props) {
  const { t } = useTranslation('auth');
  const { all } = useErrorText();
  return (
    <>
      <Field
        name="password"
        label={t('new_password')}
        required
        help={t('password_help')}
        errors={all(errors.password)}
      >
        <TextInput type="password" autoComplete="new-password" />
      </Field>
      <Field name="repeat" label={t('repeat')} required errors={all(errors.repeat)}>
        <TextInput type="password" autoComplete="new-password" />
      </Field>
    </>
  );
}
