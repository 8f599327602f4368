import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import type { Direction, ShipmentStatus } from './rules';
import { shipmentsVisibleTo } from './visible.server';

/**
 * The shipment with its parcels and items, locked against other commands until the transaction ends. Who also locks
 * orders does it after this, in the order of their ids (`lockOrders`), and before any item is changed: then no two
 * commands can wait for each other.
 * Throws DomainError `not_found` (404) for a stranger's and for an unknown number alike.
 */
export async function lockShipment(tx: Db, viewer: Viewer, number: string) {
  await tx.$queryRaw`SELECT 1 FROM shipments WHERE number = ${number} FOR UPDATE`;
  const shipment = await tx.shipment.findFirst({
    where: { AND: [{ number }, shipmentsVisibleTo(viewer)] },
    include: {
      location: true,
      account: true,
      parcels: { orderBy: { position: 'asc' } },
      items: { orderBy: { id: 'asc' } },
    },
  });
  if (!shipment) throw new DomainError('not_found', 404);
  return {
    ...shipment,
    direction: shipment.direction as Direction,
    status: shipment.status as ShipmentStatus,
  };
}

export type LockedShipment = Awaited<ReturnType<typeof lockShipment>>;
