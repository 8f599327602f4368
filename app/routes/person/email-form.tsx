import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '~/domain/companies/people.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  person: Pick<PersonDetail, 'email' | 'newEmail'>;
  typed: string;
  result: SubmissionResult<string[]> | null;
};

/** A person's address, and the new one while it is not confirmed yet. */
export function EmailForm({ person: { email, newEmail }, typed, result }: Props) {
  const { t } = useTranslation('team');
  const { all } = useErrorText();
  return (
    <Panel title={t('person.email')} id="email-change">
      <p>{email}</p>
      {newEmail && (
        <div className="mt-3">
          <Notice
            tone="waiting"
            title={t(newEmail.over ? 'person.email_over' : 'person.email_waits', { email: newEmail.email })}
            actions={
              <Form method="post">
                <SubmitButton name="intent" value="email-withdraw" variant="quiet" size="small">
                  {t('person.email_withdraw')}
                </SubmitButton>
              </Form>
            }
          />
        </div>
      )}
      <Form method="post" noValidate className="mt-4 flex flex-col gap-4">
        <input type="hidden" name="intent" value="email" />
        <Field
          name="email"
          label={t('person.email_new')}
          help={t('person.email_help')}
          errors={all(result?.error?.email ?? undefined)}
          required
        >
          <TextInput
            type="email"
            autoComplete="off"
            spellCheck={false}
            defaultValue={String(result?.initialValue?.email ?? typed)}
          />
        </Field>
        <div>
          <SubmitButton variant="secondary">{t('person.email_ask')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
