import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Line, Lines } from '~/parts/order-table/cells';
import { useStatusWords } from '~/parts/status';
import { type Column, DataTable } from '~/ui/data-table';
import { Pagination } from '~/ui/pagination';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import type { Tone } from '~/ui/tone';
import type { ShipmentPage } from './load-shipment.server';

type Item = ShipmentPage['items'][number];

const TONES: Record<Item['state'], Tone> = {
  packed: 'neutral',
  on_the_way: 'info',
  here: 'success',
  withdrawn: 'danger',
};

/** A table that fills its panel from edge to edge; on a phone its cards stand inside. */
export const FLUSH_TABLE =
  'max-md:p-3 md:[&_.data-table-box]:rounded-t-none md:[&_.data-table-box]:border-0 md:[&_.data-table-box]:shadow-none';

/** The devices of a shipment that can no longer be changed: where each is. */
export function Devices({ page }: { page: ShipmentPage }) {
  const { t } = useTranslation('shipments');
  const words = useStatusWords();
  const { shipment, items } = page;
  const positionOf = new Map(shipment.parcels.map(({ id, position }) => [id, position]));
  const columns: Column<Item>[] = [
    {
      key: 'number',
      header: t('waiting.number'),
      primary: true,
      cell: ({ order }) => <span className="tabular">{order.number}</span>,
    },
    {
      key: 'state',
      header: t('list.status'),
      cardCorner: true,
      cell: (item) => (
        <span className="flex flex-col items-start gap-1">
          <StatusBadge tone={TONES[item.state]}>{t(`page.states.${item.state}`)}</StatusBadge>
          {item.state === 'here' && (
            <span className="pl-2 text-xs text-soft">{words.label(item.order.kind, item.order.status)}</span>
          )}
        </span>
      ),
    },
    {
      key: 'device',
      header: t('waiting.device'),
      truncate: true,
      className: 'md:w-2/5!',
      cell: ({ order }) => <DeviceLines order={order} />,
    },
    {
      key: 'customer',
      header: t('waiting.customer'),
      truncate: true,
      cell: ({ order, accessories }) => (
        <Lines>
          <Line label={t('waiting.customer')}>{order.customer.name}</Line>
          <Line label={t('draft.accessories')} second>
            {accessories || null}
          </Line>
        </Lines>
      ),
    },
    {
      key: 'parcel',
      header: t('draft.parcel'),
      cell: ({ parcelId }) => <Line label={t('draft.parcel')}>{positionOf.get(parcelId ?? 0) ?? '–'}</Line>,
    },
  ];
  return (
    <Panel title={`${t('page.devices')} (${page.page.count})`} flush>
      <div className={FLUSH_TABLE}>
        <DataTable
          caption={t('draft.devices_caption')}
          columns={columns}
          rows={items}
          rowKey={({ id }) => String(id)}
          rowTo={({ order }) => `/orders/${order.number}`}
          empty={null}
        />
      </div>
      <DevicePages page={page} />
    </Panel>
  );
}

/** A device by its name and identifier, and what else is to stand below. */
export function DeviceLines({ order, children }: { order: Item['order']; children?: ReactNode }) {
  const { t } = useTranslation('shipments');
  return (
    <Lines>
      <Line label={t('waiting.device')}>{order.deviceName}</Line>
      <Line label={t('waiting.identifier')} second>
        {order.imei ?? order.serial ?? null}
      </Line>
      {children}
    </Lines>
  );
}

/** Pages of devices, where there is more than one. */
export function DevicePages({ page: { page, shipment, repacking } }: { page: ShipmentPage }) {
  const { t } = useTranslation('shipments');
  if (page.pages <= 1) return null;
  const to = (number: number) =>
    `/shipments/${shipment.number}?page=${number}${repacking ? '&repack=1' : ''}`;
  return (
    <div className="px-4">
      <Pagination
        labels={{
          nav: t('page.pages.nav'),
          previous: t('page.pages.previous'),
          next: t('page.pages.next'),
        }}
        summary={t('page.shown', page)}
        {...(page.page > 1 && { previousTo: to(page.page - 1) })}
        {...(page.page < page.pages && { nextTo: to(page.page + 1) })}
      />
    </div>
  );
}
