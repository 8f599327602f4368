import { type Db, db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { noteAsker } from '~/platform/request-id.server';
import { mayEnter } from '../auth/may-enter.server';
import type { Viewer } from '../auth/rules';
import { hashToken, newToken } from '../auth/session.server';
import { viewerOfUser } from '../auth/viewer-of-user.server';
import { KEY_PREFIX, SCOPES, type Scope, usefulScopes } from './rules';

const KEY = new RegExp(`^${KEY_PREFIX}[\\w-]{43}$`);
/** So much of a key may be shown. */
const SHOWN = KEY_PREFIX.length + 6;
const NOTE_USE_AFTER_MS = 60_000;

/** Whom a request acts as. */
export type Caller = { viewer: Viewer; keyId: number; scopes: Scope[] };

/**
 * Makes a key of 256 bits, with which a program acts as the person with this address.
 * @param scopes those that the person's role can use when none are named
 * @returns the key, which can be read here and never again, and its scopes
 * Throws DomainError `not_found` (404) for an address with which nobody may sign in.
 */
export async function createApiKey(email: string, name: string, scopes: Scope[]) {
  const user = await db().user.findFirst({ where: { email, ...mayEnter() } });
  if (!user) throw new DomainError('not_found', 404);
  const given = scopes.length > 0 ? scopes : [...usefulScopes(user.role as Viewer['role'])];
  const { key } = await storeKey(db(), { userId: user.id, name, scopes: given });
  return { key, scopes: given };
}

type NewKey = { userId: number; name: string; scopes: Scope[]; expiresAt?: Date | null };

/** Makes a key and keeps its hash. @returns the key, its beginning, and the id of its row */
export async function storeKey(tx: Db, { userId, name, scopes, expiresAt = null }: NewKey) {
  const key = `${KEY_PREFIX}${newToken()}`;
  const prefix = key.slice(0, SHOWN);
  const { id } = await tx.apiKey.create({
    data: { userId, name, prefix, keyHash: hashToken(key), scopes, expiresAt },
  });
  return { id, key, prefix };
}

/** Ends the keys of this person that begin so. @returns how many there were */
export async function revokeApiKeys(email: string, prefix: string): Promise<number> {
  const { count } = await db().apiKey.updateMany({
    where: { user: { email }, prefix: prefix.slice(0, SHOWN), revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count;
}

/**
 * Whom a request acts as, by its key alone; null without one that can be used, or when its person may no longer sign in.
 * Notes its use, at most once a minute.
 */
export async function findCaller(request: Request): Promise<Caller | null> {
  const key = /^bearer +(\S+) *$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? '';
  if (!KEY.test(key)) return null;
  const now = new Date();
  const found = await db().apiKey.findFirst({
    where: {
      keyHash: hashToken(key),
      revokedAt: null,
      user: mayEnter(),
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
  });
  const viewer = found && (await viewerOfUser(found.userId));
  if (!viewer) return null;
  noteAsker(viewer.userId);
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > NOTE_USE_AFTER_MS)
    await db().apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now } });
  return { viewer, keyId: found.id, scopes: SCOPES.filter((scope) => found.scopes.includes(scope)) };
}
