import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SubmitButton } from '~/ui/submit-button';

/** Leads back to what the columns mean. */
export function ChangeColumns({ token }: { token: string }) {
  const { t } = useTranslation('imports');
  return (
    <Form method="post" action={`/imports/${token}`}>
      <SubmitButton variant="secondary" name="intent" value="change">
        {t('page.change')}
      </SubmitButton>
    </Form>
  );
}
