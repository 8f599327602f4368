import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrder } from './lock-order.server';

/** Throws a draft away. Throws DomainError `not_found` (404), `already_submitted` (409). */
export async function discardDraft(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (order.status !== 'draft') throw new DomainError('already_submitted');
    await tx.order.delete({ where: { id: order.id } });
    await appendEvent(tx, {
      type: 'order.draft_discarded',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { number: order.number },
    });
  });
}
