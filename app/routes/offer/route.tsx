import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { agreeForOperator } from '~/domain/contracts/decide-offer.server';
import { withdrawOffer } from '~/domain/contracts/end-offer.server';
import { getOffer, noteOfferViewed } from '~/domain/contracts/offer-queries.server';
import { OFFERING } from '~/domain/contracts/rules';
import { renewLinks, revokeOfferLink, sendOffer } from '~/domain/contracts/send-offer.server';
import { OfferStateBadge } from '~/parts/offer/offer-state';
import { OfferView } from '~/parts/offer/offer-view';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { isPageView } from '~/platform/http/page-view';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { OfferSide } from './side';

const DONE = ['sent', 'agreed', 'decided'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...OFFERING);
  const number = args.params.number ?? '';
  if (isPageView(args.request)) await noteOfferViewed({ viewer }, number);
  const offer = await getOffer({ viewer }, number);
  if (!offer) throw notFound();
  const params = new URL(args.request.url).searchParams;
  return { offer, done: DONE.find((name) => params.has(name)) ?? null };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  return redirect(await runCommand(viewer, args.params.number ?? '', form));
});

/** Carries out what was sent to an offer's page; where it leads to. Throws `bad_form` (400) for an unknown intent. */
async function runCommand(viewer: Viewer, number: string, form: FormData): Promise<string> {
  const at = `/offers/${number}`;
  switch (form.get('intent')) {
    case 'send':
      await sendOffer(viewer, number);
      return `${at}?sent`;
    case 'again':
      await renewLinks(viewer, number);
      return `${at}?sent`;
    case 'withdraw':
      await withdrawOffer(viewer, number);
      return at;
    case 'agree':
      await agreeForOperator(viewer, number);
      return `${at}?agreed`;
    case 'revoke':
      await revokeOfferLink(viewer, number, Number(form.get('link')) || 0);
      return at;
    default:
      throw new DomainError('bad_form', 400);
  }
}

/** Whose command came too late sees how the offer stands now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function OfferPage() {
  const { t } = useTranslation('contracts');
  const { offer, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { number, shown, state, decision } = offer;
  const waits = decision?.outcome === 'accepted' && (state === 'sent' || state === 'viewed');
  return (
    <>
      <PageHeader
        back={{ to: '/offers', label: t('offers.title') }}
        title={t('offer.title', { number })}
        subtitle={[shown.customer.name, shown.title].filter(Boolean).join(' · ')}
        badge={<OfferStateBadge state={state} waits={waits} />}
        actions={
          <ButtonLink
            to={`/offers/${number}/offer.pdf`}
            reloadDocument
            icon={<FileText size={16} aria-hidden />}
          >
            {t('offer.pdf')}
          </ButtonLink>
        }
      />
      <RefusalNotice answer={answer} />
      {done && done !== 'decided' && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t(`offer.done.${done}`)} />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <OfferView offer={offer} decideAt={`/offers/${number}/decide`} keep={[]} just={done === 'decided'} />
        <OfferSide offer={offer} />
      </div>
    </>
  );
}
