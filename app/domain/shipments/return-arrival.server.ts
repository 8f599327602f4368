import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockShipment } from './lock-shipment.server';
import { mayShipment } from './rules';
import { tallyShipment } from './scan-difference.server';

/**
 * Notes that a return shipment has arrived, and which of its devices were in it; the others are its difference. The orders
 * are completed already and stay so. A repeat changes nothing.
 * @param absent the items that were not in the parcels
 * Throws DomainError `not_found` (404), `shipment_changed` (409: it is not on its way back).
 */
export async function noteArrival(
  viewer: Viewer,
  number: string,
  absent: ReadonlySet<number>,
): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (shipment.direction === 'return' && shipment.status === 'closed') return;
    if (shipment.direction !== 'return' || !mayShipment('close', shipment, viewer.role))
      throw new DomainError('shipment_changed');
    const scan = { scannedAt: new Date(), scannedById: viewer.userId };
    await tx.shipmentItem.updateMany({
      where: { shipmentId: shipment.id, scannedAt: null, id: { notIn: [...absent] } },
      data: scan,
    });
    await tx.shipmentParcel.updateMany({ where: { shipmentId: shipment.id, scannedAt: null }, data: scan });
    const tally = await tallyShipment(tx, shipment);
    await tx.shipment.update({
      where: { id: shipment.id },
      data: {
        status: 'closed',
        arrivedAt: scan.scannedAt,
        closedAt: scan.scannedAt,
        difference: tally.missing,
      },
    });
    await appendEvent(tx, {
      type: 'shipment.closed',
      shipmentId: shipment.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: tally,
    });
  });
}
