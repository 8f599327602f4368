import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { findScanned } from '~/domain/search/scanned.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { useLive } from '~/parts/use-live';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { loadQueue } from './load-queue.server';
import { Outcome } from './outcome';
import { QueueForm } from './queue-form';
import { QueueHead } from './queue-head';
import { parseQueueUrl } from './queue-url';
import { runCommand } from './run-command.server';
import { useRefresh } from './use-refresh';

/** The scanned code of the address leads to its order. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const params = new URL(args.request.url).searchParams;
  const code = (params.get('code') ?? '').trim().slice(0, 200);
  const found = code ? await findScanned(viewer, code) : null;
  if (found === 'several') throw redirect(`/orders?${new URLSearchParams({ q: code })}`);
  if (found) throw redirect(`/orders/${found}`);
  return { code, queue: await loadQueue(viewer, parseQueueUrl(params)) };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!isStaff(viewer)) throw notFound();
  const answer = await runCommand(viewer, form);
  return data({ answer }, { status: answer.done === 0 ? 409 : 200 });
});

export default function QueuePage() {
  const { t } = useTranslation('desk');
  const { code, queue } = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  useLive('all');
  useRefresh();
  if (!queue)
    return (
      <>
        <PageHeader title={t('queue.title')} />
        <div className="data-table-box">
          <EmptyState
            icon={<MapPinOff />}
            title={t('queue.no_location.title')}
            text={t('queue.no_location.text')}
          />
        </div>
      </>
    );
  const answer = said && 'answer' in said ? said.answer : null;
  return (
    <>
      <QueueHead queue={queue} code={code} />
      <RefusalNotice answer={said} />
      {answer && <Outcome answer={answer} />}
      <QueueForm queue={queue} answered={said} />
    </>
  );
}
