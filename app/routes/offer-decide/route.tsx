import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { decideOffer } from '~/domain/contracts/decide-offer.server';
import { getOffer } from '~/domain/contracts/offer-queries.server';
import { OFFERING } from '~/domain/contracts/rules';
import { offerDecisionSchema } from '~/domain/contracts/schema';
import { OfferDecision } from '~/parts/offer/offer-decision';
import { OfferView } from '~/parts/offer/offer-view';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...OFFERING);
  const offer = await getOffer({ viewer }, args.params.number ?? '');
  if (!offer) throw notFound();
  const { pathname, searchParams } = new URL(args.request.url);
  const pending = await takePendingForm(args.request, pathname);
  const asked = searchParams.get('outcome') ?? pending?.fields.outcome;
  return data(
    {
      offer,
      outcome: asked === 'declined' ? ('declined' as const) : ('accepted' as const),
      person: { name: viewer.name, email: viewer.email, ...pending?.fields },
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const number = args.params.number ?? '';
  if (!(await getOffer({ viewer }, number))) throw notFound();
  const submission = parseWithZod(form, { schema: offerDecisionSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await decideOffer({ viewer }, number, submission.value);
  const offer = await getOffer({ viewer }, number);
  return redirect(`/offers/${number}${offer?.state === 'accepted' ? '/confirmation' : '?decided'}`);
});

/** Whose decision came too late sees how the offer stands now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function OfferDecide() {
  const { t } = useTranslation('contracts');
  const { offer, outcome, person } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { number, mayDecide, shown } = offer;
  const at = `/offers/${number}`;
  return (
    <>
      <PageHeader
        back={{ to: at, label: t('offer.title', { number }) }}
        title={mayDecide ? t(`decide.title_${outcome}`) : t('offer.title', { number })}
        subtitle={[shown.customer.name, shown.title].filter(Boolean).join(' · ')}
      />
      <RefusalNotice answer={answer} />
      {mayDecide ? (
        <OfferDecision
          offer={offer}
          outcome={outcome}
          person={person}
          result={answer && 'result' in answer ? answer.result : null}
          back={at}
        />
      ) : (
        <OfferView offer={offer} decideAt={`${at}/decide`} keep={[]} just={false} />
      )}
    </>
  );
}
