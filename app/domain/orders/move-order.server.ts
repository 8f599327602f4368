import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { dueAt } from './due.server';
import { type LockedOrder, lockOrder } from './lock-order.server';
import { findMove, isFinal, stageOf } from './rules';

/** A status change: `from` is the status that the person saw when they asked for it. */
export type Move = { from: string; to: string; reason: string; tracking: string };

/**
 * Moves an order along the table of section 4.
 * Throws DomainError `not_found` (404), `order_changed` (409: somebody else moved it meanwhile), `move_not_allowed`
 * (409), `reason_required` (422). A repeat of the move that was just made changes nothing.
 */
export async function moveOrder(viewer: Viewer, number: string, move: Move): Promise<void> {
  await transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (order.status !== move.from) {
      if (order.status === move.to) return;
      throw new DomainError('order_changed');
    }
    await moveLocked(tx, viewer, order, move);
  });
}

/**
 * Moves a locked order in the caller's transaction, and appends the event.
 * @param facts what else the event is to say, such as the shipment that it is a part of
 * Throws DomainError `move_not_allowed` (409), `reason_required` (422).
 */
export async function moveLocked(
  tx: Db,
  viewer: Viewer,
  order: LockedOrder,
  move: Omit<Move, 'from'>,
  facts: Record<string, unknown> = {},
): Promise<void> {
  const allowed = findMove(order.kind, order.status, move.to, viewer.role);
  if (!allowed) throw new DomainError('move_not_allowed');
  if (allowed.reason && move.reason === '') throw new DomainError('reason_required', 422);
  const tracking = allowed.tracking ? move.tracking : '';
  const now = new Date();
  await tx.order.update({
    where: { id: order.id },
    data: {
      status: allowed.to,
      stage: stageOf(order.kind, allowed.to),
      statusSince: now,
      dueAt: dueAt(order.kind, allowed.to, now, order.location),
      completedAt: isFinal(order.kind, allowed.to) ? now : null,
      trackingNumbers:
        tracking === '' ? order.trackingNumbers : [...new Set([...order.trackingNumbers, tracking])],
    },
  });
  await appendEvent(tx, {
    type: 'order.moved',
    orderId: order.id,
    actorId: viewer.userId,
    visibility: 'public',
    data: {
      from: order.status,
      to: allowed.to,
      ...(move.reason && { reason: move.reason }),
      ...(tracking && { tracking }),
      ...facts,
    },
  });
}
