import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { getMessage } from '~/domain/webhooks/ledger.server';
import { sendAgain } from '~/domain/webhooks/send-again.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { WebhookMessageState } from '~/parts/webhook-message-state';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import { Attempts } from './attempts';
import { MessageDetails } from './message-details';

type Params = LoaderFunctionArgs['params'];

/** The message of the URL. Throws the 404. */
async function findMessage(viewer: Viewer, params: Params) {
  const id = idOf(params.id) ?? 0;
  const message = await getMessage(viewer, id, params.message ?? '');
  if (!message) throw notFound();
  return { endpointId: id, message };
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const again = new URL(args.request.url).searchParams.has('again');
  return { ...(await findMessage(viewer, args.params)), again };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { endpointId, message } = await findMessage(viewer, args.params);
  await sendAgain(viewer, endpointId, message.id);
  return redirect(`/webhooks/${endpointId}/messages/${message.id}?again`, 303);
});

export default function WebhookMessagePage() {
  const { t } = useTranslation('webhooks');
  const { endpointId, message, again } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t('message.title', { type: message.type ?? '' })}
        badge={<WebhookMessageState message={message} />}
        back={{ to: `/webhooks/${endpointId}`, label: t('message.back') }}
        actions={
          message.endpoint.active && (
            <Form method="post">
              <SubmitButton>{t('message.again')}</SubmitButton>
            </Form>
          )
        }
      />
      <div className="flex max-w-200 flex-col gap-5">
        <RefusalNotice answer={answer} />
        {!answer && again && <Notice tone="success" role="status" title={t('done.again')} />}
        <MessageDetails message={message} />
        <Attempts attempts={message.attempts} />
        <Panel title={t('message.payload')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
          <pre tabIndex={0} className="tabular max-h-150 overflow-auto text-xs">
            {message.body}
          </pre>
        </Panel>
      </div>
    </>
  );
}
