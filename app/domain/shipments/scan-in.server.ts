import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { type LockedOrder, lockOrder } from '../orders/lock-order.server';
import { moveLocked } from '../orders/move-order.server';
import { findMove } from '../orders/rules';
import { type LockedShipment, lockShipment } from './lock-shipment.server';
import { mayShipment } from './rules';
import { updateDifference } from './scan-difference.server';
import { findScannedOrders, findScannedParcel, type ScannedOrder } from './scan-lookup.server';
import { readScan, type ScannedCode, type ScanOutcome } from './scan-rules';

type Desk = { tx: Db; viewer: Viewer; shipment: LockedShipment; text: string };

/**
 * Notes what was scanned while this shipment is unpacked. A parcel of another shipment is noted in its own. A repeat
 * changes nothing and comes back as `already`; people who scan at once wait for each other.
 * Throws DomainError `not_found` (404), `scan_empty` (422), `shipment_not_sent` (409: it is not on its way).
 */
export async function scanIn(viewer: Viewer, number: string, typed: string): Promise<ScanOutcome> {
  const code = readScan(typed);
  if (code.text === '') throw new DomainError('scan_empty', 422);
  return transaction(async (tx) => {
    const parcel = await findScannedParcel(tx, viewer, code);
    const inbound = parcel?.shipment.direction === 'inbound' ? parcel : null;
    const shipment = await lockForScan(tx, viewer, inbound?.shipment.number ?? number);
    const desk = { tx, viewer, shipment, text: code.text };
    return inbound ? noteParcel(desk, inbound.id) : scanOrder(desk, code);
  });
}

/**
 * Notes an expected device as here without a scan, such as one whose label cannot be read.
 * Throws as `scanIn` does.
 */
export async function markHere(viewer: Viewer, number: string, itemId: number): Promise<ScanOutcome> {
  return transaction(async (tx) => {
    const shipment = await lockForScan(tx, viewer, number);
    const item = shipment.items.find(({ id }) => id === itemId);
    const order = item && (await tx.order.findUnique({ where: { id: item.orderId } }));
    if (!order) throw new DomainError('not_found', 404);
    const desk = { tx, viewer, shipment, text: order.number };
    return isExpected(shipment, order) ? noteHere(desk, order) : noteUnexpected(desk, order);
  });
}

/** The shipment locked, if it is on its way in and this person may scan it. Throws DomainError as `scanIn` does. */
export async function lockForScan(tx: Db, viewer: Viewer, number: string): Promise<LockedShipment> {
  const shipment = await lockShipment(tx, viewer, number);
  if (shipment.direction !== 'inbound' || !mayShipment('scan', shipment, viewer.role))
    throw new DomainError('shipment_not_sent');
  return shipment;
}

/** True for an order that is in this shipment and was not taken out of it again. */
function isExpected({ items }: LockedShipment, order: { id: number }): boolean {
  return items.some((item) => item.orderId === order.id && (item.live || item.scannedAt !== null));
}

const isWaiting = ({ status }: { status: string }) => status === 'confirmed' || status === 'in_transit';

/** Of several devices with one identifier the expected ones, then those of the account that may come, then any. */
async function scanOrder(desk: Desk, code: ScannedCode): Promise<ScanOutcome> {
  const { shipment } = desk;
  const orders = await findScannedOrders(desk.tx, code);
  const expected = orders.filter((order) => isExpected(shipment, order));
  const missing = expected.filter((order) => !arrived(shipment, order.id));
  if (missing.length > 1) return { result: 'ambiguous', code: desk.text, shipment: shipment.number };
  const [own = expected[0]] = missing;
  if (own) return noteHere(desk, own);
  // A few typed digits are the end of many numbers: they name a device of this shipment or none.
  const [other] = /^\d{1,6}$/.test(code.query.folded) ? [] : orders.sort(byLikelihood(shipment));
  return other ? noteUnexpected(desk, other) : noteUnknown(desk);
}

function byLikelihood({ accountId, locationId }: LockedShipment) {
  const rank = (order: ScannedOrder) =>
    (order.locationId === locationId ? 0 : 4) +
    (order.accountId === accountId ? 0 : 2) +
    (isWaiting(order) ? 0 : 1);
  return (one: ScannedOrder, other: ScannedOrder) => rank(one) - rank(other) || other.id - one.id;
}

const arrived = ({ items }: LockedShipment, orderId: number) =>
  items.some((item) => item.orderId === orderId && item.scannedAt !== null);

type Named = Pick<ScannedOrder, 'id' | 'number' | 'deviceName' | 'status'>;

const outcome = ({ text, shipment }: Desk, result: ScanOutcome['result'], order?: Named): ScanOutcome => ({
  result,
  code: text,
  shipment: shipment.number,
  ...(order && { order: { number: order.number, device: order.deviceName, status: order.status } }),
});

async function noteParcel(desk: Desk, parcelId: number): Promise<ScanOutcome> {
  const { tx, viewer, shipment, text } = desk;
  const found = shipment.parcels.find(({ id }) => id === parcelId);
  if (!found) throw new DomainError('not_found', 404);
  const parcel = { position: found.position, count: shipment.parcels.length };
  if (found.scannedAt) return { ...outcome(desk, 'already'), parcel };
  await tx.shipmentParcel.update({
    where: { id: parcelId },
    data: { scannedAt: new Date(), scannedById: viewer.userId },
  });
  await noteScan(desk, { code: text, result: 'parcel', parcelId });
  return { ...outcome(desk, 'parcel'), parcel };
}

async function noteHere(desk: Desk, order: Named): Promise<ScanOutcome> {
  const { tx, viewer, shipment } = desk;
  if (arrived(shipment, order.id)) return outcome(desk, 'already', order);
  const locked = await lockOrder(tx, viewer, order.number);
  await receive(desk, locked);
  await tx.shipmentItem.update({
    where: { shipmentId_orderId: { shipmentId: shipment.id, orderId: order.id } },
    data: { live: false, scannedAt: new Date(), scannedById: viewer.userId },
  });
  await noteScan(desk, { code: desk.text, result: 'here', orderId: order.id });
  if (shipment.status === 'closed') await updateDifference(tx, shipment);
  return outcome(desk, 'here', { ...order, status: 'received' });
}

async function noteUnexpected(desk: Desk, order: Named & Partial<ScannedOrder>): Promise<ScanOutcome> {
  const { tx, viewer, shipment } = desk;
  const known = await tx.shipmentScan.findFirst({
    where: { shipmentId: shipment.id, orderId: order.id, result: 'unexpected' },
  });
  const away = order.locationId !== shipment.locationId;
  const foreign = order.accountId !== shipment.accountId;
  if (known) return outcome(desk, 'already', away ? undefined : order);
  await noteScan(desk, { code: desk.text, result: 'unexpected', orderId: order.id });
  if (shipment.status === 'closed') await updateDifference(tx, shipment);
  if (away) return outcome(desk, 'other_location');
  if (foreign) return outcome(desk, 'other_account', order);
  const locked = await lockOrder(tx, viewer, order.number);
  const received = await receive(desk, locked);
  return outcome(desk, received ? 'unexpected' : 'unexpected_status', {
    ...order,
    status: received ? 'received' : locked.status,
  });
}

async function noteUnknown(desk: Desk): Promise<ScanOutcome> {
  const scan = { shipmentId: desk.shipment.id, code: desk.text, result: 'unknown' };
  if (!(await desk.tx.shipmentScan.findFirst({ where: scan })))
    await noteScan(desk, { code: desk.text, result: 'unknown' });
  return outcome(desk, 'unknown');
}

/** Moves the order to the service location, from a status that allows it. @returns false when it does not */
async function receive({ tx, viewer, shipment }: Desk, order: LockedOrder): Promise<boolean> {
  if (!isWaiting(order) || !findMove(order.kind, order.status, 'received', viewer.role)) return false;
  const move = { to: 'received', reason: '', tracking: '' };
  await moveLocked(tx, viewer, order, move, { shipment: shipment.number });
  return true;
}

type NewScan = { code: string; result: string; orderId?: number; parcelId?: number };

/** Keeps what was read. With the first thing that is here, the shipment has arrived. */
async function noteScan({ tx, viewer, shipment }: Desk, scan: NewScan): Promise<void> {
  await tx.shipmentScan.create({
    data: { ...scan, shipmentId: shipment.id, scannedById: viewer.userId },
  });
  if (shipment.arrivedAt || scan.result === 'unknown') return;
  await tx.shipment.update({ where: { id: shipment.id }, data: { arrivedAt: new Date() } });
  await appendEvent(tx, {
    type: 'shipment.arrived',
    shipmentId: shipment.id,
    actorId: viewer.userId,
    visibility: 'public',
  });
}
