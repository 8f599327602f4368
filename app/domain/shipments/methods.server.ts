import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { changesOf } from '../events/changes.server';
import { CARRIERS } from './carriers';
import type { DeliveryMethodForm, ShippingMethodForm } from './method-schema';

/** Ways of sending are set up alike, whether devices come or go. */

const ORDER = [{ active: 'desc' as const }, { position: 'asc' as const }, { id: 'asc' as const }];

/** Every way in which devices come, also those no longer offered, in the order of the forms. */
export const listShippingMethods = () => db().shippingMethod.findMany({ orderBy: ORDER });

/** Every way in which devices go back, also those no longer offered, in the order of the forms. */
export const listDeliveryMethods = () => db().deliveryMethod.findMany({ orderBy: ORDER });

/** One way in which devices come, or null. */
export const getShippingMethod = (id: number) => db().shippingMethod.findUnique({ where: { id } });

/** One way in which devices go back, or null. */
export const getDeliveryMethod = (id: number) => db().deliveryMethod.findUnique({ where: { id } });

/** The carriers to choose from; the first is the portal's own label, which has no name. */
export const carrierChoices = () => CARRIERS.map(({ id, name }) => ({ id, name }));

type Stored = { id: number; code: string; nameEn: string };
type Way<Form> = {
  added: string;
  changed: string;
  find(tx: Db, id: number): Promise<Stored | null>;
  /** The one with this code, however it is written. */
  withCode(tx: Db, code: string): Promise<Stored | null>;
  create(tx: Db, data: Form): Promise<Stored>;
  update(tx: Db, id: number, data: Form): Promise<Stored>;
};

const spelt = (code: string) => ({ code: { equals: code, mode: 'insensitive' as const } });

const SHIPPING: Way<ShippingMethodForm> = {
  added: 'setup.shipping_method_added',
  changed: 'setup.shipping_method_changed',
  find: (tx, id) => tx.shippingMethod.findUnique({ where: { id } }),
  withCode: (tx, code) => tx.shippingMethod.findFirst({ where: spelt(code) }),
  create: (tx, data) => tx.shippingMethod.create({ data }),
  update: (tx, id, data) => tx.shippingMethod.update({ where: { id }, data }),
};

const DELIVERY: Way<DeliveryMethodForm> = {
  added: 'setup.delivery_method_added',
  changed: 'setup.delivery_method_changed',
  find: (tx, id) => tx.deliveryMethod.findUnique({ where: { id } }),
  withCode: (tx, code) => tx.deliveryMethod.findFirst({ where: spelt(code) }),
  create: (tx, data) => tx.deliveryMethod.create({ data }),
  update: (tx, id, data) => tx.deliveryMethod.update({ where: { id }, data }),
};

function save<Form extends { code: string }>(way: Way<Form>, viewer: Viewer, id: number | null, form: Form) {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${way.added}), 0)`;
    const before = id === null ? null : await way.find(tx, id);
    if (id !== null && !before) throw new DomainError('not_found', 404);
    const same = await way.withCode(tx, form.code);
    if (same && same.id !== id) throw new DomainError('code_taken', 409, { name: same.nameEn });
    const changes = changesOf(before, form);
    if (before && !changes) return before.id;
    const saved = before ? await way.update(tx, before.id, form) : await way.create(tx, form);
    await appendEvent(tx, {
      type: before ? way.changed : way.added,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { methodId: saved.id, name: saved.nameEn, changes },
    });
    return saved.id;
  });
}

/**
 * Adds a way in which devices come, or changes the one with this id. @returns its id
 * Throws DomainError `not_found` (404), `code_taken` (409, with `name`), `carrier_unknown` (422).
 */
export async function saveShippingMethod(
  viewer: Viewer,
  id: number | null,
  form: ShippingMethodForm,
): Promise<number> {
  if (!CARRIERS.some((carrier) => carrier.id === form.carrier)) throw new DomainError('carrier_unknown', 422);
  return save(SHIPPING, viewer, id, form);
}

/**
 * Adds a way in which devices go back, or changes the one with this id. @returns its id
 * Throws DomainError `not_found` (404), `code_taken` (409, with `name`).
 */
export function saveDeliveryMethod(
  viewer: Viewer,
  id: number | null,
  form: DeliveryMethodForm,
): Promise<number> {
  return save(DELIVERY, viewer, id, form);
}
