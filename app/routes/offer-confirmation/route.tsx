import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getOffer } from '~/domain/contracts/offer-queries.server';
import { OFFERING } from '~/domain/contracts/rules';
import { OfferConfirmation } from '~/parts/offer/offer-confirmation';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...OFFERING);
  const offer = await getOffer({ viewer }, args.params.number ?? '');
  if (!offer) throw notFound();
  if (offer.state !== 'accepted') throw redirect(`/offers/${offer.number}`);
  return { offer };
}

/** What was agreed, with all papers. */
export default function OfferConfirmationPage() {
  const { t } = useTranslation('contracts');
  const { offer } = useLoaderData<typeof loader>();
  const { number, shown } = offer;
  return (
    <div className="max-w-200">
      <PageHeader
        back={{ to: `/offers/${number}`, label: t('confirmation.back', { number }) }}
        title={t('confirmation.title')}
        subtitle={[shown.customer.name, shown.title].filter(Boolean).join(' · ')}
      />
      <OfferConfirmation
        offer={offer}
        papers={{
          offer: `/offers/${number}/offer.pdf`,
          order: (order) => `/orders/${order}/order.pdf`,
        }}
        pages={{ order: (order) => `/orders/${order}`, contract: (contract) => `/contracts/${contract}` }}
      />
    </div>
  );
}
