import { type Db, db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { hashToken, newToken } from '../auth/session.server';
import { appendEvent } from '../events/append-event.server';
import type { GuestScope } from './guest-rules';

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
  const { id } = await ensureGuestLink(tx, link, null);
  return { id, url: guestUrl(await readdressGuestLink(tx, id)) };
}

/**
 * Notes a link, in the caller's transaction; by a key that has one already, only finds it. Nobody has its address until
 * `readdressGuestLink` makes one.
 */
export async function ensureGuestLink(tx: Db, link: NewGuestLink, dedupeKey: string | null) {
  const [row] = await tx.guestLink.createManyAndReturn({
    data: [{ ...link, dedupeKey, tokenHash: hashToken(newToken()) }],
    skipDuplicates: true,
    select: { id: true, expiresAt: true },
  });
  if (!row) return tx.guestLink.findUniqueOrThrow({ where: { dedupeKey: dedupeKey ?? '' } });
  await appendEvent(tx, {
    type: 'guest.shared',
    orderId: link.orderId,
    ...(link.createdById === null ? {} : { actorId: link.createdById }),
    visibility: 'public',
    data: { scope: link.scope, email: link.email },
  });
  return row;
}

/**
 * Gives a link a new token; an address that it had before leads nowhere from then on.
 * @returns the token, which can be read here and never again
 */
export async function readdressGuestLink(tx: Db, id: number): Promise<string> {
  const token = newToken();
  await tx.guestLink.update({ where: { id }, data: { tokenHash: hashToken(token) } });
  return token;
}

/** The address that a token is opened at. */
export function guestUrl(token: string): string {
  return `${env().publicUrl}/g/${token}`;
}

/** The link of a token as long as it can be used; null otherwise. */
export async function findGuestLink(token: string) {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const link = await db().guestLink.findFirst({
    where: {
      tokenHash: hashToken(token),
      revokedAt: null,
      expiresAt: { gt: new Date() },
      order: { erasedAt: null },
    },
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

export type GuestLink = NonNullable<Awaited<ReturnType<typeof findGuestLink>>>;
