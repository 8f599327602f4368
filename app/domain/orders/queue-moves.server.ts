import { DomainError, isDomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { type Move, moveOrder } from './move-order.server';
import type { QueueOutcome, RefusedInQueue } from './queue-rules';
import { errorKey } from './schema';

/**
 * Makes the same move with many orders, each by itself: what is refused is named with the reason, the rest is done.
 * @param orders each with the status that the person saw
 * Throws DomainError `not_found` (404) when none of the orders exists for the viewer.
 */
export async function moveOrders(
  viewer: Viewer,
  orders: readonly { number: string; from: string }[],
  move: Omit<Move, 'from'>,
): Promise<QueueOutcome> {
  if (!isStaff(viewer)) throw new DomainError('not_found', 404);
  const refused: RefusedInQueue[] = [];
  for (const { number, from } of orders) {
    try {
      await moveOrder(viewer, number, { ...move, from });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      refused.push({ number, code: errorKey(error.code, error.details) });
    }
  }
  if (
    orders.length > 0 &&
    refused.length === orders.length &&
    refused.every(({ code }) => code === 'not_found')
  )
    throw new DomainError('not_found', 404);
  return { done: orders.length - refused.length, refused };
}
