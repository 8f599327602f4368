import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';

type Props = { errors: string[] | undefined; recovery?: boolean };

/** The code of an authenticator app, or a recovery code. */
export function CodeField({ errors, recovery = false }: Props) {
  const { t } = useTranslation('security');
  const { all } = useErrorText();
  if (recovery)
    return (
      <Field
        name="code"
        label={t('code.recovery')}
        help={t('code.recovery_help')}
        required
        errors={all(errors)}
      >
        <TextInput autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60} tabular />
      </Field>
    );
  return (
    <Field name="code" label={t('code.app')} help={t('code.app_help')} required errors={all(errors)}>
      <TextInput autoComplete="one-time-code" inputMode="numeric" maxLength={60} tabular />
    </Field>
  );
}
