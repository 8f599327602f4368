import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { getOperator } from '~/domain/companies/operator.server';
import { decisionPage, parseDecision } from '~/domain/quotes/choice.server';
import { decideQuote } from '~/domain/quotes/decide-quote.server';
import { getQuote } from '~/domain/quotes/queries.server';
import { QuoteDecision } from '~/parts/quote/quote-decision';
import { QuoteStateBadge } from '~/parts/quote/quote-state';
import { QuoteView } from '~/parts/quote/quote-view';
import { useDecisionTitle } from '~/parts/quote/words';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const quote = await getQuote({ viewer }, args.params.number ?? '');
  if (!quote) throw notFound();
  const { pathname, searchParams } = new URL(args.request.url);
  const pending = await takePendingForm(args.request, pathname);
  return data(
    decisionPage(quote, searchParams, viewer, pending?.fields),
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const number = args.params.number ?? '';
  if (!(await getQuote({ viewer }, number))) throw notFound();
  const submission = parseDecision(form);
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const language = await requestLanguage(args.request, viewer.locale);
  const { timeZone } = await getOperator();
  await decideQuote({ viewer }, number, submission.value, { language, timeZone });
  return redirect(`/quotes/${number}?decided`);
});

/** Whose decision came too late sees how the quote stands now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function DecidePage() {
  const { quote, choice, person } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const title = useDecisionTitle();
  const { number, order } = quote.shown;
  const at = `/quotes/${number}`;
  return (
    <>
      <PageHeader
        back={{ to: at, label: title.quote(number) }}
        title={choice ? title.decision(choice.agreed !== null) : title.quote(number)}
        subtitle={order.device}
        badge={!choice && <QuoteStateBadge state={quote.state} />}
      />
      <RefusalNotice answer={answer} />
      {choice ? (
        <QuoteDecision
          choice={choice}
          person={person}
          result={answer && 'result' in answer ? answer.result : null}
          back={at}
        />
      ) : (
        <QuoteView quote={quote} decideAt={`${at}/decide`} keep={[]} just={false} />
      )}
    </>
  );
}
