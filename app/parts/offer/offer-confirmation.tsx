import { Link } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OfferDetail } from '~/domain/contracts/offer-queries.server';
import { Day } from '~/parts/day';
import { OrderStatus } from '~/parts/status';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { OfferLines } from './offer-lines';

type Props = {
  offer: OfferDetail;
  /** Addresses of the papers: the offer's, and an order's by its number. */
  papers: { offer: string; order: (number: string) => string };
  /** Addresses of pages, for those who have an account. */
  pages: { order: (number: string) => string; contract: (number: string) => string } | null;
};

const PAPER = 'text-link inline-flex items-center gap-1.5';

/** What was agreed and what came of it: the orders and contracts, with all papers. */
export function OfferConfirmation({ offer, papers, pages }: Props) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { orders, contracts, decision, shown, number } = offer;
  const linked = (to: string | undefined, text: string) =>
    to ? (
      <Link to={to} className="text-link tabular">
        {text}
      </Link>
    ) : (
      <span className="tabular">{text}</span>
    );
  return (
    <div className="flex flex-col gap-4">
      <div suppressHydrationWarning>
        <Notice tone="success" title={t('confirmation.done')}>
          {decision &&
            t('outcome.agreed_by', {
              name: decision.name,
              email: decision.email,
              at: format.dateTime(decision.at),
            })}{' '}
          {t('confirmation.mailed')}
        </Notice>
      </div>
      <Panel title={t('confirmation.papers')}>
        <ul className="flex flex-col gap-2">
          <li>
            <a href={papers.offer} className={PAPER}>
              <FileText size={15} aria-hidden /> {t('confirmation.offer_paper', { number })}
            </a>
          </li>
          {orders.map((order) => (
            <li key={order.number} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <a href={papers.order(order.number)} className={PAPER}>
                <FileText size={15} aria-hidden /> {t('confirmation.order_paper', { number: order.number })}
              </a>
              <OrderStatus kind={order.kind} status={order.status} />
              <span className="text-soft">{order.deviceName}</span>
              {pages && linked(pages.order(order.number), t('confirmation.open_order'))}
            </li>
          ))}
        </ul>
      </Panel>
      {contracts.map((contract) => (
        <Panel key={contract.number} title={t('contract.title', { number: contract.number })}>
          <DescriptionList
            items={[
              {
                term: t('contract.number'),
                detail: linked(pages?.contract(contract.number), contract.number),
              },
              { term: t('contract.version'), detail: format.number(contract.version) },
              {
                term: t('contract.term'),
                detail: (
                  <>
                    <Day on={contract.startsOn} /> – <Day on={contract.endsOn} />
                  </>
                ),
              },
              {
                term: t('contract.renewal'),
                detail: contract.renews
                  ? t('contract.renews', { count: contract.renewalMonths, days: contract.noticeDays })
                  : t('contract.ends_by_itself'),
              },
              { term: t('contract.devices'), detail: contract.devices.join(', ') || '–' },
            ]}
          />
        </Panel>
      ))}
      <OfferLines shown={shown} />
    </div>
  );
}
