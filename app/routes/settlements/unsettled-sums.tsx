import { ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UnsettledSum } from '~/domain/billing/unsettled.server';
import { Money, useMonth } from '~/parts/settlement-words';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';

/** What partners have carried out and not settled yet, by month and partner. */
export function UnsettledSums({ sums }: { sums: UnsettledSum[] }) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const name = useMonth();
  const columns: Column<UnsettledSum>[] = [
    {
      key: 'month',
      header: t('unsettled.month'),
      cell: ({ month }) => <span suppressHydrationWarning>{name(month)}</span>,
      primary: true,
    },
    {
      key: 'partner',
      header: t('list.partner'),
      cell: ({ partner }) => partner,
      cardLabel: t('list.partner'),
      truncate: true,
    },
    {
      key: 'orders',
      header: t('list.orders'),
      cell: ({ count }) => format.number(count),
      cardLabel: t('list.orders'),
      align: 'end',
    },
    {
      key: 'net',
      header: t('unsettled.net'),
      cell: ({ netMinor, currency }) => <Money minor={netMinor} currency={currency} />,
      cardLabel: t('unsettled.net'),
      align: 'end',
    },
  ];
  return (
    <DataTable
      caption={t('unsettled.caption')}
      columns={columns}
      rows={sums}
      rowKey={({ month, partnerId, currency }) => `${month} ${partnerId} ${currency}`}
      empty={
        <EmptyState
          icon={<ReceiptText />}
          title={t('unsettled.empty_title')}
          text={t('unsettled.empty_text')}
        />
      }
    />
  );
}
