import { useTranslation } from 'react-i18next';
import { OrderFor } from '~/parts/order-for';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { StatusBadge } from '~/ui/status-badge';
import type { CustomerList } from './route';

type Row = CustomerList['rows'][number];

/** The columns of the customers; administrators see whose they are. */
export function useCustomerColumns({ all, filter }: CustomerList): Column<Row>[] {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const columns: (Column<Row> | false)[] = [
    {
      key: 'name',
      header: t('list.columns.name'),
      primary: true,
      cell: ({ name }) => name,
      aside: ({ own, kind }) =>
        (own || kind === 'reseller') && (
          <StatusBadge tone="neutral">{t(own ? 'page.own' : 'page.reseller')}</StatusBadge>
        ),
    },
    {
      key: 'number',
      header: t('list.columns.number'),
      cardLabel: t('list.columns.number'),
      cell: ({ number }) => <span className="tabular whitespace-nowrap">{number}</span>,
    },
    all && {
      key: 'account',
      header: t('list.columns.account'),
      cardLabel: t('list.columns.account'),
      from: 'lg',
      truncate: true,
      cell: ({ reseller }) => reseller?.name ?? '–',
    },
    {
      key: 'city',
      header: t('list.columns.city'),
      cardLabel: t('list.columns.city'),
      cell: ({ city }) => city || '–',
    },
    {
      key: 'email',
      header: t('list.columns.email'),
      cardLabel: t('list.columns.email'),
      from: 'lg',
      truncate: true,
      cell: ({ email }) => email || '–',
    },
    {
      key: 'open',
      header: t('list.columns.open'),
      cardLabel: t('list.columns.open'),
      align: 'end',
      cell: ({ open }) => <span className="tabular">{format.number(open)}</span>,
    },
    filter.active && {
      key: 'actions',
      header: <span className="sr-only">{t('list.columns.actions')}</span>,
      align: 'end',
      cell: ({ id, name }) => (
        <OrderFor companyId={id} size="small" label={t('list.order_for', { name })}>
          {t('list.order')}
        </OrderFor>
      ),
    },
  ];
  return columns.filter((column): column is Column<Row> => column !== false);
}
