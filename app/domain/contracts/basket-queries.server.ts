import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { BASKET_PARTS, purposeOf } from './lock-basket.server';
import { linesTotals } from './rules';
import { shownBasket } from './shown';
import { basketsVisibleTo } from './visible.server';

/** A basket as its page shows it, or null when it does not exist for this viewer. */
export async function getBasket(viewer: Viewer, number: string) {
  const basket = await db().basket.findFirst({
    where: { AND: [{ number: number.replaceAll('\0', '') }, basketsVisibleTo(viewer)] },
    include: BASKET_PARTS,
  });
  if (!basket) return null;
  const { contract } = basket;
  return {
    id: basket.id,
    number: basket.number,
    state: basket.state as 'open' | 'offered' | 'discarded',
    locationId: basket.locationId,
    author: basket.createdBy.name,
    prospect: basket.customer.prospect,
    shown: shownBasket(basket),
    offer: basket.offer?.number ?? null,
    /** The place of the next item. */
    next: (basket.items.at(-1)?.position ?? -1) + 1,
    /** The plan of the contract that it changes. */
    planId: purposeOf(basket) === 'reorder' ? (contract?.servicePlanId ?? null) : null,
  };
}

export type BasketDetail = NonNullable<Awaited<ReturnType<typeof getBasket>>>;

const SHOWN_MAX = 200;

/** The viewer's open baskets, the latest first. */
export async function listBaskets(viewer: Viewer) {
  const rows = await db().basket.findMany({
    where: { AND: [{ state: 'open' }, basketsVisibleTo(viewer)] },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: SHOWN_MAX,
    include: { items: true, customer: { select: { name: true } }, contract: { select: { number: true } } },
  });
  return rows.map(({ items, customer, contract, ...basket }) => ({
    number: basket.number,
    title: basket.title,
    purpose: purposeOf(basket),
    contract: contract?.number ?? null,
    customer: customer.name,
    devices: items.filter(({ kind }) => kind === 'device').length,
    currency: basket.currency,
    gross: linesTotals(items.filter(({ kind }) => kind !== 'device')).gross,
    updatedAt: basket.updatedAt,
  }));
}

export type BasketRow = Awaited<ReturnType<typeof listBaskets>>[number];

/** How many open baskets the viewer has. */
export function countBaskets(viewer: Viewer): Promise<number> {
  return db().basket.count({ where: { AND: [{ state: 'open' }, basketsVisibleTo(viewer)] } });
}
