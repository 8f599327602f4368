import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Role, Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import type { ApiKeyForm } from './key-schema';
import { storeKey } from './keys.server';
import { SCOPES } from './rules';

const DAY_MS = 86_400_000;
const KEYS_MAX = 50;
const LISTED_MAX = 500;

const inUse = (now: Date) => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });
const visibleTo = (viewer: Viewer) => (viewer.role === 'administrator' ? {} : { userId: viewer.userId });

/** The viewer's keys, those in use first, the newest first; `everybody`: all that they may know of. */
export async function listKeys(viewer: Viewer, { everybody = false } = {}) {
  const rows = await db().apiKey.findMany({
    where: { AND: [visibleTo(viewer), everybody ? {} : { userId: viewer.userId }] },
    include: { user: { select: { name: true, role: true, company: { select: { name: true } } } } },
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    take: LISTED_MAX,
  });
  const now = new Date();
  return rows.map(({ user, expiresAt, revokedAt, ...row }) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    state: stateOf(revokedAt, expiresAt, now),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    owner: { name: user.name, role: user.role as Role, company: user.company?.name ?? null },
  }));
}

export type ListedKey = Awaited<ReturnType<typeof listKeys>>[number];

function stateOf(revokedAt: Date | null, expiresAt: Date | null, now: Date) {
  if (revokedAt) return 'revoked' as const;
  return expiresAt && expiresAt <= now ? ('expired' as const) : ('usable' as const);
}

/**
 * Makes a key with which a program acts as the viewer.
 * @returns the key, which can be read here and never again
 * Throws DomainError `api_key_name_taken` (409: one in use has this name, as after a repeat), `api_keys_full` (409).
 */
export function makeKey(viewer: Viewer, { name, scopes, days }: ApiKeyForm): Promise<string> {
  const { userId, companyId } = viewer;
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    const now = new Date();
    const names = await tx.apiKey.findMany({ where: { userId, ...inUse(now) }, select: { name: true } });
    if (names.some((one) => one.name === name)) throw new DomainError('api_key_name_taken');
    if (names.length >= KEYS_MAX) throw new DomainError('api_keys_full', 409, { max: KEYS_MAX });
    const expiresAt = days === 0 ? null : new Date(now.getTime() + days * DAY_MS);
    const { id, key, prefix } = await storeKey(tx, { userId, name, scopes, expiresAt });
    await appendEvent(tx, {
      type: 'api_key.made',
      actorId: userId,
      ...(companyId !== null && { companyId }),
      visibility: 'internal',
      data: { apiKeyId: id, prefix, scopes: scopes.join(' '), days },
    });
    return key;
  });
}

/** Ends a key that the viewer may know of. A repeat changes nothing. Throws DomainError `not_found` (404). */
export async function revokeKey(viewer: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM api_keys WHERE id = ${id} FOR UPDATE`;
    const key = await tx.apiKey.findFirst({
      where: { AND: [{ id }, visibleTo(viewer)] },
      include: { user: { select: { companyId: true } } },
    });
    if (!key) throw new DomainError('not_found', 404);
    if (key.revokedAt) return;
    await tx.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    const { companyId } = key.user;
    await appendEvent(tx, {
      type: 'api_key.revoked',
      actorId: viewer.userId,
      ...(companyId !== null && { companyId }),
      visibility: 'internal',
      data: { apiKeyId: id, prefix: key.prefix, userId: key.userId },
    });
  });
}
