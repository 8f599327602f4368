import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Direction, ShipmentStatus } from '~/domain/shipments/rules';
import { Panel } from '~/ui/panel';
import { ShipmentStatusBadge } from './shipment-status';

type Props = {
  shipments: {
    number: string;
    direction: Direction;
    status: ShipmentStatus;
    arrivedAt: Date | string | null;
  }[];
};

/** The shipments that an order is or was in; nothing where there is none. */
export function OrderShipments({ shipments }: Props) {
  const { t } = useTranslation('shipments');
  if (shipments.length === 0) return null;
  return (
    <Panel title={t('order.title')}>
      <ul className="flex flex-col gap-2">
        {shipments.map(({ number, direction, status, arrivedAt }) => (
          <li key={number} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span className="min-w-0">
              <Link to={`/shipments/${number}`} className="tabular font-medium underline underline-offset-3">
                {number}
              </Link>
              <span className="block text-xs text-muted">{t(`direction.${direction}`)}</span>
            </span>
            <ShipmentStatusBadge status={status} arrivedAt={arrivedAt} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
