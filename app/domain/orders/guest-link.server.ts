import { type Db, db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { hashToken, newToken } from '../auth/session.server';

/** With `follow` one sees where the order is, with `decide` also its prices, and may decide on its quotes. */
export const GUEST_SCOPES = ['follow', 'decide'] as const;
export type GuestScope = (typeof GUEST_SCOPES)[number];

export type NewGuestLink = {
  orderId: number;
  scope: GuestScope;
  /** Who gets it, as far as that is known. */
  email: string;
  name: string;
  /** The user who gives it; null when the portal does. */
  createdById: number | null;
  expiresAt: Date;
};

/**
 * Makes a link to one order for somebody without an account, in the caller's transaction.
 * @returns its id, and its URL, which holds the token of 256 bits: only the hash is stored, so nobody can read it again
 */
export async function createGuestLink(tx: Db, link: NewGuestLink): Promise<{ id: number; url: string }> {
  const token = newToken();
  const { id } = await tx.guestLink.create({
    data: { ...link, tokenHash: hashToken(token) },
    select: { id: true },
  });
  return { id, url: `${env().publicUrl}/g/${token}` };
}

/** The link of a token as long as it can be used; null otherwise. */
export async function findGuestLink(token: string) {
  const link = await db().guestLink.findFirst({
    where: { tokenHash: hashToken(token), revokedAt: null, expiresAt: { gt: new Date() } },
    select: {
      id: true,
      scope: true,
      name: true,
      email: true,
      expiresAt: true,
      order: { select: { id: true, number: true } },
    },
  });
  return link && { ...link, scope: link.scope as GuestScope };
}
