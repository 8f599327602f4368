import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrders } from '../orders/lock-orders.server';
import { lockShipment } from './lock-shipment.server';
import { mayShipment } from './rules';

/** The tracking number that an order had from its parcel, and the one that it gets; empty for none. */
export type TrackingChange = { orderId: number; from: string; to: string };

/** Exchanges tracking numbers on locked orders; those that orders have from elsewhere stay. */
export async function replaceTracking(tx: Db, changes: TrackingChange[]): Promise<void> {
  const real = changes.filter(({ from, to }) => from !== to);
  if (real.length === 0) return;
  await tx.$executeRaw`
    UPDATE orders o SET tracking_numbers = CASE
      WHEN c.added = '' OR c.added = ANY (o.tracking_numbers) THEN array_remove(o.tracking_numbers, c.gone)
      ELSE array_remove(o.tracking_numbers, c.gone) || c.added END
    FROM unnest(
      ${real.map(({ orderId }) => orderId)}::int[],
      ${real.map(({ from }) => from)}::text[],
      ${real.map(({ to }) => to)}::text[]) AS c (id, gone, added)
    WHERE o.id = c.id`;
}

/**
 * Sets the tracking numbers of parcels, and so of the orders in them. Numbers that are there already change nothing.
 * @param numbers by the parcel's position; empty takes a number away; parcels that are not named keep theirs
 * Throws DomainError `not_found` (404), `shipment_changed` (409: it is not on its way any more, or not yet).
 */
export async function trackShipment(
  viewer: Viewer,
  number: string,
  numbers: ReadonlyMap<number, string>,
): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (!mayShipment('track', shipment, viewer.role)) throw new DomainError('shipment_changed');
    const changed = shipment.parcels.flatMap((parcel) => {
      const from = parcel.trackingNumber ?? '';
      const to = numbers.get(parcel.position) ?? from;
      return to === from ? [] : [{ parcel, from, to }];
    });
    if (changed.length === 0) return;
    const changes = changed.flatMap(({ parcel, from, to }) =>
      shipment.items
        .filter((item) => item.parcelId === parcel.id)
        .map(({ orderId }) => ({ orderId, from, to })),
    );
    await lockOrders(
      tx,
      viewer,
      changes.map(({ orderId }) => orderId),
    );
    for (const { parcel, to } of changed)
      await tx.shipmentParcel.update({ where: { id: parcel.id }, data: { trackingNumber: to || null } });
    await replaceTracking(tx, changes);
    await appendEvent(tx, {
      type: 'shipment.tracked',
      shipmentId: shipment.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { tracking: changed.map(({ to }) => to).filter(Boolean) },
    });
  });
}
