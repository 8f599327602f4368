import { useTranslation } from 'react-i18next';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';

type Props = {
  defaultValue: string;
  errors: string[] | undefined;
  /** One is kept already: it is never shown here, but can be replaced or forgotten. */
  kept: boolean;
};

/** The passcode of a device, and whether one is kept. */
export function PasscodeField({ defaultValue, errors, kept }: Props) {
  const { t } = useTranslation(['intake', 'common']);
  return (
    <>
      <Field
        name="passcode"
        label={t('passcode.label')}
        optionalLabel={t('common:optional')}
        help={t(kept ? 'passcode.kept' : 'passcode.help')}
        errors={errors}
      >
        <TextInput
          defaultValue={defaultValue}
          tabular
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="max-w-64"
        />
      </Field>
      {kept && <Checkbox name="forgetPasscode" label={t('passcode.forget')} />}
    </>
  );
}
