import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { getOperator } from '~/domain/companies/operator.server';
import { getOrder } from '~/domain/orders/detail.server';
import { fillFromCatalogue, offeredFirst } from '~/domain/orders/lines-from-catalogue.server';
import { findToWriteFrom } from '~/domain/quotes/queries.server';
import { mayQuote } from '~/domain/quotes/rules';
import { saveQuote } from '~/domain/quotes/save-quote.server';
import { quoteSchema } from '~/domain/quotes/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { emptyLine, typedAgain, typedQuote, validDays } from './fields.server';
import { QuoteForm } from './quote-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const order = await getOrder(viewer, args.params.number ?? '');
  if (!order || order.status === 'draft') throw notFound();
  const language = await requestLanguage(args.request, viewer.locale);
  const { timeZone } = await getOperator();
  const source = await findToWriteFrom(viewer, order.id);
  const draft = source?.state === 'draft' ? source : null;
  const pending = await takePendingForm(args.request, `/orders/${order.number}/quote`);
  const { number, currency, deviceName } = order;
  const shown = {
    order: { number, currency, device: deviceName },
    draft: draft?.number ?? null,
    draftKey: pending?.fields.key ?? draft?.submissionKey ?? randomUUID(),
    mayWrite: mayQuote(order.kind, order.status, viewer.role),
    typed: { ...typedQuote(order, source, timeZone, language.format), ...typedAgain(pending?.fields ?? {}) },
    empty: emptyLine(currency),
    days: validDays(timeZone),
    items: await offeredFirst(currency, language),
  };
  return data(shown, pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined);
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const order = isStaff(viewer) ? await getOrder(viewer, args.params.number ?? '') : null;
  if (!order) throw notFound();
  const { format } = await requestLanguage(args.request, viewer.locale);
  const { timeZone } = await getOperator();
  await fillFromCatalogue(form, order.currency, order.account, format);
  const submission = parseWithZod(form, { schema: quoteSchema(order.currency, format, validDays(timeZone)) });
  // A press that adds or takes away a line or an option is no error.
  if (submission.status !== 'success')
    return data({ result: submission.reply() }, { status: submission.status === 'error' ? 422 : 200 });
  const number = await saveQuote(viewer, order.number, String(form.get('key') ?? ''), submission.value);
  return redirect(`/quotes/${number}`);
});

export default function QuoteEdit() {
  const { t } = useTranslation('quotes');
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { order, draft, mayWrite } = shown;
  return (
    <>
      <PageHeader
        title={draft ? t('edit.title', { number: draft }) : t('edit.title_new')}
        subtitle={t('edit.subtitle', { order: order.number, device: order.device })}
        back={{ to: `/orders/${order.number}`, label: t('back_to_order', { order: order.number }) }}
      />
      <RefusalNotice answer={answer} />
      {mayWrite ? (
        <QuoteForm {...shown} result={answer && 'result' in answer ? answer.result : null} />
      ) : (
        <Notice title={t('edit.not_now')} />
      )}
    </>
  );
}
