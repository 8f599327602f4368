import { type Db, db, isUniqueViolation, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import type { LockedOrder } from '../orders/lock-order.server';
import { sortOrders } from './fitting-orders.server';
import { nextShipmentNumber } from './number.server';
import { isPast } from './pick-up.server';
import { type Direction, MAX_ITEMS, parcelCode, type RefusedOrder, spreadEvenly } from './rules';
import { shipmentsVisibleTo } from './visible.server';
import { waitingNumbers } from './waiting.server';

/** A shipment to be created. `orders` are numbers; or all that wait in a group, `MAX_ITEMS` at most. */
export type NewShipment = {
  submissionKey: string;
  direction: Direction;
  orders: string[] | { accountId: number; locationId: number; methodId: number | null };
  methodId: number | null;
  /** Grams of each parcel, null where it is not known: as many as there are parcels. */
  weights: (number | null)[];
  /** `YYYY-MM-DD`. */
  pickUpOn: string | null;
  note: string;
};

export type CreateOutcome =
  | { number: string }
  | { refused: RefusedOrder[] }
  | { errors: Record<string, string[]> };

/**
 * Creates a draft of orders of one account and one location, and packs them evenly. The same submission key always means
 * the same shipment.
 * @returns its number; or the orders that cannot be in it, then nothing was created; or what is wrong with a field
 * Throws DomainError `shipment_empty` (422), `shipment_too_large` (422), `not_found` (404: the key is another person's).
 */
export async function createShipment(viewer: Viewer, wish: NewShipment): Promise<CreateOutcome> {
  const mayCreate =
    wish.direction === 'inbound' ? viewer.role === 'reseller' || isStaff(viewer) : isStaff(viewer);
  if (!mayCreate) throw new DomainError('not_found', 404);
  try {
    return await transaction((tx) => create(tx, viewer, wish));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const number = await knownNumber(db(), viewer, wish.submissionKey);
    if (number === null) throw error;
    return { number };
  }
}

async function create(tx: Db, viewer: Viewer, wish: NewShipment): Promise<CreateOutcome> {
  const before = await knownNumber(tx, viewer, wish.submissionKey);
  if (before !== null) return { number: before };
  const whole = !Array.isArray(wish.orders);
  const numbers = Array.isArray(wish.orders)
    ? wish.orders
    : await waitingNumbers(tx, viewer, { direction: wish.direction, ...wish.orders });
  if (numbers.length > MAX_ITEMS) throw new DomainError('shipment_too_large', 422, { max: MAX_ITEMS });
  const { fit, refused } = await sortOrders(tx, viewer, { direction: wish.direction }, numbers);
  const meanwhile = await knownNumber(tx, viewer, wish.submissionKey);
  if (meanwhile !== null) return { number: meanwhile };
  if (refused.length > 0 && !whole) return { refused };
  const [first] = fit;
  if (!first) throw new DomainError('shipment_empty', 422);
  if (wish.pickUpOn && isPast(wish.pickUpOn, first.location))
    return { errors: { pickUpOn: ['pick_up_past'] } };
  return { number: await insert(tx, viewer, wish, fit, first) };
}

/** The number of the shipment with this key; null when there is none. Throws DomainError `not_found` for a stranger's. */
async function knownNumber(tx: Db, viewer: Viewer, submissionKey: string): Promise<string | null> {
  const known = await tx.shipment.findUnique({
    where: { submissionKey },
    select: { id: true, number: true },
  });
  if (!known) return null;
  const mine = await tx.shipment.findFirst({
    where: { AND: [{ id: known.id }, shipmentsVisibleTo(viewer)] },
  });
  if (!mine) throw new DomainError('not_found', 404);
  return known.number;
}

async function insert(tx: Db, viewer: Viewer, wish: NewShipment, orders: LockedOrder[], first: LockedOrder) {
  const number = await nextShipmentNumber(tx);
  const method = wish.methodId === null ? null : await activeMethod(tx, wish.methodId);
  const shipment = await tx.shipment.create({
    data: {
      number,
      direction: wish.direction,
      accountId: first.accountId,
      locationId: first.locationId,
      shippingMethodId: method,
      submissionKey: wish.submissionKey,
      pickUpOn: wish.pickUpOn ? new Date(wish.pickUpOn) : null,
      note: wish.note,
      createdById: viewer.userId,
    },
    select: { id: true },
  });
  const parcels = await tx.shipmentParcel.createManyAndReturn({
    data: wish.weights.map((weightGrams, index) => ({
      shipmentId: shipment.id,
      position: index + 1,
      weightGrams,
      code: parcelCode(number, index + 1),
    })),
    select: { id: true, position: true },
  });
  const places = spreadEvenly(orders.length, parcels.length);
  const parcelAt = new Map(parcels.map(({ id, position }) => [position, id]));
  await tx.shipmentItem.createMany({
    data: orders.map(({ id }, index) => ({
      shipmentId: shipment.id,
      orderId: id,
      parcelId: parcelAt.get(places[index] ?? 1) ?? null,
    })),
  });
  await appendEvent(tx, {
    type: 'shipment.created',
    shipmentId: shipment.id,
    actorId: viewer.userId,
    visibility: 'public',
    data: { number, direction: wish.direction, orders: orders.length, parcels: parcels.length },
  });
  return number;
}

/** The shipping method with this id. Throws DomainError `bad_form` (400) when none is offered under it. */
export async function activeMethod(tx: Db, id: number): Promise<number> {
  const method = await tx.shippingMethod.findFirst({ where: { id, active: true }, select: { id: true } });
  if (!method) throw new DomainError('bad_form', 400);
  return method.id;
}
