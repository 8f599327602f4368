import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { getQuote } from '~/domain/quotes/queries.server';
import { QuoteStateBadge } from '~/parts/quote/quote-state';
import { QuoteView } from '~/parts/quote/quote-view';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { runCommand } from './actions.server';
import { QuoteSide } from './quote-side';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const quote = await getQuote({ viewer }, args.params.number ?? '');
  if (!quote) throw notFound();
  const { pathname, searchParams } = new URL(args.request.url);
  const pending = await takePendingForm(args.request, pathname);
  const done = ['decided', 'sent', 'asked'].find((name) => searchParams.has(name)) ?? null;
  return data(
    { quote, done, kept: pending?.fields ?? {} },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const answer = await runCommand(viewer, args.params.number ?? '', form);
  return 'to' in answer ? redirect(answer.to) : data(answer, { status: 422 });
});

/** Whose command came too late sees how the quote stands now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function QuotePage() {
  const { t } = useTranslation('quotes');
  const { quote, done, kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { number, version, order, customer } = quote.shown;
  return (
    <>
      <PageHeader
        back={{ to: `/orders/${order.number}`, label: t('back_to_order', { order: order.number }) }}
        title={t('title', { number })}
        subtitle={[t('version', { version }), order.device, customer].join(' · ')}
        badge={<QuoteStateBadge state={quote.state} />}
        actions={
          <ButtonLink
            to={`/quotes/${number}/quote.pdf`}
            reloadDocument
            icon={<FileText size={16} aria-hidden />}
          >
            {t('pdf')}
          </ButtonLink>
        }
      />
      <RefusalNotice answer={answer} />
      {(done === 'sent' || done === 'asked') && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t(`done.${done}`)} />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <QuoteView quote={quote} decideAt={`/quotes/${number}/decide`} keep={[]} just={done === 'decided'} />
        <QuoteSide quote={quote} kept={kept} result={answer && 'ask' in answer ? answer.ask : null} />
      </div>
    </>
  );
}
