import { type Db, db } from '~/platform/db.server';
import { mayEnter } from './may-enter.server';
import { isFresh } from './rules';
import { hashToken, newToken } from './session.server';

const LIFE_HOURS = { 'password-reset': 1, invitation: 7 * 24 } as const;

type TokenPurpose = keyof typeof LIFE_HOURS;

/**
 * Makes a one-time link's token of 256 bits: for 1 hour (`password-reset`) or 7 days (`invitation`). Only its hash is
 * stored.
 */
export async function createUserToken(tx: Db, userId: number, purpose: TokenPurpose): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + LIFE_HOURS[purpose] * 60 * 60 * 1000);
  await tx.userToken.create({ data: { tokenHash: hashToken(token), userId, purpose, expiresAt } });
  return token;
}

/**
 * Makes the token of the link by which somebody who has an account comes in first; earlier ones no longer work. Once
 * they came in it is one of `password-reset`.
 */
export async function renewFirstToken(tx: Db, userId: number): Promise<string> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true, lastSignInAt: true },
  });
  await tx.userToken.deleteMany({ where: { userId, purpose: 'invitation', usedAt: null } });
  return createUserToken(tx, userId, isFresh(user) ? 'invitation' : 'password-reset');
}

/** Whom a link is for, as long as it can be used; null otherwise. */
export async function findTokenUser(
  token: string,
): Promise<{ id: number; email: string; name: string } | null> {
  const found = await db().userToken.findFirst({
    where: { tokenHash: hashToken(token), usedAt: null, expiresAt: { gt: new Date() }, user: mayEnter() },
    select: { user: { select: { id: true, email: true, name: true } } },
  });
  return found?.user ?? null;
}
