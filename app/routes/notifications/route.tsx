import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { readPreferences, savePreferences } from '~/domain/notifications/preferences.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { FormActions } from '~/ui/forms/form-actions';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';
import { Choices } from './choices';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const saved = new URL(args.request.url).searchParams.has('saved');
  return { ...(await readPreferences(viewer)), saved };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const wanted = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  await savePreferences(viewer, { own: wanted('own'), company: wanted('company') });
  return redirect('/account/notifications?saved', 303);
});

export default function Notifications() {
  const { t } = useTranslation('account');
  const { email, company, types, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t('notifications.title')}
        subtitle={t('notifications.subtitle')}
        back={{ to: '/account', label: t('title') }}
      />
      <div className="flex max-w-160 flex-col gap-5">
        <RefusalNotice answer={answer} />
        {!answer && saved && <Notice tone="success" role="status" title={t('notifications.saved')} />}
        <Form method="post" className="flex flex-col gap-5">
          <div className="text-soft wrap-anywhere">
            <p>{t('notifications.addresses', { own: email })}</p>
            {company && (
              <p>{t('notifications.company_address', { company: company.name, address: company.email })}</p>
            )}
          </div>
          <Choices company={company} types={types} />
          <FormActions>
            <SubmitButton>{t('notifications.save')}</SubmitButton>
          </FormActions>
        </Form>
      </div>
    </>
  );
}
