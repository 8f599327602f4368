import { type Db, db } from '~/platform/db.server';
import { hashToken, newToken } from '../auth/session.server';
import { OFFER_LINK_DAYS } from './rules';

const DAY_MS = 86_400_000;

/**
 * Notes a link to an offer for somebody's mail address, in the caller's transaction. Nobody has its address until
 * `readdressOfferLink` makes one.
 */
export async function createOfferLink(
  tx: Db,
  offer: { id: number; validUntil: Date },
  email: string,
): Promise<number> {
  const expiresAt = new Date(offer.validUntil.getTime() + OFFER_LINK_DAYS * DAY_MS);
  const link = { offerId: offer.id, email, expiresAt, tokenHash: hashToken(newToken()) };
  return (await tx.offerLink.create({ data: link, select: { id: true } })).id;
}

/**
 * Gives a link a new token of 256 bits; an address that it had before leads nowhere from then on.
 * @returns the token, which can be read here and never again
 */
export async function readdressOfferLink(tx: Db, id: number): Promise<string> {
  const token = newToken();
  await tx.offerLink.update({ where: { id }, data: { tokenHash: hashToken(token) } });
  return token;
}

/** The link of a token as long as it can be used; null otherwise. */
export async function findOfferLink(token: string) {
  if (!/^[\w-]{43}$/.test(token)) return null;
  return db().offerLink.findFirst({
    where: { tokenHash: hashToken(token), revokedAt: null, expiresAt: { gt: new Date() } },
    select: {
      id: true,
      offerId: true,
      email: true,
      offer: { select: { number: true, approverName: true, approverEmail: true } },
    },
  });
}

export type OfferLink = NonNullable<Awaited<ReturnType<typeof findOfferLink>>>;
