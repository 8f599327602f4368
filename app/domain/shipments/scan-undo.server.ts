import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrder } from '../orders/lock-order.server';
import { takeBackReceipt } from '../orders/take-back-receipt.server';
import type { LockedShipment } from './lock-shipment.server';
import { lockForScan } from './scan-in.server';

/**
 * Takes back a wrong scan while the scan-in is open: the device or parcel counts as not here, the order has the status it
 * had. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `shipment_not_sent` (409), `scan_in_closed` (409), `scan_not_undoable` (409: the
 * order has moved on since).
 */
export async function undoScan(viewer: Viewer, number: string, scanId: number): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockForScan(tx, viewer, number);
    if (shipment.status === 'closed') throw new DomainError('scan_in_closed');
    const scan = await tx.shipmentScan.findFirst({
      where: { id: scanId, shipmentId: shipment.id },
      include: { order: { select: { number: true, locationId: true, accountId: true } } },
    });
    if (!scan) return;
    if (scan.parcelId !== null)
      await tx.shipmentParcel.update({
        where: { id: scan.parcelId },
        data: { scannedAt: null, scannedById: null },
      });
    const ours =
      scan.order?.locationId === shipment.locationId && scan.order.accountId === shipment.accountId;
    if (scan.order && ours) await putBack(tx, viewer, shipment, scan.order.number, scan.result);
    await tx.shipmentScan.delete({ where: { id: scan.id } });
    await appendEvent(tx, {
      type: 'shipment.scan_undone',
      shipmentId: shipment.id,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { code: scan.code, result: scan.result },
    });
  });
}

async function putBack(
  tx: Db,
  viewer: Viewer,
  shipment: LockedShipment,
  orderNumber: string,
  result: string,
): Promise<void> {
  const order = await lockOrder(tx, viewer, orderNumber);
  const from = await takeBackReceipt(tx, viewer, order, shipment.number);
  if (!from) {
    // An unexpected device that could not be received has nothing to be taken back.
    if (result === 'unexpected' && order.status !== 'received') return;
    throw new DomainError('scan_not_undoable');
  }
  if (from !== 'in_transit') return;
  const item = await tx.shipmentItem.findFirst({
    where: { orderId: order.id, scannedAt: { not: null }, shipment: { direction: 'inbound' } },
    orderBy: { scannedAt: 'desc' },
  });
  if (item)
    await tx.shipmentItem.update({
      where: { id: item.id },
      data: { live: true, scannedAt: null, scannedById: null },
    });
}
