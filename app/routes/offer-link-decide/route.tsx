import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { decideOffer } from '~/domain/contracts/decide-offer.server';
import { getOffer } from '~/domain/contracts/offer-queries.server';
import { requireOfferLink } from '~/domain/contracts/offer-visit.server';
import { offerDecisionSchema } from '~/domain/contracts/schema';
import { GuestProblem } from '~/parts/guest-problem';
import { OfferDecision } from '~/parts/offer/offer-decision';
import { OfferView } from '~/parts/offer/offer-view';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';

export async function loader(args: LoaderFunctionArgs) {
  const link = await requireOfferLink(args);
  const offer = await getOffer({ link }, link.offer.number);
  if (!offer) throw notFound();
  const params = new URL(args.request.url).searchParams;
  const approver = link.email.toLowerCase() === link.offer.approverEmail.toLowerCase();
  return {
    offer,
    outcome: params.get('outcome') === 'declined' ? ('declined' as const) : ('accepted' as const),
    person: { name: approver ? link.offer.approverName : '', email: link.email },
    lang: params.get('lang'),
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const link = await requireOfferLink(args);
  const { number } = link.offer;
  const submission = parseWithZod(await readForm(args.request), { schema: offerDecisionSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await decideOffer({ link }, number, submission.value);
  const offer = await getOffer({ link }, number);
  const { pathname, searchParams } = new URL(args.request.url);
  const lang = searchParams.get('lang');
  const accepted = offer?.state === 'accepted';
  const query = new URLSearchParams({ ...(lang && { lang }), ...(!accepted && { decided: '' }) });
  return redirect(`${pathname.replace(/\/decide\/*$/, '')}${accepted ? '/confirmation' : ''}?${query}`);
});

export { GuestProblem as ErrorBoundary };

export default function OfferLinkDecide() {
  const { t } = useTranslation('contracts');
  const { pathname } = useLocation();
  const { offer, outcome, person, lang } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { number, mayDecide, shown } = offer;
  const at = pathname.replace(/\/decide\/*$/, '');
  return (
    <PublicPage
      wide
      title={mayDecide ? t(`decide.title_${outcome}`) : t('offer.title', { number })}
      subtitle={[number, shown.customer.name, shown.title].filter(Boolean).join(' · ')}
    >
      <RefusalNotice answer={answer} />
      {mayDecide ? (
        <OfferDecision
          offer={offer}
          outcome={outcome}
          person={person}
          result={answer && 'result' in answer ? answer.result : null}
          back={lang ? `${at}?lang=${lang}` : at}
        />
      ) : (
        <OfferView offer={offer} decideAt={`${at}/decide`} keep={lang ? [['lang', lang]] : []} just={false} />
      )}
    </PublicPage>
  );
}
