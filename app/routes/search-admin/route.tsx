import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { type SearchStatus, searchStatus, startRebuild } from '~/domain/search/status.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { discardBody } from '~/platform/http/discard-body.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { IndexState } from './index-state';
import { Rebuild } from './rebuild';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  return searchStatus();
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireRole(args, 'administrator');
  await discardBody(args.request);
  await startRebuild(viewer);
  return redirect('/admin/search');
});

export default function SearchAdmin() {
  const { t } = useTranslation(['search', 'words']);
  const status = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const said = howItIs(status);
  return (
    <>
      <PageHeader
        title={t('admin.title')}
        subtitle={t('admin.subtitle')}
        back={{ to: '/admin', label: t('words:back') }}
      />
      <RefusalNotice answer={answer} />
      <div className="flex max-w-200 flex-col gap-4">
        <Notice
          tone={said === 'only' || said === 'fine' ? 'success' : 'waiting'}
          title={t(`admin.${said}.title`)}
        >
          {t(`admin.${said}.text`)}
        </Notice>
        <IndexState status={status} />
        {status.configured && <Rebuild status={status} />}
      </div>
    </>
  );
}

function howItIs({ configured, available, engine }: SearchStatus) {
  if (!configured) return 'only';
  if (!available) return 'away';
  return engine === 'meilisearch' ? 'fine' : 'incomplete';
}
