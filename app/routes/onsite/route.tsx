import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { readFromAdministrator } from '~/domain/auth/setup.server';
import { getStepOrder, listPartners } from '~/domain/partners/onsite.server';
import { StepPage } from '~/parts/step-page';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { runCommand } from './actions.server';
import { CancelForm, DispatchForm, PartnerForm, PaymentForm, ReviewForm } from './forms';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const order = await getStepOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  const pending = await takePendingForm(args.request, `/orders/${order.number}/onsite`);
  return data(
    { order, partners: await listPartners(), kept: pending?.fields ?? {}, now: Date.now() },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const number = args.params.number ?? '';
  const order = await getStepOrder(viewer, number);
  if (!order) throw notFound();
  const { format } = await requestLanguage(args.request, viewer.locale);
  const currency = order.onsite.fee?.currency ?? 'CHF';
  const answer = await runCommand(viewer, number, form, { currency, format });
  return answer ? data(answer, { status: 422 }) : redirect(`/orders/${number}`);
});

/** What the operator does with an on-site order: partner, payment, goods, and what becomes of a failed visit. */
export default function OnsiteOperator() {
  const { order, partners, kept, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { status, onsite } = order;
  const resultOf = (intent: string) =>
    answer && 'result' in answer && answer.intent === intent ? answer.result : null;
  const common = (intent: string) => ({ kept: kept.intent === intent ? kept : {}, result: resultOf(intent) });
  const begins = status === 'check_requirements';
  const unpaid = onsite.payment?.prepaid && onsite.payment.paidAt === null;
  return (
    <StepPage step="onsite" order={order} now={now} answer={answer}>
      {begins && unpaid && <PaymentForm {...common('payment')} />}
      {begins && (
        <PartnerForm
          {...common('partner')}
          partners={partners}
          current={onsite.partner?.id ?? null}
          fee={onsite.fee}
        />
      )}
      {status === 'requirements_met' && <DispatchForm {...common('dispatch')} />}
      {status === 'under_review' && (
        <ReviewForm {...common('review')} reason={onsite.execution?.work ?? ''} />
      )}
      {status !== 'under_review' && <CancelForm {...common('cancel')} />}
    </StepPage>
  );
}
