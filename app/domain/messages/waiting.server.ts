import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { workingMinutesBetween } from '~/platform/working-time';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { clocksOf } from '../orders/clock.server';
import { lockOrder } from '../orders/lock-order.server';

/** Since when a message waits for an answer of the service location, and how many of its working minutes that is. */
export type WaitingForReply = { since: Date; minutes: number };

/**
 * How long a message of an order has been waiting for an answer; null when none is, and for who is not to answer.
 * @param order one that was already found to be the viewer's
 */
export async function waitingForReply(
  viewer: Viewer,
  { id, locationId }: { id: number; locationId: number },
): Promise<WaitingForReply | null> {
  if (!isStaff(viewer)) return null;
  const order = await db().order.findUnique({ where: { id }, select: { awaitingReplySince: true } });
  const since = order?.awaitingReplySince;
  if (!since) return null;
  const clock = (await clocksOf(db(), [locationId])).get(locationId);
  return clock ? { since, minutes: workingMinutesBetween(since, new Date(), clock.calendar) } : null;
}

/**
 * Says that what was written last needs no answer, such as a word of thanks. Once is enough: a repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403).
 */
export async function needsNoAnswer(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (!isStaff(viewer)) throw new DomainError('not_allowed', 403);
    if (!order.awaitingReplySince) return;
    await tx.order.update({ where: { id: order.id }, data: { awaitingReplySince: null } });
    await appendEvent(tx, {
      type: 'message.settled',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'internal',
    });
  });
}
