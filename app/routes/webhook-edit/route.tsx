import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { changeEndpoint } from '~/domain/webhooks/change-endpoint.server';
import { allowedHosts, getEndpoint } from '~/domain/webhooks/endpoints.server';
import { endpointSchema } from '~/domain/webhooks/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { WebhookForm, webhookFields } from '~/parts/webhook-form';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

/** The viewer's own endpoint of the URL. Throws the 404. */
async function ownEndpoint(viewer: Viewer, param: string | undefined) {
  const id = idOf(param);
  const endpoint = id === null ? null : await getEndpoint(viewer, id);
  if (!endpoint?.mine) throw notFound();
  return endpoint;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const endpoint = await ownEndpoint(viewer, args.params.id);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const typed = pending && { ...webhookFields(viewer.role), ...pending.fields };
  return data(
    { id: endpoint.id, role: viewer.role, fields: typed ?? webhookFields(viewer.role, endpoint) },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const { id } = await ownEndpoint(viewer, args.params.id);
  const submission = parseWithZod(form, { schema: endpointSchema(viewer.role, allowedHosts()) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await changeEndpoint(viewer, id, submission.value);
  return redirect(`/webhooks/${id}?done=saved`, 303);
});

export default function EditWebhook() {
  const { t } = useTranslation('webhooks');
  const { id, role, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = `/webhooks/${id}`;
  return (
    <>
      <PageHeader title={t('form.edit')} back={{ to: back, label: t('message.back') }} />
      <RefusalNotice answer={answer} />
      <WebhookForm
        role={role}
        fields={fields}
        result={answer && 'result' in answer ? answer.result : null}
        back={back}
      />
    </>
  );
}
