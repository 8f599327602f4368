import type { z } from 'zod';
import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../../auth/rules';
import { type OrderKind, type Status, stageOf } from '../../orders/rules';
import { visibleTo } from '../../orders/visible.server';
import { createOnsiteOrder } from '../../partners/create-onsite-order.server';
import { dispatchGoods, recordPayment } from '../../partners/operator-steps.server';
import { releaseToPartner } from '../../partners/release.server';
import { orderUrl } from '../urls.server';
import type { dispatchBody, newOnsiteBody, paymentBody, receiptSchema } from './schema';

/** The commands of on-site orders, as the operator's pages give them; each tells where the order is then. */

/** Throws DomainError `not_found` (404). */
async function receiptOf(viewer: Viewer, number: string): Promise<z.output<typeof receiptSchema>> {
  const order = await db().order.findFirst({
    where: { AND: [{ number, kind: 'onsite' }, visibleTo(viewer)] },
    select: {
      kind: true,
      status: true,
      spId: true,
      dueAt: true,
      onsiteJob: { select: { releasedAt: true } },
    },
  });
  if (!order) throw new DomainError('not_found', 404);
  const status = order.status as Status;
  return {
    number,
    status,
    stage: stageOf(order.kind as OrderKind, status),
    spId: order.spId,
    released: order.onsiteJob?.releasedAt != null,
    dueAt: order.dueAt?.toISOString() ?? null,
    links: { self: orderUrl(number) },
  };
}

/**
 * Makes an on-site order and gives it to its partner when nothing is missing. The same submission key means the same order.
 * Throws DomainError `not_found` (404) for those who are no administrators, and what `createOnsiteOrder` throws.
 */
export async function createOnsite(
  viewer: Viewer,
  body: z.output<typeof newOnsiteBody>,
  submissionKey: string,
) {
  if (viewer.role !== 'administrator') throw new DomainError('not_found', 404);
  const number = await transaction(async (tx) => {
    const order = await createOnsiteOrder(tx, viewer, { ...body, submissionKey });
    await releaseToPartner(tx, order.id, viewer.userId);
    return order.number;
  });
  return receiptOf(viewer, number);
}

/** Throws what `recordPayment` throws. */
export async function payOnsite(viewer: Viewer, number: string, { reference }: z.output<typeof paymentBody>) {
  await recordPayment(viewer, number, reference);
  return receiptOf(viewer, number);
}

/** Throws what `dispatchGoods` throws. */
export async function dispatchOnsite(viewer: Viewer, number: string, body: z.output<typeof dispatchBody>) {
  await dispatchGoods(viewer, number, body);
  return receiptOf(viewer, number);
}
