import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { writableKinds } from '~/domain/messages/messages.server';
import { getOrder } from '~/domain/orders/detail.server';
import { Attachments } from '~/parts/attachments';
import { OrderHistory } from '~/parts/order-history';
import { OrderShipments } from '~/parts/order-shipments';
import { RefusalNotice } from '~/parts/refusal-notice';
import { OrderStatus } from '~/parts/status';
import { useLive } from '~/parts/use-live';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { isPageView } from '~/platform/http/page-view';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { CopyText } from '~/ui/copy-text';
import { PageHeader } from '~/ui/frame/page-header';
import { runCommand } from './actions.server';
import { AgreementPanel } from './agreement-panel';
import { AssigneePanel } from './assignee-panel';
import { Correspondence } from './correspondence';
import { DevicePanel } from './device-panel';
import { Facts } from './facts';
import { IntakePanel } from './intake-panel';
import { Lines } from './lines';
import { loadPanels } from './load-panels.server';
import { NextStep } from './next-step';
import { OnsitePanel } from './onsite-panel';
import { OrderNotes } from './order-notes';
import { QuotesPanel, QuoteToDecide } from './quotes-panel';
import { SentMails } from './sent-mails';
import { Share } from './share';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const order = await getOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  if (order.status === 'draft') throw redirect(`/orders/${order.number}/edit`);
  if (!order.submission) throw notFound();
  const language = await requestLanguage(args.request, viewer.locale);
  const [panels, pending] = await Promise.all([
    loadPanels(viewer, order, isPageView(args.request), language),
    takePendingForm(args.request, `/orders/${order.number}`),
  ]);
  const shown = { order, submission: order.submission, role: viewer.role, ...panels };
  return data(
    { ...shown, kinds: writableKinds(viewer), kept: pending?.fields ?? {} },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const { format } = await requestLanguage(args.request, viewer.locale);
  return runCommand({ viewer, number: args.params.number ?? '', form, format });
});

/** Whose step was refused because the order has moved on sees where it is now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function OrderPage() {
  const { t } = useTranslation(['orders', 'common']);
  const {
    order,
    submission,
    conversation,
    timeline,
    attachments,
    shipments,
    items,
    role,
    kinds,
    kept,
    links,
  } = useLoaderData<typeof loader>();
  const { intake, passcodeKept, history, mails, quotes, people, onsite, agreement, settlement } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useLive([order.number]);
  return (
    <>
      <PageHeader
        back={{
          to: `/orders?tab=${order.rule.stage === 'at_location' ? 'at-location' : order.rule.stage}`,
          label: t('form.back'),
        }}
        title={
          <>
            {order.number}{' '}
            <CopyText
              iconOnly
              value={order.number}
              label={t('common:copy')}
              copiedLabel={t('common:copied')}
            />
          </>
        }
        subtitle={
          role === 'customer'
            ? order.deviceName
            : [order.deviceName, t('for_customer', { name: order.customer.name })].join(' · ')
        }
        badge={<OrderStatus kind={order.kind} status={order.status} />}
        actions={
          <ButtonLink
            to={`/orders/${order.number}/order.pdf`}
            reloadDocument
            icon={<FileText size={16} aria-hidden />}
          >
            {t('view_pdf')}
          </ButtonLink>
        }
      />
      <RefusalNotice answer={answer} />
      <QuoteToDecide quotes={quotes} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          <OrderNotes order={order} intake={intake} history={history} />
          <NextStep order={order} role={role} steps={onsite?.steps ?? []} />
          <Correspondence conversation={conversation} kinds={kinds} kept={kept} />
          <OrderHistory entries={timeline} kind={order.kind} />
          {order.money && (
            <Lines
              money={order.money}
              currency={order.currency}
              mayWrite={order.mayWrite && order.rule.stage !== 'completed'}
              result={answer && 'line' in answer ? answer.line : undefined}
              items={items}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <AssigneePanel number={order.number} assigneeId={order.assigneeId} people={people} />
          <QuotesPanel number={order.number} quotes={quotes} />
          <OrderShipments shipments={shipments} />
          <OnsitePanel order={order} onsite={onsite} settlement={settlement} />
          <IntakePanel order={order} role={role} intake={intake} passcodeKept={passcodeKept} />
          <AgreementPanel agreement={agreement} />
          <Facts order={order} submission={submission} />
          <DevicePanel history={history} />
          <Attachments number={order.number} attachments={attachments} mayMarkInternal={order.mayWrite} />
          <Share number={order.number} links={links} />
          <SentMails number={order.number} mails={mails} />
        </div>
      </div>
    </>
  );
}
