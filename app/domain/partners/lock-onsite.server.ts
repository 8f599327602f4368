import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { type LockedOrder, lockOrder } from '../orders/lock-order.server';
import type { Status } from '../orders/rules';
import { takesSteps } from './rules';

/**
 * The on-site order and its job, locked against other commands until the transaction ends.
 * Throws DomainError `not_found` (404) for a stranger's, for an order of another kind, and for those who take no steps.
 */
export async function lockOnsite(tx: Db, viewer: Viewer, number: string) {
  if (!takesSteps(viewer)) throw new DomainError('not_found', 404);
  const order = await lockOrder(tx, viewer, number);
  const job = await tx.onsiteJob.findUnique({ where: { orderId: order.id }, include: { partner: true } });
  if (!job) throw new DomainError('not_found', 404);
  return { order, job };
}

/** The same, of the administrators' own commands. */
export function lockForOperator(tx: Db, viewer: Viewer, number: string) {
  if (viewer.role !== 'administrator') throw new DomainError('not_found', 404);
  return lockOnsite(tx, viewer, number);
}

/**
 * Whether a step was taken before, so that its repeat changes nothing.
 * Throws DomainError `order_changed` (409) where the order is neither before the step nor after it, and
 * `onsite_not_released` (409) where it is not with its partner yet.
 */
export function wasTaken(order: LockedOrder, from: readonly Status[], to: Status): boolean {
  if (order.status === to && !from.includes(to)) return true;
  if (!from.includes(order.status)) throw new DomainError('order_changed');
  if (order.partnerId === null) throw new DomainError('onsite_not_released');
  return false;
}
