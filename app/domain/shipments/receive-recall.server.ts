import { db } from '~/platform/db.server';
import type { ScanOutcome, ScanResult } from './scan-rules';

/**
 * What was said about a code that was just noted in this shipment, to be said again on its page.
 * @param shipment one that was already found to be the viewer's
 */
export async function recallScan(
  shipment: string,
  code: string,
  result: ScanResult,
): Promise<ScanOutcome | null> {
  const scan = await db().shipmentScan.findFirst({
    where: { code, shipment: { number: shipment } },
    include: { order: true, parcel: true, shipment: { include: { _count: { select: { parcels: true } } } } },
  });
  if (!scan) return null;
  const { order, parcel } = scan;
  const told = order && order.locationId === scan.shipment.locationId ? order : null;
  return {
    result,
    code,
    shipment,
    ...(told && { order: { number: told.number, device: told.deviceName, status: told.status } }),
    ...(parcel && { parcel: { position: parcel.position, count: scan.shipment._count.parcels } }),
  };
}
