import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrders } from '../orders/lock-orders.server';
import { type LockedShipment, lockShipment } from './lock-shipment.server';
import { nextSsccs } from './number.server';
import { writePacking } from './packing.server';
import { voidPapers } from './papers.server';
import { mayShipment } from './rules';
import type { PackingForm } from './schema';
import { replaceTracking } from './tracking.server';

/** True once anything of a shipment was scanned at its destination. */
export async function isScanned(tx: Db, shipment: LockedShipment): Promise<boolean> {
  if (shipment.arrivedAt) return true;
  const marked = (row: { scannedAt: Date | null }) => row.scannedAt !== null;
  if (shipment.parcels.some(marked) || shipment.items.some(marked)) return true;
  return (await tx.shipmentScan.findFirst({ where: { shipmentId: shipment.id } })) !== null;
}

/**
 * Changes parcels, weights and what is in which parcel after the shipment was confirmed. Its papers are void then, and the
 * event `shipment.repacked` has new ones issued.
 * Throws DomainError `not_found` (404), `shipment_changed` (409: it is not on its way), `shipment_scanned` (409),
 * `pick_up_past` (422).
 */
export async function repackShipment(viewer: Viewer, number: string, form: PackingForm): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (!mayShipment('repack', shipment, viewer.role)) throw new DomainError('shipment_changed');
    if (await isScanned(tx, shipment)) throw new DomainError('shipment_scanned');
    await lockOrders(
      tx,
      viewer,
      shipment.items.map(({ orderId }) => orderId),
    );
    const changes = await writePacking(tx, shipment, form);
    if (changes.length === 0) return;
    const after = await lockShipment(tx, viewer, number);
    await giveSsccs(tx, after);
    await replaceTracking(tx, trackingChanges(shipment, after));
    await voidPapers(tx, shipment, viewer.userId);
    await appendEvent(tx, {
      type: 'shipment.repacked',
      shipmentId: shipment.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { number, changes, parcels: after.parcels.length },
    });
  });
}

/** Gives an SSCC to each parcel that has none, where the operator has a GS1 company prefix. */
export async function giveSsccs(tx: Db, shipment: LockedShipment): Promise<void> {
  const without = shipment.parcels.filter(({ sscc }) => sscc === null);
  const numbers = await nextSsccs(tx, without.length);
  for (const [index, sscc] of numbers.entries()) {
    const parcel = without[index];
    if (parcel) await tx.shipmentParcel.update({ where: { id: parcel.id }, data: { sscc } });
  }
}

function trackingChanges(before: LockedShipment, after: LockedShipment) {
  const trackingOf = (shipment: LockedShipment) => {
    const numbers = new Map(shipment.parcels.map(({ id, trackingNumber }) => [id, trackingNumber ?? '']));
    return new Map(
      shipment.items.map(({ orderId, parcelId }) => [orderId, numbers.get(parcelId ?? 0) ?? '']),
    );
  };
  const now = trackingOf(after);
  return [...trackingOf(before)].map(([orderId, from]) => ({ orderId, from, to: now.get(orderId) ?? '' }));
}
