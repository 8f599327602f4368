import { Link } from '@remix-run/react';
import { ClipboardList } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { latestOrdersOf } from '~/domain/orders/of-customers.server';
import { customerOrdersPath } from '~/parts/customer-links';
import { OrderStatus } from '~/parts/status';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';

type Order = Omit<Awaited<ReturnType<typeof latestOrdersOf>>[number], 'createdAt'> & {
  createdAt: Date | string;
};
type Props = { customerId: number; orders: Order[] };

/** A customer's newest orders, and the way to all of them. */
export function LatestOrders({ customerId, orders }: Props) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const columns: Column<Order>[] = [
    {
      key: 'number',
      header: t('page.columns.number'),
      primary: true,
      cell: ({ number }) => <span className="tabular whitespace-nowrap">{number}</span>,
    },
    {
      key: 'device',
      header: t('page.columns.device'),
      cardLabel: t('page.columns.device'),
      truncate: true,
      cell: ({ deviceName }) => deviceName || '–',
    },
    {
      key: 'status',
      header: t('page.columns.status'),
      cardCorner: true,
      cell: ({ kind, status }) => <OrderStatus kind={kind} status={status} />,
    },
    {
      key: 'created',
      header: t('page.columns.created'),
      cardLabel: t('page.columns.created'),
      cell: ({ createdAt }) => (
        <span suppressHydrationWarning className="whitespace-nowrap">
          {format.date(createdAt)}
        </span>
      ),
    },
  ];
  return (
    <section aria-labelledby="latest-orders" className="min-w-0">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="latest-orders" className="text-base">
          {t('page.orders')}
        </h2>
        {orders.length > 0 && (
          <Link to={customerOrdersPath(customerId)} className="text-link">
            {t('page.all_orders')}
          </Link>
        )}
      </div>
      <DataTable
        caption={t('page.orders')}
        columns={columns}
        rows={orders}
        rowKey={({ number }) => number}
        rowTo={({ number }) => `/orders/${number}`}
        empty={
          <EmptyState icon={<ClipboardList />} title={t('page.no_orders')} text={t('page.no_orders_text')} />
        }
      />
    </section>
  );
}
