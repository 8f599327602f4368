import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { getOffer } from '~/domain/contracts/offer-queries.server';
import { requireOfferLink } from '~/domain/contracts/offer-visit.server';
import { GuestProblem } from '~/parts/guest-problem';
import { OfferConfirmation } from '~/parts/offer/offer-confirmation';
import { PublicPage } from '~/parts/public-page';
import { notFound } from '~/platform/http/responses.server';

export async function loader(args: LoaderFunctionArgs) {
  const link = await requireOfferLink(args);
  const offer = await getOffer({ link }, link.offer.number);
  if (!offer) throw notFound();
  const { pathname } = new URL(args.request.url);
  if (offer.state !== 'accepted') throw redirect(pathname.replace(/\/confirmation\/*$/, ''));
  return { offer };
}

export { GuestProblem as ErrorBoundary };

/** What was agreed, with all papers, for somebody who was mailed the link. */
export default function OfferLinkConfirmation() {
  const { t } = useTranslation('contracts');
  const { pathname, search } = useLocation();
  const { offer } = useLoaderData<typeof loader>();
  const at = pathname.replace(/\/confirmation\/*$/, '');
  const lang = new URLSearchParams(search).get('lang');
  const query = lang ? `?lang=${lang}` : '';
  return (
    <PublicPage
      wide
      title={t('confirmation.title')}
      subtitle={[offer.number, offer.shown.customer.name].join(' · ')}
    >
      <OfferConfirmation
        offer={offer}
        papers={{
          offer: `${at}/offer.pdf${query}`,
          order: (order) => `${at}/orders/${order}.pdf${query}`,
        }}
        pages={null}
      />
    </PublicPage>
  );
}
