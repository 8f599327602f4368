import { type Db, db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { type Direction, mayShipment, type ShipmentStatus } from './rules';
import { type Tally, tallyShipment } from './scan-difference.server';

/** The most devices that are named. */
const NAMED_MAX = 100;

export type NamedDevice = { number: string; device: string; identifier: string | null };

/** What is missing from a shipment and what came unannounced, with the names of the devices of its own account. */
export type Difference = Tally & {
  missingDevices: NamedDevice[];
  unexpectedDevices: NamedDevice[];
  /** Unexpected devices of other accounts or locations, of which the sender is not told more. */
  foreign: number;
};

type Shipment = { id: number; direction: string; accountId: number; locationId: number };

/** The difference of a shipment that was already found to be the reader's. */
export async function findDifference(tx: Db, shipment: Shipment): Promise<Difference> {
  const order = { select: { number: true, deviceName: true, imei: true, serial: true } };
  const own = { accountId: shipment.accountId, locationId: shipment.locationId };
  const named = (row: {
    order: { number: string; deviceName: string; imei: string | null; serial: string | null } | null;
  }) =>
    row.order
      ? [
          {
            number: row.order.number,
            device: row.order.deviceName,
            identifier: row.order.imei ?? row.order.serial,
          },
        ]
      : [];
  const [tally, missing, unexpected, unexpectedOwn] = await Promise.all([
    tallyShipment(tx, shipment),
    tx.shipmentItem.findMany({
      where: {
        shipmentId: shipment.id,
        scannedAt: null,
        ...(shipment.direction === 'inbound' ? { live: true } : {}),
      },
      orderBy: { id: 'asc' },
      take: NAMED_MAX,
      select: { order },
    }),
    tx.shipmentScan.findMany({
      where: { shipmentId: shipment.id, result: 'unexpected', order: own },
      orderBy: { id: 'asc' },
      take: NAMED_MAX,
      select: { order },
    }),
    tx.shipmentScan.count({ where: { shipmentId: shipment.id, result: 'unexpected', order: own } }),
  ]);
  return {
    ...tally,
    missingDevices: missing.flatMap(named),
    unexpectedDevices: unexpected.flatMap(named),
    foreign: tally.unexpected - unexpectedOwn,
  };
}

/** The difference of a closed shipment as its page shows it; null as long as it is not closed. */
export async function differenceOf(
  viewer: Viewer,
  shipment: Shipment & {
    direction: Direction;
    status: ShipmentStatus;
    difference: number;
    differenceSeenAt: Date | null;
  },
) {
  if (shipment.status !== 'closed') return null;
  return {
    ...(await findDifference(db(), shipment)),
    seenAt: shipment.differenceSeenAt,
    mayNote:
      shipment.difference > 0 &&
      !shipment.differenceSeenAt &&
      mayShipment('note_difference', shipment, viewer.role),
  };
}
