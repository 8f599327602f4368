import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { getOperator } from '~/domain/companies/operator.server';
import { requireGuest } from '~/domain/orders/guest-visit.server';
import { decisionPage, parseDecision } from '~/domain/quotes/choice.server';
import { decideQuote } from '~/domain/quotes/decide-quote.server';
import { getQuote } from '~/domain/quotes/queries.server';
import { GuestProblem } from '~/parts/guest-problem';
import { PublicPage } from '~/parts/public-page';
import { QuoteDecision } from '~/parts/quote/quote-decision';
import { QuoteView } from '~/parts/quote/quote-view';
import { useDecisionTitle } from '~/parts/quote/words';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';

export async function loader(args: LoaderFunctionArgs) {
  const { link } = await requireGuest(args);
  const quote = await getQuote({ guest: link }, args.params.number ?? '');
  if (!quote) throw notFound();
  const params = new URL(args.request.url).searchParams;
  return { ...decisionPage(quote, params, link), lang: params.get('lang') };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { link } = await requireGuest(args);
  const number = args.params.number ?? '';
  if (!(await getQuote({ guest: link }, number))) throw notFound();
  const submission = parseDecision(await readForm(args.request));
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const language = await requestLanguage(args.request);
  const { timeZone } = await getOperator();
  await decideQuote({ guest: link }, number, submission.value, { language, timeZone });
  const { pathname, searchParams } = new URL(args.request.url);
  const lang = searchParams.get('lang');
  const query = new URLSearchParams({ ...(lang && { lang }), decided: '' });
  return redirect(`${pathname.replace(/\/decide\/*$/, '')}?${query}`);
});

export { GuestProblem as ErrorBoundary };

export default function GuestDecidePage() {
  const { quote, choice, person, lang } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const title = useDecisionTitle();
  const { pathname } = useLocation();
  const { number, order } = quote.shown;
  const at = pathname.replace(/\/decide\/*$/, '');
  return (
    <PublicPage
      wide
      title={choice ? title.decision(choice.agreed !== null) : title.quote(number)}
      subtitle={`${number} · ${order.device}`}
    >
      <RefusalNotice answer={answer} />
      {choice ? (
        <QuoteDecision
          choice={choice}
          person={person}
          result={answer && 'result' in answer ? answer.result : null}
          back={lang ? `${at}?lang=${lang}` : at}
        />
      ) : (
        <QuoteView quote={quote} decideAt={`${at}/decide`} keep={lang ? [['lang', lang]] : []} just={false} />
      )}
    </PublicPage>
  );
}
