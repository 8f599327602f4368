import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrders } from '../orders/lock-orders.server';
import { moveManyLocked } from '../orders/move-order.server';
import { type LockedShipment, lockShipment } from './lock-shipment.server';
import { voidPapers } from './papers.server';
import { isScanned } from './repack-shipment.server';
import { mayShipment } from './rules';
import { replaceTracking } from './tracking.server';

/**
 * Dissolves a draft: its orders wait for dispatch again. Repeating it changes nothing.
 * Throws DomainError `not_found` (404), `shipment_changed` (409: it was confirmed meanwhile).
 */
export async function dissolveShipment(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (shipment.status === 'voided') return;
    if (!mayShipment('dissolve', shipment, viewer.role)) throw new DomainError('shipment_changed');
    await end(tx, viewer, shipment, 'shipment.dissolved', '');
  });
}

/**
 * Voids a confirmed shipment of which nothing was scanned: its orders are not on their way any more and wait again; its
 * papers are void with it. Repeating it changes nothing.
 * Throws DomainError `not_found` (404), `reason_required` (422), `shipment_changed` (409: it is not on its way),
 * `shipment_scanned` (409).
 */
export async function voidShipment(viewer: Viewer, number: string, reason: string): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (shipment.status === 'voided') return;
    if (!mayShipment('void', shipment, viewer.role)) throw new DomainError('shipment_changed');
    if (reason === '') throw new DomainError('reason_required', 422);
    const orders = await lockOrders(
      tx,
      viewer,
      shipment.items.map(({ orderId }) => orderId),
    );
    if (await isScanned(tx, await lockShipment(tx, viewer, number)))
      throw new DomainError('shipment_scanned');
    const live = new Set(shipment.items.filter((item) => item.live).map(({ orderId }) => orderId));
    const sent = orders.filter(({ id, status }) => live.has(id) && status === 'in_transit');
    const tracking = new Map(shipment.parcels.map(({ id, trackingNumber }) => [id, trackingNumber ?? '']));
    await moveManyLocked(
      tx,
      viewer,
      sent.map((order) => ({ order, tracking: '' })),
      { to: 'confirmed', reason },
      { shipment: shipment.number },
    );
    await replaceTracking(
      tx,
      shipment.items.map((item) => ({
        orderId: item.orderId,
        from: tracking.get(item.parcelId ?? 0) ?? '',
        to: '',
      })),
    );
    await end(tx, viewer, shipment, 'shipment.voided', reason);
  });
}

async function end(tx: Db, viewer: Viewer, shipment: LockedShipment, type: string, reason: string) {
  await tx.shipmentItem.updateMany({ where: { shipmentId: shipment.id }, data: { live: false } });
  await tx.shipment.update({
    where: { id: shipment.id },
    data: { status: 'voided', voidedAt: new Date(), voidReason: reason || null },
  });
  await voidPapers(tx, shipment, viewer.userId);
  await appendEvent(tx, {
    type,
    shipmentId: shipment.id,
    actorId: viewer.userId,
    visibility: 'public',
    data: { number: shipment.number, ...(reason && { reason }) },
  });
}
