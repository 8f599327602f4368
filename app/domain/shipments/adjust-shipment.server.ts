import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { sortOrders } from './fitting-orders.server';
import { type LockedShipment, lockShipment } from './lock-shipment.server';
import { type PackingChange, placeItems, writePacking } from './packing.server';
import { MAX_ITEMS, mayShipment, type RefusedOrder, spreadEvenly } from './rules';
import type { PackingForm } from './schema';

/** What is to be done beside keeping what was typed. `drop` takes out what can no longer be sent. */
export type AdjustStep =
  | { kind: 'save' | 'spread' | 'gather' | 'drop' }
  | { kind: 'take-out'; itemId: number }
  | { kind: 'add'; numbers: string[] };

/**
 * Changes a draft: keeps what was typed, then takes the step.
 * @returns the orders that could not be added, with the reason; the others were
 * Throws DomainError `not_found` (404), `shipment_changed` (409: no draft any more), `shipment_too_large` (422),
 * `pick_up_past` (422).
 */
export async function adjustShipment(
  viewer: Viewer,
  number: string,
  form: PackingForm,
  step: AdjustStep,
): Promise<RefusedOrder[]> {
  return transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (!mayShipment('adjust', shipment, viewer.role)) throw new DomainError('shipment_changed');
    const { fit, refused } = step.kind === 'add' ? await fitting(tx, viewer, shipment, step.numbers) : NONE;
    const changes: PackingChange[] = await writePacking(tx, shipment, form);
    const removed = await takeOut(tx, shipment, step);
    if (fit.length > 0) await addOrders(tx, shipment, fit);
    if (step.kind === 'spread' || step.kind === 'gather') {
      const places = spreadEvenly(shipment.items.length, step.kind === 'spread' ? form.parcels : 1);
      await placeItems(tx, shipment.id, (index) => places[index] ?? 1);
      changes.push('packing');
    }
    if (changes.length + fit.length + removed > 0)
      await appendEvent(tx, {
        type: 'shipment.adjusted',
        shipmentId: shipment.id,
        actorId: viewer.userId,
        visibility: 'public',
        data: { changes: [...new Set(changes)], added: fit.length, removed },
      });
    return refused;
  });
}

const NONE = { fit: [], refused: [] };

async function fitting(tx: Db, viewer: Viewer, shipment: LockedShipment, numbers: string[]) {
  const inIt = await tx.order.findMany({
    where: { number: { in: numbers }, shipmentItems: { some: { shipmentId: shipment.id, live: true } } },
    select: { number: true },
  });
  const known = new Set(inIt.map((order) => order.number));
  const others = numbers.filter((number) => !known.has(number));
  if (shipment.items.length + others.length > MAX_ITEMS)
    throw new DomainError('shipment_too_large', 422, { max: MAX_ITEMS });
  return sortOrders(tx, viewer, shipment, others);
}

/** An order that was in the shipment before, and is free again, gets its row back. */
async function addOrders(tx: Db, shipment: LockedShipment, orders: { id: number }[]): Promise<void> {
  const last = await tx.shipmentParcel.findFirst({
    where: { shipmentId: shipment.id },
    orderBy: { position: 'desc' },
    select: { id: true },
  });
  const row = { shipmentId: shipment.id, parcelId: last?.id ?? null };
  await tx.shipmentItem.deleteMany({
    where: { shipmentId: shipment.id, orderId: { in: orders.map(({ id }) => id) } },
  });
  await tx.shipmentItem.createMany({ data: orders.map(({ id }) => ({ ...row, orderId: id })) });
}

async function takeOut(tx: Db, shipment: LockedShipment, step: AdjustStep): Promise<number> {
  const which =
    step.kind === 'take-out'
      ? { id: step.itemId }
      : step.kind === 'drop'
        ? {
            OR: [
              { live: false },
              { order: { status: { not: shipment.direction === 'inbound' ? 'confirmed' : 'ready' } } },
            ],
          }
        : null;
  if (!which) return 0;
  const { count } = await tx.shipmentItem.deleteMany({
    where: { AND: [{ shipmentId: shipment.id }, which] },
  });
  return count;
}
