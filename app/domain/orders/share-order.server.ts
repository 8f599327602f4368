import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { enqueue } from '~/platform/jobs.server';
import { countTry } from '../auth/limits.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { ensureGuestLink, guestUrl, readdressGuestLink } from './guest-link.server';
import { GUEST_LINKS_MAX, type GuestScope, guestLinkEnd, scopesToGive, sharesOrders } from './guest-rules';
import type { ShareForm } from './guest-schema';
import { lockOrder } from './lock-order.server';

const working = () => ({ revokedAt: null, expiresAt: { gt: new Date() } });

/**
 * Gives somebody a link to an order. With an e-mail address it is mailed and nobody else sees it. The same form sent again
 * makes no second link.
 * @returns its end (UTC) and, unless it is mailed, its URL: shown once, and another one when the form is sent again
 * Throws DomainError `not_found` (404), `not_allowed` (403), `draft_not_shared` (409), `guest_links_full` (409),
 * `too_many_attempts` (429).
 */
export async function shareOrder(viewer: Viewer, number: string, form: ShareForm) {
  if (!sharesOrders(viewer)) throw new DomainError('not_found', 404);
  const seconds = await countTry('share_user', String(viewer.userId));
  if (seconds > 0) throw new DomainError('too_many_attempts', 429, { minutes: Math.ceil(seconds / 60) });
  const key = `share:${viewer.userId}:${form.submissionKey}`;
  return transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (order.status === 'draft') throw new DomainError('draft_not_shared');
    const { name, email, scope } = form;
    if (!scopesToGive(viewer, order).includes(scope)) throw new DomainError('not_allowed', 403);
    const person = { orderId: order.id, scope, name, email, createdById: viewer.userId };
    await leaveRoom(tx, order.id, key);
    const link = await ensureGuestLink(tx, { ...person, expiresAt: guestLinkEnd(form.days) }, key);
    if (email === '')
      return { expiresAt: link.expiresAt, url: guestUrl(await readdressGuestLink(tx, link.id)) };
    await enqueue(tx, 'guest.mail', { ...person, dedupe: key }, { key: `guest:${key}` });
    return { expiresAt: link.expiresAt, url: null };
  });
}

async function leaveRoom(tx: Db, orderId: number, dedupeKey: string): Promise<void> {
  const others = await tx.guestLink.count({
    where: { orderId, ...working(), OR: [{ dedupeKey: null }, { dedupeKey: { not: dedupeKey } }] },
  });
  if (others >= GUEST_LINKS_MAX) throw new DomainError('guest_links_full', 409, { max: GUEST_LINKS_MAX });
}

/**
 * Ends a link to an order, at once. One that ended already stays as it is.
 * Throws DomainError `not_found` (404), also for a link to another order.
 */
export async function revokeGuestLink(viewer: Viewer, number: string, linkId: number): Promise<void> {
  if (!sharesOrders(viewer)) throw new DomainError('not_found', 404);
  await transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    const link = await tx.guestLink.findFirst({ where: { id: linkId, orderId: order.id } });
    if (!link) throw new DomainError('not_found', 404);
    if (link.revokedAt) return;
    await tx.guestLink.update({ where: { id: linkId }, data: { revokedAt: new Date() } });
    await appendEvent(tx, {
      type: 'guest.revoked',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { email: link.email },
    });
  });
}

/**
 * The links to an order that work now, the newest first; null for those who give none. Times are UTC.
 * @param orderId an order that was already found to be the viewer's
 */
export async function listGuestLinks(viewer: Viewer, orderId: number) {
  if (!sharesOrders(viewer)) return null;
  const links = await db().guestLink.findMany({
    where: { orderId, ...working() },
    orderBy: { id: 'desc' },
    select: {
      id: true,
      scope: true,
      name: true,
      email: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      createdBy: { select: { name: true } },
    },
  });
  return links.map(({ createdBy, scope, ...link }) => ({
    ...link,
    scope: scope as GuestScope,
    createdBy: createdBy?.name ?? null,
  }));
}

export type ShownGuestLink = NonNullable<Awaited<ReturnType<typeof listGuestLinks>>>[number];
