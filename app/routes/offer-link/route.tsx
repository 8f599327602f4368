import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { getOffer, noteOfferViewed } from '~/domain/contracts/offer-queries.server';
import { requireOfferLink } from '~/domain/contracts/offer-visit.server';
import { GuestProblem } from '~/parts/guest-problem';
import { OfferStateBadge } from '~/parts/offer/offer-state';
import { OfferView } from '~/parts/offer/offer-view';
import { PublicPage } from '~/parts/public-page';
import { isPageView } from '~/platform/http/page-view';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';

export async function loader(args: LoaderFunctionArgs) {
  const link = await requireOfferLink(args);
  const { number } = link.offer;
  if (isPageView(args.request)) await noteOfferViewed({ link }, number);
  const offer = await getOffer({ link }, number);
  if (!offer) throw notFound();
  const params = new URL(args.request.url).searchParams;
  return { offer, decided: params.has('decided'), lang: params.get('lang') };
}

export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? {};

export { GuestProblem as ErrorBoundary };

/** An offer for somebody who was mailed its link. */
export default function OfferLinkPage() {
  const { t } = useTranslation('contracts');
  const { pathname } = useLocation();
  const { offer, decided, lang } = useLoaderData<typeof loader>();
  const { number, shown, state, decision } = offer;
  const at = pathname.replace(/\/$/, '');
  const search = lang ? `?lang=${lang}` : '';
  const waits = decision?.outcome === 'accepted' && (state === 'sent' || state === 'viewed');
  return (
    <PublicPage
      wide
      title={t('offer.title', { number })}
      subtitle={[shown.customer.name, shown.title].filter(Boolean).join(' · ')}
    >
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <OfferStateBadge state={state} waits={waits} />
        <span className="flex-1" />
        {state === 'accepted' && (
          <ButtonLink to={`${at}/confirmation${search}`} variant="primary" reloadDocument>
            {t('offer.confirmation')}
          </ButtonLink>
        )}
        <ButtonLink to={`${at}/offer.pdf${search}`} reloadDocument icon={<FileText size={16} aria-hidden />}>
          {t('offer.pdf')}
        </ButtonLink>
      </div>
      <OfferView offer={offer} decideAt={`${at}/decide`} keep={lang ? [['lang', lang]] : []} just={decided} />
    </PublicPage>
  );
}
