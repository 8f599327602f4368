import { useTranslation } from 'react-i18next';
import type { QuoteRow, QuoteTab } from '~/domain/quotes/queries.server';
import { QuoteStateBadge } from '~/parts/quote/quote-state';
import { formatMoney } from '~/platform/money';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';

/** The columns of the list, as far as they say something on this tab. */
export function useQuoteColumns(tab: QuoteTab, customers: boolean): Column<QuoteRow>[] {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const ended = tab === 'ended';
  return [
    {
      key: 'number',
      header: t('list.number'),
      cell: ({ number, version }) => (
        <span className="tabular">
          {number} <span className="text-muted">· {t('version', { version })}</span>
        </span>
      ),
      primary: true,
    },
    {
      key: 'order',
      header: t('list.order'),
      cell: ({ order }) => (
        <>
          <span className="tabular">{order.number}</span> <span className="text-muted">{order.device}</span>
        </>
      ),
      cardLabel: t('list.order'),
      truncate: true,
    },
    ...(customers
      ? [
          {
            key: 'customer',
            header: t('list.customer'),
            cell: ({ order }: QuoteRow) => order.customer,
            cardLabel: t('list.customer'),
            truncate: true,
          },
        ]
      : []),
    {
      key: 'amount',
      header: t('list.amount'),
      cell: ({ gross, currency }) => (
        <span className="tabular" suppressHydrationWarning>
          {gross === null ? '–' : formatMoney(gross, currency, format.locale)}
        </span>
      ),
      cardLabel: t('list.amount'),
      align: 'end',
    },
    ended
      ? {
          key: 'decided',
          header: t('list.decided_by'),
          cell: ({ decidedBy }) => decidedBy ?? '–',
          cardLabel: t('list.decided_by'),
        }
      : {
          key: 'valid',
          header: t('list.valid_until'),
          cell: ({ validUntil }) => (
            <span className="whitespace-nowrap" suppressHydrationWarning>
              {format.date(validUntil)}
            </span>
          ),
          cardLabel: t('list.valid_until'),
        },
    {
      key: 'state',
      header: t('list.state'),
      cell: ({ state }) => <QuoteStateBadge state={state} />,
      cardCorner: true,
    },
  ];
}
