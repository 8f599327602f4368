import type { Db, Prisma } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import type { Purpose } from './rules';
import { basketsVisibleTo } from './visible.server';

/** What belongs to a basket wherever it is read. */
export const BASKET_PARTS = {
  items: {
    orderBy: { position: 'asc' },
    include: { servicePlan: true, serviceType: true },
  },
  account: true,
  customer: true,
  location: true,
  contract: { include: { versions: { orderBy: { version: 'desc' }, take: 1, include: { devices: true } } } },
  offer: { select: { number: true, state: true } },
  createdBy: { select: { name: true } },
} satisfies Prisma.BasketInclude;

export type StoredBasket = Prisma.BasketGetPayload<{ include: typeof BASKET_PARTS }>;

/**
 * The basket, locked against other commands until the transaction ends.
 * Throws DomainError `not_found` (404) for a stranger's and for an unknown number alike.
 */
export async function lockBasket(tx: Db, viewer: Viewer, number: string): Promise<StoredBasket> {
  const known = number.replaceAll('\0', '');
  await tx.$queryRaw`SELECT 1 FROM baskets WHERE number = ${known} FOR UPDATE`;
  const basket = await tx.basket.findFirst({
    where: { AND: [{ number: known }, basketsVisibleTo(viewer)] },
    include: BASKET_PARTS,
  });
  if (!basket) throw new DomainError('not_found', 404);
  return basket;
}

/** The same, for a command that changes it. Throws also `basket_offered` or `basket_discarded` (409): it is frozen. */
export async function lockOpenBasket(tx: Db, viewer: Viewer, number: string): Promise<StoredBasket> {
  const basket = await lockBasket(tx, viewer, number);
  if (basket.state !== 'open')
    throw new DomainError(basket.state === 'offered' ? 'basket_offered' : 'basket_discarded');
  return basket;
}

/** What a basket is for. */
export const purposeOf = ({ purpose }: { purpose: string }) => purpose as Purpose;
