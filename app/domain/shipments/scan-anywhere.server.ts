import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { lockOrder } from '../orders/lock-order.server';
import { moveLocked } from '../orders/move-order.server';
import { scanIn } from './scan-in.server';
import {
  findScannedOrders,
  findScannedParcel,
  findShipmentOf,
  type ScannedOrder,
} from './scan-lookup.server';
import { readScan, type ScannedCode, type ScanOutcome } from './scan-rules';
import { shipmentsVisibleTo } from './visible.server';

/**
 * The shipment that a code belongs to: of a parcel, by its own number, or the one that waits for a device.
 * @returns its number and direction, or null when the viewer may know of none
 */
export async function findShipmentByCode(viewer: Viewer, typed: string) {
  const code = readScan(typed);
  const parcel = await findScannedParcel(db(), viewer, code);
  const number = parcel?.shipment.number ?? code.shipmentNumber ?? (await shipmentOfDevice(viewer, code));
  if (!number) return null;
  return db().shipment.findFirst({
    where: { AND: [{ number }, shipmentsVisibleTo(viewer)] },
    select: { number: true, direction: true, status: true },
  });
}

async function shipmentOfDevice(viewer: Viewer, code: ScannedCode): Promise<string | null> {
  const orders = await ordersAt(viewer, code);
  const found = await findShipmentOf(
    db(),
    viewer,
    orders.map(({ id }) => id),
  );
  return found?.number ?? null;
}

/** The orders with this code at the locations where this person works. */
async function ordersAt(viewer: Viewer, code: ScannedCode): Promise<ScannedOrder[]> {
  const orders = await findScannedOrders(db(), code);
  if (viewer.role === 'administrator') return orders;
  return isStaff(viewer) ? orders.filter(({ locationId }) => viewer.locationIds.includes(locationId)) : [];
}

/**
 * What the receiving desk does with a code when no shipment is open: notes it in its shipment, or receives a device that
 * came by itself. `shipment` of the outcome is null for the latter and for what is unknown.
 * Throws DomainError `scan_empty` (422), `shipment_not_sent` (409).
 */
export async function scanAnywhere(viewer: Viewer, typed: string): Promise<ScanOutcome> {
  const code = readScan(typed);
  if (code.text === '') throw new DomainError('scan_empty', 422);
  const shipment = await findShipmentByCode(viewer, typed);
  if (shipment && code.shipmentNumber === shipment.number)
    return { result: 'opened', code: code.text, shipment: shipment.number };
  if (shipment) return scanIn(viewer, shipment.number, typed);
  return receiveAlone(viewer, code);
}

/** A device in no shipment, brought to the counter or sent by its owner. */
async function receiveAlone(viewer: Viewer, code: ScannedCode): Promise<ScanOutcome> {
  const said = { code: code.text, shipment: null };
  const orders = /^\d{1,6}$/.test(code.query.folded) ? [] : await ordersAt(viewer, code);
  const waiting = orders.filter(({ status }) => status === 'confirmed' || status === 'in_transit');
  const [order = orders[0]] = waiting;
  if (!order) return { result: 'unknown', ...said };
  if (waiting.length > 1) return { result: 'ambiguous', ...said };
  return transaction(async (tx) => {
    const locked = await lockOrder(tx, viewer, order.number);
    const here = locked.status === 'received';
    const comes = locked.status === 'confirmed' || locked.status === 'in_transit';
    if (comes) await moveLocked(tx, viewer, locked, { to: 'received', reason: '', tracking: '' });
    const status = comes ? 'received' : locked.status;
    const result = comes ? 'here' : here ? 'already' : 'unexpected_status';
    return { result, ...said, order: { number: order.number, device: order.deviceName, status } };
  });
}
