import type { Db, Prisma } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isOpen, type OfferState } from './rules';
import type { OfferContent } from './shown';
import { type OfferReader, offersVisibleTo } from './visible.server';

const PARTS = {
  customer: true,
  decision: true,
  createdBy: { select: { companyId: true } },
} satisfies Prisma.OfferInclude;

/**
 * The offer, locked against other commands until the transaction ends.
 * @param reader who asks; null: the portal itself
 * @returns `overdue`: it is no longer valid, by the database's clock and after the wait for the lock
 * Throws DomainError `not_found` (404) for a stranger's and for an unknown number alike.
 */
export async function lockOffer(tx: Db, number: string, reader: OfferReader | null) {
  const known = number.replaceAll('\0', '');
  const [clock] = await tx.$queryRaw<
    { id: number }[]
  >`SELECT id FROM offers WHERE number = ${known} FOR UPDATE`;
  const [now] = await tx.$queryRaw<{ overdue: boolean }[]>`
    SELECT valid_until <= clock_timestamp() AS overdue FROM offers WHERE id = ${clock?.id ?? 0}`;
  const offer = await tx.offer.findFirst({
    where: { AND: [{ number: known }, reader ? offersVisibleTo(reader) : {}] },
    include: PARTS,
  });
  if (!offer) throw new DomainError('not_found', 404);
  return {
    ...offer,
    state: offer.state as OfferState,
    content: offer.content as unknown as OfferContent,
    overdue: now?.overdue ?? true,
  };
}

export type LockedOffer = Awaited<ReturnType<typeof lockOffer>>;

/** The refusal of a command that needs another state: which one the offer is in, and by whose decision. */
export function refusalOf({ state, decision }: Pick<LockedOffer, 'state' | 'decision'>): DomainError {
  return new DomainError(`offer_${state}`, 409, { name: decision?.name ?? '' });
}

/** Throws DomainError `offer_STATE` (409) for an offer that nobody can decide on any more, or not yet. */
export function refuseUnlessOpen({ state, overdue, decision }: LockedOffer): void {
  if (decision) throw new DomainError(decidedAs(decision.outcome), 409, { name: decision.name });
  if (!isOpen(state)) throw refusalOf({ state, decision });
  if (overdue) throw new DomainError('offer_expired');
}

const decidedAs = (outcome: string) => (outcome === 'accepted' ? 'offer_accepted' : 'offer_declined');
