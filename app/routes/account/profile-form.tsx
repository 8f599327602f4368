import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { THEMES } from '~/domain/auth/rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Profile = { name: string; locale: string; theme: string };
type Props = { profile: Profile; result: SubmissionResult<string[]> | null };

/** Name, language and look. */
export function ProfileForm({ profile, result }: Props) {
  const { t } = useTranslation('account');
  const { all } = useErrorText();
  const [form, fields] = useForm<Profile>({ id: 'profile', lastResult: result, defaultValue: profile });
  const languages = [
    { value: '', label: t('profile.browser') },
    { value: 'en', label: 'English' },
    { value: 'de', label: 'Deutsch' },
  ];
  const themes = THEMES.map((theme) => ({ value: theme, label: t(`profile.themes.${theme}`) }));
  return (
    <Panel title={t('profile.title')}>
      <Form method="post" reloadDocument {...getFormProps(form)} className="flex flex-col gap-5">
        <Field name="name" label={t('profile.name')} required errors={all(fields.name.errors)}>
          <TextInput autoComplete="name" defaultValue={fields.name.initialValue} maxLength={120} />
        </Field>
        <Field name="locale" label={t('profile.language')} errors={all(fields.locale.errors)}>
          <Select options={languages} defaultValue={fields.locale.initialValue} />
        </Field>
        <Field name="theme" label={t('profile.theme')} errors={all(fields.theme.errors)}>
          <Select options={themes} defaultValue={fields.theme.initialValue} />
        </Field>
        <div>
          <SubmitButton name="intent" value="profile">
            {t('profile.submit')}
          </SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
