import type { Db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { LockedOrder } from '../orders/lock-order.server';
import { lockOrders } from '../orders/lock-orders.server';
import { visibleTo } from '../orders/visible.server';
import { type Direction, type RefusedOrder, WAITING_STATUS } from './rules';

/** Whose devices go where. */
export type Way = { direction: Direction; accountId: number; locationId: number };

/**
 * Locks the orders with these numbers and sorts them into those that wait for a shipment on this way, and those that do
 * not, with the reason. Without an account and a location the first order says them.
 */
export async function sortOrders(
  tx: Db,
  viewer: Viewer,
  way: Pick<Way, 'direction'> & Partial<Way>,
  numbers: string[],
): Promise<{ fit: LockedOrder[]; refused: RefusedOrder[] }> {
  const known = await tx.order.findMany({
    where: {
      AND: [{ number: { in: numbers }, kind: 'repair', NOT: { status: 'draft' } }, visibleTo(viewer)],
    },
    select: { id: true, number: true },
  });
  const orders = await lockOrders(
    tx,
    viewer,
    known.map(({ id }) => id),
  );
  const shipments = await liveShipments(
    tx,
    orders.map(({ id }) => id),
  );
  const byNumber = new Map(orders.map((order) => [order.number, order]));
  const first = orders.find(
    ({ id, status }) => status === WAITING_STATUS[way.direction] && !shipments.has(id),
  );
  const { accountId = first?.accountId, locationId = first?.locationId } = way;
  const fit: LockedOrder[] = [];
  const refused: RefusedOrder[] = [];
  for (const number of numbers) {
    const order = byNumber.get(number);
    const shipment = order && shipments.get(order.id);
    if (!order) refused.push({ number, why: 'unknown' });
    else if (shipment) refused.push({ number, why: 'shipped', shipment });
    else if (order.status !== WAITING_STATUS[way.direction]) refused.push({ number, why: 'moved' });
    else if (order.accountId !== accountId || order.locationId !== locationId)
      refused.push({ number, why: 'elsewhere' });
    else fit.push(order);
  }
  return { fit, refused };
}

/** The numbers of the shipments in which these orders are live, by order. */
async function liveShipments(tx: Db, orderIds: number[]): Promise<Map<number, string>> {
  const items = await tx.shipmentItem.findMany({
    where: { orderId: { in: orderIds }, live: true },
    select: { orderId: true, shipment: { select: { number: true } } },
  });
  return new Map(items.map(({ orderId, shipment }) => [orderId, shipment.number]));
}
