import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { getEndpoint } from '~/domain/webhooks/endpoints.server';
import { countMessages, listMessages } from '~/domain/webhooks/ledger.server';
import { webhookTypesFor } from '~/domain/webhooks/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { EndpointState } from '~/parts/webhook-list';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { changeWebhook } from './change-webhook.server';
import { EndEndpoint } from './end-endpoint';
import { EndpointDetails } from './endpoint-details';
import { EndpointNotices } from './endpoint-notices';
import { doneOf, filterOf } from './filter';
import { IntentButton } from './intent-button';
import { Ledger } from './ledger';
import { Replay } from './replay';
import { SecretPanel } from './secret-panel';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const endpoint = await getEndpoint(viewer, idOf(args.params.id) ?? 0);
  if (!endpoint) throw notFound();
  const params = new URL(args.request.url).searchParams;
  const [filter, before] = [filterOf(params), params.get('before')];
  const [page, counts] = await Promise.all([
    listMessages(endpoint.id, filter, before),
    countMessages(endpoint.id),
  ]);
  const types = webhookTypesFor(endpoint.owner.role);
  return { endpoint, ...page, counts, filter, types, older: before !== null, done: doneOf(params) };
}

export type WebhookPage = Awaited<ReturnType<typeof loader>>;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const endpoint = await getEndpoint(viewer, idOf(args.params.id) ?? 0);
  if (!endpoint) throw notFound();
  if (form.get('intent') === 'secret') await requireRecentProof(args);
  const outcome = await changeWebhook(viewer, endpoint, form);
  return outcome instanceof Response ? outcome : data(outcome.answer, outcome.init);
});

export default function WebhookPage() {
  const { t } = useTranslation('webhooks');
  const page = useLoaderData<typeof loader>();
  const { endpoint, done, counts } = page;
  const answer = useActionData<typeof action>();
  const shown = answer && 'secret' in answer ? answer.secret : null;
  const replay = answer && 'result' in answer ? answer.result : null;
  return (
    <>
      <PageHeader
        title={endpoint.description || new URL(endpoint.url).host}
        badge={<EndpointState endpoint={endpoint} />}
        back={
          endpoint.mine
            ? { to: '/webhooks', label: t('back') }
            : { to: '/admin/webhooks', label: t('all_title') }
        }
        actions={
          <>
            {endpoint.mine && (
              <ButtonLink to={`/webhooks/${endpoint.id}/edit`} icon={<Pencil size={16} aria-hidden />}>
                {t('page.edit')}
              </ButtonLink>
            )}
            {endpoint.active && <IntentButton intent="test">{t('page.test')}</IntentButton>}
          </>
        }
      />
      <div className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {!answer && done && (
          <Notice tone="success" role="status" title={t(`done.${done.name}`, { count: done.count })} />
        )}
        <EndpointNotices endpoint={endpoint} />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <EndpointDetails endpoint={endpoint} />
          {endpoint.mine && <SecretPanel endpoint={endpoint} secret={shown} />}
        </div>
        <Ledger page={page} />
        {endpoint.active && counts.failed > 0 && <Replay failed={counts.failed} result={replay} />}
        <EndEndpoint active={endpoint.active} />
      </div>
    </>
  );
}
