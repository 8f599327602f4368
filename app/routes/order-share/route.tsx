import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { getOrder } from '~/domain/orders/detail.server';
import { scopesToGive, sharesOrders } from '~/domain/orders/guest-rules';
import { shareSchema } from '~/domain/orders/guest-schema';
import { revokeGuestLink, shareOrder } from '~/domain/orders/share-order.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { MadeLink } from './made-link';
import { ShareForm } from './share-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const order = sharesOrders(viewer) ? await getOrder(viewer, args.params.number ?? '') : null;
  if (!order) throw notFound();
  if (order.status === 'draft') throw redirect(`/orders/${order.number}/edit`);
  const pending = await takePendingForm(args.request, `/orders/${order.number}/share`);
  return data(
    {
      number: order.number,
      scopes: scopesToGive(viewer, order),
      fields: { submissionKey: randomUUID(), ...pending?.fields },
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const number = args.params.number ?? '';
  if (form.get('intent') === 'revoke') {
    await revokeGuestLink(viewer, number, idOf(String(form.get('link'))) ?? 0);
    return redirect(`/orders/${number}?shared=revoked#share`);
  }
  const submission = parseWithZod(form, { schema: shareSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const made = await shareOrder(viewer, number, submission.value);
  if (made.url === null) return redirect(`/orders/${number}?shared=mailed#share`);
  return data({ made: { url: made.url, expiresAt: made.expiresAt } });
});

/** Gives somebody without an account a link to an order. */
export default function ShareOrder() {
  const { t } = useTranslation('guest');
  const { number, ...shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = `/orders/${number}`;
  return (
    <>
      <PageHeader
        title={t('share.page_title', { number })}
        subtitle={t('share.page_text')}
        back={{ to: back, label: number }}
      />
      <RefusalNotice answer={answer} />
      {answer && 'made' in answer ? (
        <MadeLink {...answer.made} back={back} />
      ) : (
        <ShareForm {...shown} result={answer && 'result' in answer ? answer.result : null} back={back} />
      )}
    </>
  );
}
