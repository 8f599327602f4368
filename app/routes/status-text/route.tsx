import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { readFromAdministrator } from '~/domain/auth/setup.server';
import { statusOfKey, statusTextSchema } from '~/domain/orders/status-text-schema';
import { getStatusText, saveStatusText, usualStatusText } from '~/domain/orders/status-texts.server';
import { OrderStatus } from '~/parts/status';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { StatusTextForm } from './status-text-form';

function statusOf(param: string | undefined) {
  const found = statusOfKey(param);
  if (!found) throw notFound();
  return found;
}

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const { kind, status } = statusOf(args.params.status);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const stored = await getStatusText(kind, status);
  return data(
    {
      kind,
      status,
      fields: { ...stored, ...pending?.fields },
      own: Object.values(stored).some(Boolean),
      usual: { en: usualStatusText('en', kind, status), de: usualStatusText('de', kind, status) },
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export type Loaded = Awaited<ReturnType<typeof loader>>['data'];

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const of = statusOf(args.params.status);
  if (form.get('intent') === 'reset') await saveStatusText(viewer, of);
  else {
    const submission = parseWithZod(form, { schema: statusTextSchema });
    if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
    await saveStatusText(viewer, of, submission.value);
  }
  return redirect('/admin/statuses?saved');
});

export default function StatusTextPage() {
  const { t } = useTranslation('words');
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { kind, status } = loaded;
  return (
    <>
      <PageHeader
        title={t(`statuses.kinds.${kind}`)}
        subtitle={t('statuses.code', { code: status })}
        badge={<OrderStatus kind={kind} status={status} />}
        back={{ to: '/admin/statuses', label: t('statuses.title') }}
      />
      <StatusTextForm
        key={`${kind}.${status}`}
        loaded={loaded}
        result={answer && 'result' in answer ? answer.result : null}
      />
    </>
  );
}
