import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockBasket, lockOpenBasket, purposeOf, type StoredBasket } from './lock-basket.server';
import { dayIn, dayOf, ITEMS_MAX, monthsUntil, pricesFreely } from './rules';
import type { DeviceItem, PlanItem, ServiceItem } from './schema';

type Item = {
  kind: 'device' | 'service' | 'plan';
  description: string;
  catalogueItemId?: number;
  servicePlanId?: number;
  serviceTypeId?: number;
  forItemId?: number;
  imei?: string | null;
  serial?: string | null;
  problem?: string;
  quantityThousandths?: number;
  unitPriceMinor?: number;
  vatBasisPoints?: number;
};

/** Runs a change of an open basket in one transaction with its event. Throws what `lockOpenBasket` throws. */
function changing(
  viewer: Viewer,
  number: string,
  change: (tx: Db, basket: StoredBasket) => Promise<Record<string, unknown> | null>,
): Promise<void> {
  return transaction(async (tx) => {
    const basket = await lockOpenBasket(tx, viewer, number);
    const data = await change(tx, basket);
    if (!data) return;
    await tx.basket.update({ where: { id: basket.id }, data: { updatedAt: new Date() } });
    await appendEvent(tx, {
      type: 'basket.changed',
      companyId: basket.customerId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { basket: number, ...data },
    });
  });
}

/**
 * Puts something into a basket.
 * @param at the place for which the form was made
 * @returns the item's id; null where the same thing stands at its place already: the form came twice
 */
async function put(tx: Db, basket: StoredBasket, at: number, item: Item): Promise<number | null> {
  const there = basket.items.find(({ position }) => position === at);
  if (there?.kind === item.kind && there.description === item.description) return null;
  if (basket.items.length >= ITEMS_MAX) throw new DomainError('basket_full', 409, { max: ITEMS_MAX });
  const last = await tx.basketItem.aggregate({ where: { basketId: basket.id }, _max: { position: true } });
  const position = Math.max(at, (last._max.position ?? -1) + 1);
  return (
    await tx.basketItem.create({ data: { ...item, basketId: basket.id, position }, select: { id: true } })
  ).id;
}

/**
 * Adds a device, and the service plan that it is to have.
 * Throws DomainError `basket_device_twice` (422), `basket_full` (409), and what `addPlan` throws.
 */
export function addDevice(viewer: Viewer, number: string, form: DeviceItem): Promise<void> {
  return changing(viewer, number, async (tx, basket) => {
    const { at, deviceName, imei, serial, problem, plan } = form;
    const same = basket.items.find(
      (one) => one.kind === 'device' && ((imei && one.imei === imei) || (serial && one.serial === serial)),
    );
    if (same?.position === at) return null;
    if (same) throw new DomainError('basket_device_twice', 422);
    const id = await put(tx, basket, at, { kind: 'device', description: deviceName, imei, serial, problem });
    if (id === null) return null;
    if (plan !== null) await putPlan(tx, basket, { at: at + 1, plan, forItem: id });
    return { added: deviceName };
  });
}

/**
 * Adds a service. Its price is the catalogue's for all but administrators, who may name any.
 * @param item the item of the catalogue that was picked, if any
 * Throws DomainError `basket_item_unknown` (422: not in the catalogue, or for no device of the basket), `basket_full` (409).
 */
export function addService(
  viewer: Viewer,
  number: string,
  form: ServiceItem,
  item: { id: number; unitPriceMinor: number; vatBasisPoints: number } | null,
): Promise<void> {
  return changing(viewer, number, async (tx, basket) => {
    if (!item && !pricesFreely(viewer.role)) throw new DomainError('basket_item_unknown', 422);
    const price = pricesFreely(viewer.role) || !item ? form.price : item.unitPriceMinor;
    const rate = pricesFreely(viewer.role) || !item ? form.vat : item.vatBasisPoints;
    const type =
      form.serviceType === null
        ? null
        : await tx.serviceType.findFirst({ where: { id: form.serviceType, active: true } });
    if (form.serviceType !== null && !type) throw new DomainError('basket_item_unknown', 422);
    const device = deviceOf(basket, form.forItem);
    const id = await put(tx, basket, form.at, {
      kind: 'service',
      description: form.description,
      quantityThousandths: form.quantity,
      unitPriceMinor: price,
      vatBasisPoints: rate,
      ...(item && { catalogueItemId: item.id }),
      ...(type && { serviceTypeId: type.id }),
      ...(device !== null && { forItemId: device }),
    });
    return id === null ? null : { added: form.description };
  });
}

function deviceOf({ items }: StoredBasket, id: number | null): number | null {
  if (id === null) return null;
  const device = items.find((item) => item.id === id && item.kind === 'device');
  if (!device) throw new DomainError('basket_item_unknown', 422);
  return device.id;
}

/**
 * Adds a service plan for a device: for its whole term, or, with a contract that is to cover more, until that one's end.
 * Throws DomainError `basket_item_unknown` (422), `basket_plan_twice` (422), `basket_plan_other` (422), `basket_full` (409).
 */
export function addPlan(viewer: Viewer, number: string, form: PlanItem): Promise<void> {
  return changing(viewer, number, async (tx, basket) => {
    deviceOf(basket, form.forItem);
    const id = await putPlan(tx, basket, form);
    return id === null ? null : { plan: form.plan };
  });
}

async function putPlan(tx: Db, basket: StoredBasket, { at, plan: planId, forItem }: PlanItem) {
  const [there] = basket.items.filter((one) => one.kind === 'plan' && one.forItemId === forItem);
  if (there?.servicePlanId === planId && there.position === at) return null;
  if (there) throw new DomainError('basket_plan_twice', 422);
  const { contract } = basket;
  if (contract && (purposeOf(basket) !== 'reorder' || contract.servicePlanId !== planId))
    throw new DomainError('basket_plan_other', 422);
  const plan = await tx.servicePlan.findFirst({
    where: { id: planId, currency: basket.currency, ...(contract ? {} : { active: true }) },
  });
  if (!plan) throw new DomainError('basket_item_unknown', 422);
  const current = contract?.versions[0];
  const months = current ? monthsUntil(dayIn(new Date(), 'UTC'), dayOf(current.endsOn)) : plan.termMonths;
  return put(tx, basket, at, {
    kind: 'plan',
    description: basket.customer.locale === 'de' ? plan.nameDe : plan.nameEn,
    servicePlanId: plan.id,
    forItemId: forItem,
    quantityThousandths: months * 1000,
    unitPriceMinor: current?.priceMinor ?? plan.priceMinor,
    vatBasisPoints: current?.vatBasisPoints ?? plan.vatBasisPoints,
  });
}

/** Takes something out, with a device what is for it. What is not in it any more is no matter. */
export function removeItem(viewer: Viewer, number: string, itemId: number): Promise<void> {
  return changing(viewer, number, async (tx, basket) => {
    const item = basket.items.find(({ id }) => id === itemId);
    // The plan by which a contract is made longer is what the basket is for.
    if (!item || (purposeOf(basket) === 'extension' && item.kind === 'plan')) return null;
    await tx.basketItem.deleteMany({ where: { forItemId: itemId } });
    await tx.basketItem.delete({ where: { id: itemId } });
    return { removed: item.description };
  });
}

/** Says what a basket is called and where its devices go. */
export function renameBasket(
  viewer: Viewer,
  number: string,
  said: { title: string; locationId: number },
): Promise<void> {
  return changing(viewer, number, async (tx, basket) => {
    if (basket.title === said.title && basket.locationId === said.locationId) return null;
    await tx.basket.update({ where: { id: basket.id }, data: said });
    return { title: said.title };
  });
}

/** Throws a basket away. A repeat changes nothing. Throws DomainError `not_found` (404), `basket_offered` (409). */
export async function discardBasket(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const basket = await lockBasket(tx, viewer, number);
    if (basket.state === 'discarded') return;
    if (basket.state === 'offered') throw new DomainError('basket_offered');
    await tx.basket.update({ where: { id: basket.id }, data: { state: 'discarded' } });
    await appendEvent(tx, {
      type: 'basket.discarded',
      companyId: basket.customerId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { basket: number },
    });
  });
}
