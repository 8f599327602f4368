import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShipmentRow } from '~/domain/shipments/list.server';
import { Day } from '~/parts/day';
import { Identifiers, Line, Lines, Moment } from '~/parts/order-table/cells';
import { ShipmentStatusBadge } from '~/parts/shipment-status';
import { CopyText } from '~/ui/copy-text';
import { type Column, DataTable } from '~/ui/data-table';
import { StatusBadge } from '~/ui/status-badge';
import type { TABS } from './tabs';

type Props = { rows: ShipmentRow[]; tab: (typeof TABS)[number]; now: number; empty: ReactNode };

/** Shipments with where they are, from whom to whom, and what is in them. */
export function ShipmentTable({ rows, tab, now, empty }: Props) {
  const { t } = useTranslation(['shipments', 'common']);
  const columns: Column<ShipmentRow>[] = [
    {
      key: 'number',
      header: t('list.number'),
      primary: true,
      cell: (row) => <span className="tabular">{row.number}</span>,
      aside: (row) => (
        <CopyText
          value={row.number}
          label={t('list.copy_number')}
          copiedLabel={t('common:copied')}
          iconOnly
        />
      ),
    },
    {
      key: 'status',
      header: t('list.status'),
      cardCorner: true,
      cell: (row) => (
        <span className="flex flex-wrap gap-1">
          <ShipmentStatusBadge status={row.status} arrivedAt={row.arrivedAt} />
          {row.status === 'closed' && row.difference > 0 && (
            <StatusBadge tone={row.differenceSeenAt ? 'neutral' : 'waiting'}>
              {t('list.difference', { count: row.difference })}
            </StatusBadge>
          )}
        </span>
      ),
    },
    {
      key: 'way',
      header: t('list.way'),
      truncate: true,
      className: 'md:w-2/5!',
      cell: (row) => {
        const [from, to] =
          row.direction === 'inbound'
            ? [row.accountName, row.locationName]
            : [row.locationName, row.accountName];
        return (
          <Lines>
            <Line label={t('page.from')}>{from}</Line>
            <Line label={t('page.to')} second>
              <span className="max-md:hidden" aria-hidden="true">
                →{' '}
              </span>
              {to}
            </Line>
          </Lines>
        );
      },
    },
    {
      key: 'content',
      header: t('list.content'),
      cell: (row) => (
        <Lines>
          <Line label={t('list.content')}>{t('list.devices', { count: row.devices })}</Line>
          <Line label="" second>
            {t('list.parcels', { count: row.parcels })}
          </Line>
        </Lines>
      ),
    },
    {
      key: 'pick_up',
      header: t('list.pick_up'),
      from: 'lg',
      cell: (row) => <Line label={t('list.pick_up')}>{row.pickUpOn ? <Day on={row.pickUpOn} /> : null}</Line>,
    },
    {
      key: 'tracking',
      header: t('list.tracking'),
      from: 'lg',
      className: 'md:max-w-40',
      cell: (row) => (
        <Line label={t('list.tracking')}>
          {row.tracking.length > 0 ? <Identifiers values={row.tracking} label={t('common:copy')} /> : null}
        </Line>
      ),
    },
    {
      key: 'updated',
      header: t('list.updated'),
      cell: (row) => (
        <Line label={t('list.updated')}>
          <Moment at={row.closedAt ?? row.arrivedAt ?? row.confirmedAt ?? row.createdAt} now={now} />
        </Line>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('list.caption', { tab: t(`tabs.${tab}`) })}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.number}
      rowTo={(row) => `/shipments/${row.number}`}
      empty={empty}
    />
  );
}
