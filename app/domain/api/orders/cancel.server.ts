import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../../auth/rules';
import { getOrder } from '../../orders/detail.server';
import { moveOrder } from '../../orders/move-order.server';
import { cancelOnsite } from '../../partners/operator-steps.server';
import { orderForApi } from './read.server';
import type { cancelBody } from './schema';

/**
 * Cancels an order, as its page does; a repeat changes nothing. With a status, only if the order is still in it.
 * Throws what `moveOrder` and, for on-site orders, `cancelOnsite` throw.
 */
export async function cancelOrder(
  viewer: Viewer,
  number: string,
  { reason, status }: z.output<typeof cancelBody>,
) {
  const order = await getOrder(viewer, number);
  if (!order) throw new DomainError('not_found', 404);
  if (order.status === 'cancelled') return orderForApi(viewer, number);
  if (status && status !== order.status) throw new DomainError('order_changed');
  if (order.kind === 'onsite') await cancelOnsite(viewer, number, reason);
  else await moveOrder(viewer, number, { from: order.status, to: 'cancelled', reason, tracking: '' });
  return orderForApi(viewer, number);
}
