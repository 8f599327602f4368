import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { createReturn, loadReturns } from './create-return.server';
import { ReadyGroups } from './ready-groups';
import { ReturnForm } from './return-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  return loadReturns(viewer, new URL(args.request.url).searchParams);
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!isStaff(viewer)) throw notFound();
  const made = await createReturn(viewer, form);
  if ('number' in made) return redirect(`/shipments/${made.number}`);
  return data({ notTaken: made }, { status: 422 });
});

export default function NewReturn() {
  const { t } = useTranslation('shipments');
  const { groups, chosen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const notTaken = answer && 'notTaken' in answer ? answer.notTaken : null;
  return (
    <>
      {chosen ? (
        <PageHeader
          back={{ to: '/shipments/new-return', label: t('return.title') }}
          title={t('return.new_title')}
          subtitle={t('return.new_subtitle', {
            account: chosen.group.accountName,
            location: chosen.group.locationName,
          })}
        />
      ) : (
        <PageHeader
          back={{ to: '/shipments', label: t('title') }}
          title={t('return.title')}
          subtitle={t('return.subtitle')}
        />
      )}
      <RefusalNotice answer={answer} />
      {chosen ? <ReturnForm chosen={chosen} notTaken={notTaken} /> : <ReadyGroups groups={groups} />}
    </>
  );
}
