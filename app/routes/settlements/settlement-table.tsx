import { ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SettlementRow } from '~/domain/billing/list.server';
import { Money, SettlementStateBadge } from '~/parts/settlement-words';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { Pagination } from '~/ui/pagination';
import type { SettlementsPage } from './load-settlements.server';
import { pathOf } from './paths';

/** A row as it arrives in the browser. */
type Row = Pick<
  SettlementRow,
  'number' | 'state' | 'currency' | 'grossMinor' | 'partner' | 'invoice' | 'orders'
> & { createdAt: string | Date };
type List = Pick<NonNullable<SettlementsPage['list']>, 'sums' | 'pages'> & { rows: Row[] };
type Props = {
  page: Pick<SettlementsPage, 'tab' | 'month' | 'partnerId' | 'page' | 'own'>;
  list: List;
};

/** The settlements of a tab with what they come to. */
export function SettlementTable({ page, list }: Props) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const columns = useColumns(page.own);
  const { rows, sums, pages } = list;
  return (
    <>
      {sums.length > 0 && (
        <p className="flex flex-wrap gap-x-6 gap-y-1">
          {sums.map(({ currency, grossMinor, count }) => (
            <span key={currency}>
              <span className="text-muted">{t('list.sum', { count })}</span>{' '}
              <strong>
                <Money minor={grossMinor} currency={currency} />
              </strong>
            </span>
          ))}
        </p>
      )}
      <DataTable
        caption={t('list.caption', { tab: t(`tabs.${page.tab}`) })}
        columns={columns}
        rows={rows}
        rowKey={({ number }) => number}
        rowTo={({ number }) => `/settlements/${number}`}
        empty={
          <EmptyState
            icon={<ReceiptText />}
            title={t('list.empty_title')}
            text={t(page.own ? 'list.empty_partner' : 'list.empty_operator')}
          />
        }
      />
      {pages > 1 && (
        <Pagination
          labels={{ nav: t('pages.nav'), previous: t('pages.previous'), next: t('pages.next') }}
          summary={t('pages.summary', { page: format.number(page.page), pages: format.number(pages) })}
          {...(page.page > 1 && { previousTo: pathOf(page, { page: page.page - 1 }) })}
          {...(page.page < pages && { nextTo: pathOf(page, { page: page.page + 1 }) })}
        />
      )}
    </>
  );
}

function useColumns(own: boolean): Column<Row>[] {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const partner: Column<Row> = {
    key: 'partner',
    header: t('list.partner'),
    cell: (row) => row.partner,
    cardLabel: t('list.partner'),
    truncate: true,
  };
  return [
    {
      key: 'number',
      header: t('list.number'),
      cell: ({ number }) => <span className="tabular">{number}</span>,
      primary: true,
    },
    ...(own ? [] : [partner]),
    {
      key: 'created',
      header: t('list.created'),
      cell: ({ createdAt }) => (
        <span className="whitespace-nowrap" suppressHydrationWarning>
          {format.date(createdAt)}
        </span>
      ),
      cardLabel: t('list.created'),
    },
    {
      key: 'orders',
      header: t('list.orders'),
      cell: ({ orders }) => format.number(orders),
      cardLabel: t('list.orders'),
      align: 'end',
    },
    {
      key: 'invoice',
      header: t('list.invoice'),
      cell: ({ invoice }) => invoice || '–',
      cardLabel: t('list.invoice'),
      truncate: true,
    },
    {
      key: 'gross',
      header: t('totals.gross'),
      cell: ({ grossMinor, currency }) => <Money minor={grossMinor} currency={currency} />,
      cardLabel: t('totals.gross'),
      align: 'end',
    },
    {
      key: 'state',
      header: t('list.state'),
      cell: ({ state }) => <SettlementStateBadge state={state} />,
      cardCorner: true,
    },
  ];
}
