import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import type { LockedOrder } from '../orders/lock-order.server';
import { lockOrders } from '../orders/lock-orders.server';
import { moveManyLocked } from '../orders/move-order.server';
import { type LockedShipment, lockShipment } from './lock-shipment.server';
import { isPast } from './pick-up.server';
import { giveSsccs } from './repack-shipment.server';
import { mayShipment, type RefusedOrder, WAITING_STATUS } from './rules';

/** What becomes of an order once its shipment is confirmed, and why where the status table asks for it. */
type ItemOutcome = { to: 'in_transit' | 'returned' | 'returned_unrepaired'; reason: string };

/**
 * Confirms a draft: its orders are on their way, parcels get their SSCC where the operator has a GS1 company prefix, and
 * the event `shipment.confirmed` has the papers issued. Repeating it changes nothing.
 * @returns the orders that cannot be sent any more, with the reason; then nothing was changed
 * Throws DomainError `not_found` (404), `shipment_changed` (409: it was voided), `shipment_empty` (422), `pick_up_past`
 * (422), `reason_required` (422).
 */
export async function confirmShipment(viewer: Viewer, number: string): Promise<RefusedOrder[]> {
  return transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (shipment.confirmedAt && shipment.status !== 'voided') return [];
    if (!mayShipment('confirm', shipment, viewer.role)) throw new DomainError('shipment_changed');
    if (shipment.items.length === 0) throw new DomainError('shipment_empty', 422);
    const day = shipment.pickUpOn?.toISOString().slice(0, 10);
    if (day && isPast(day, shipment.location)) throw new DomainError('pick_up_past', 422);
    const orders = await lockOrders(
      tx,
      viewer,
      shipment.items.map(({ orderId }) => orderId),
    );
    const refused = await notSendable(tx, shipment, orders);
    if (refused.length > 0) return refused;
    await send(tx, viewer, shipment, orders);
    return [];
  });
}

/** Read again under the orders' locks: a move that was waited for may have ended an item. */
async function notSendable(tx: Db, shipment: LockedShipment, orders: LockedOrder[]): Promise<RefusedOrder[]> {
  const items = await tx.shipmentItem.findMany({
    where: { shipmentId: shipment.id },
    select: { orderId: true, live: true, order: { select: { number: true } } },
  });
  const live = new Map(items.map((item) => [item.orderId, item.live]));
  const known = new Map(orders.map((order) => [order.id, order]));
  return items.flatMap(({ orderId, order: { number } }): RefusedOrder[] => {
    const order = known.get(orderId);
    if (!order || order.accountId !== shipment.accountId || order.locationId !== shipment.locationId)
      return [{ number, why: 'elsewhere' }];
    const waits = order.status === WAITING_STATUS[shipment.direction] && live.get(orderId);
    return waits ? [] : [{ number, why: 'moved' }];
  });
}

async function send(tx: Db, viewer: Viewer, shipment: LockedShipment, orders: LockedOrder[]): Promise<void> {
  const [firstParcel] = shipment.parcels;
  if (firstParcel)
    await tx.shipmentItem.updateMany({
      where: { shipmentId: shipment.id, parcelId: null },
      data: { parcelId: firstParcel.id },
    });
  const tracking = new Map(shipment.parcels.map(({ id, trackingNumber }) => [id, trackingNumber ?? '']));
  const parcelOf = new Map(shipment.items.map(({ orderId, parcelId }) => [orderId, parcelId ?? 0]));
  const reasons = new Map(shipment.items.map((item) => [item.orderId, item.unrepairedReason]));
  const moves = new Map<string, { move: ItemOutcome; orders: { order: LockedOrder; tracking: string }[] }>();
  for (const order of orders) {
    const move = outcomeOf(shipment.direction, reasons.get(order.id) ?? null);
    const key = `${move.to} ${move.reason}`;
    const same = moves.get(key) ?? { move, orders: [] };
    same.orders.push({ order, tracking: tracking.get(parcelOf.get(order.id) ?? 0) ?? '' });
    moves.set(key, same);
  }
  for (const same of moves.values())
    await moveManyLocked(tx, viewer, same.orders, same.move, { shipment: shipment.number });
  await giveSsccs(tx, shipment);
  await tx.shipment.update({
    where: { id: shipment.id },
    data: { status: 'confirmed', confirmedAt: new Date() },
  });
  await appendEvent(tx, {
    type: 'shipment.confirmed',
    shipmentId: shipment.id,
    actorId: viewer.userId,
    visibility: 'public',
    data: {
      number: shipment.number,
      direction: shipment.direction,
      orders: orders.length,
      parcels: shipment.parcels.length,
    },
  });
}

/** A device goes back as repaired unless there is a reason why not. */
function outcomeOf(direction: LockedShipment['direction'], unrepaired: string | null): ItemOutcome {
  if (direction === 'inbound') return { to: 'in_transit', reason: '' };
  return unrepaired === null
    ? { to: 'returned', reason: '' }
    : { to: 'returned_unrepaired', reason: unrepaired };
}
