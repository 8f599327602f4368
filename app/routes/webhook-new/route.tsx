import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { addEndpoint } from '~/domain/webhooks/change-endpoint.server';
import { allowedHosts, mayHaveWebhooks } from '~/domain/webhooks/endpoints.server';
import { WEBHOOK_ROLES } from '~/domain/webhooks/rules';
import { endpointSchema } from '~/domain/webhooks/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { WebhookForm, webhookFields } from '~/parts/webhook-form';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const { role } = await requireRole(args, ...WEBHOOK_ROLES);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  return data(
    { role, fields: { ...webhookFields(role), ...pending?.fields } },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!mayHaveWebhooks(viewer)) throw notFound();
  const submission = parseWithZod(form, { schema: endpointSchema(viewer.role, allowedHosts()) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const id = await addEndpoint(viewer, submission.value);
  return redirect(`/webhooks/${id}?done=added`, 303);
});

export default function NewWebhook() {
  const { t } = useTranslation('webhooks');
  const { role, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('form.new')} back={{ to: '/webhooks', label: t('back') }} />
      <RefusalNotice answer={answer} />
      <WebhookForm
        role={role}
        fields={fields}
        result={answer && 'result' in answer ? answer.result : null}
        back="/webhooks"
      />
    </>
  );
}
