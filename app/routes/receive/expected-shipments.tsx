import { PackageOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExpectedShipment } from '~/domain/shipments/receive-queries.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';

/** The shipments that are on their way here, or are being unpacked. */
export function ExpectedShipments({ expected }: { expected: { total: number; rows: ExpectedShipment[] } }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const when = (at: Date) => (
    <RelativeTime iso={at.toISOString()} relative={format.relative(at)} exact={format.dateTime(at)} />
  );
  const columns: Column<ExpectedShipment>[] = [
    {
      key: 'number',
      header: t('receive.number'),
      primary: true,
      cell: (row) => <span className="tabular">{row.number}</span>,
    },
    {
      key: 'state',
      header: t('receive.state'),
      cardCorner: true,
      cell: (row) => (
        <StatusBadge tone={row.arrivedAt ? 'progress' : 'info'}>
          {t(row.arrivedAt ? 'receive.unpacking' : 'receive.on_the_way')}
        </StatusBadge>
      ),
    },
    { key: 'account', header: t('receive.account'), truncate: true, cell: (row) => row.account },
    {
      key: 'location',
      header: t('receive.location'),
      from: 'lg',
      cardLabel: t('receive.location'),
      cell: (row) => row.location,
    },
    {
      key: 'parcels',
      header: t('receive.parcels'),
      align: 'end',
      cardLabel: t('receive.parcels'),
      cell: (row) => format.number(row.parcels),
    },
    {
      key: 'here',
      header: t('receive.devices_here'),
      align: 'end',
      cardLabel: t('receive.devices_here'),
      cell: (row) =>
        t('receive.of', {
          here: format.number(row.here),
          count: row.expected,
          expected: format.number(row.expected),
        }),
    },
    {
      key: 'sent',
      header: t('receive.sent'),
      cardLabel: t('receive.sent'),
      cell: (row) => (row.confirmedAt ? when(row.confirmedAt) : ''),
    },
  ];
  return (
    <section aria-labelledby="expected-title" className="flex flex-col gap-2">
      <h2 id="expected-title" className="text-base">
        {t('receive.expected_title', { count: expected.total })}
      </h2>
      <DataTable
        columns={columns}
        rows={expected.rows}
        rowKey={(row) => row.number}
        rowTo={(row) => `/receive/${row.number}`}
        caption={t('receive.expected_title', { count: expected.total })}
        empty={
          <EmptyState
            icon={<PackageOpen />}
            title={t('receive.none_expected')}
            text={t('receive.none_expected_text')}
          />
        }
      />
      {expected.total > expected.rows.length && (
        <p className="text-muted">{t('receive.more', { count: expected.total - expected.rows.length })}</p>
      )}
    </section>
  );
}
