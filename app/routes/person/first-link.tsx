import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';

/** For an account that nobody has come into yet: sends the link to choose a password, as often as it is needed. */
export function FirstLink() {
  const { t } = useTranslation('team');
  return (
    <Notice
      tone="progress"
      title={t('person.fresh')}
      actions={
        <Form method="post">
          <SubmitButton name="intent" value="link" variant="secondary" size="small">
            {t('person.send_link')}
          </SubmitButton>
        </Form>
      }
    >
      {t('person.fresh_text')}
    </Notice>
  );
}
