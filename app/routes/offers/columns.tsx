import { useTranslation } from 'react-i18next';
import type { BasketRow } from '~/domain/contracts/basket-queries.server';
import type { OfferRow } from '~/domain/contracts/offer-queries.server';
import { OfferStateBadge } from '~/parts/offer/offer-state';
import { formatMoney } from '~/platform/money';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';

type Common = { number: string; title: string; customer: string; currency: string; gross: number };

/** The columns that baskets and offers share. */
function useCommonColumns(customers: boolean) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  return function common<Row extends Common>(): Column<Row>[] {
    return [
      {
        key: 'number',
        header: t('offers.number'),
        cell: ({ number }) => <span className="tabular">{number}</span>,
        primary: true,
      },
      ...(customers
        ? [
            {
              key: 'customer',
              header: t('offers.for'),
              cell: ({ customer }: Row) => customer,
              cardLabel: t('offers.for'),
              truncate: true,
            },
          ]
        : []),
      {
        key: 'title',
        header: t('offers.what'),
        cell: ({ title }) => title || t('offers.untitled'),
        cardLabel: t('offers.what'),
        truncate: true,
      },
      {
        key: 'gross',
        header: t('offers.gross'),
        cell: ({ gross, currency }) => (
          <span className="tabular" suppressHydrationWarning>
            {formatMoney(gross, currency, format.locale)}
          </span>
        ),
        cardLabel: t('offers.gross'),
        align: 'end',
      },
    ];
  };
}

/** The columns of baskets that are being filled. */
export function useBasketColumns(customers: boolean): Column<BasketRow>[] {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const common = useCommonColumns(customers);
  return [
    ...common<BasketRow>(),
    {
      key: 'purpose',
      header: t('offers.state'),
      cell: ({ purpose, contract }) => [t(`purpose.${purpose}`), contract].filter(Boolean).join(' · '),
      cardLabel: t('offers.state'),
    },
    {
      key: 'changed',
      header: t('offers.changed'),
      cell: ({ updatedAt }) => (
        <span className="whitespace-nowrap" suppressHydrationWarning>
          {format.date(updatedAt)}
        </span>
      ),
      cardLabel: t('offers.changed'),
    },
  ];
}

/** The columns of offers. */
export function useOfferColumns(customers: boolean, decided: boolean): Column<OfferRow>[] {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const common = useCommonColumns(customers);
  return [
    ...common<OfferRow>(),
    decided
      ? {
          key: 'decided',
          header: t('offers.decided'),
          cell: ({ decidedBy }) => decidedBy ?? '–',
          cardLabel: t('offers.decided'),
        }
      : {
          key: 'valid',
          header: t('offers.valid'),
          cell: ({ validUntil }) => (
            <span className="whitespace-nowrap" suppressHydrationWarning>
              {format.date(validUntil)}
            </span>
          ),
          cardLabel: t('offers.valid'),
        },
    {
      key: 'state',
      header: t('offers.state'),
      cell: ({ state, waits }) => <OfferStateBadge state={state} waits={waits} />,
      cardCorner: true,
    },
  ];
}
