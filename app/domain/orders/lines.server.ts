import { z } from 'zod';
import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lineFields } from './line-schema';
import { lockOrder } from './lock-order.server';
import { isFinal } from './rules';

/** Checks of the form that adds a product or service; `price` is net, as typed in the reader's notation. */
export function lineSchema(currency: string, locale: string) {
  return z.object(lineFields(currency, locale));
}

export type NewLine = z.output<ReturnType<typeof lineSchema>>;

async function openOrder(tx: Parameters<typeof lockOrder>[0], viewer: Viewer, number: string) {
  const order = await lockOrder(tx, viewer, number);
  if (!isStaff(viewer)) throw new DomainError('not_allowed', 403);
  if (order.status === 'draft' || isFinal(order.kind, order.status)) throw new DomainError('order_closed');
  return order;
}

/** Adds a product or service. Throws DomainError `not_found` (404), `not_allowed` (403), `order_closed` (409). */
export async function addLine(viewer: Viewer, number: string, line: NewLine): Promise<void> {
  await transaction(async (tx) => {
    const order = await openOrder(tx, viewer, number);
    const { id } = await tx.orderLine.create({
      data: {
        orderId: order.id,
        kind: line.kind,
        description: line.description,
        quantityThousandths: line.quantity,
        unitPriceMinor: line.price,
        vatBasisPoints: line.vat,
        warranty: line.warranty,
        createdById: viewer.userId,
      },
    });
    await appendEvent(tx, {
      type: 'order.line_added',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { lineId: id, description: line.description },
    });
  });
}

/** Takes a line off again; the event keeps what it said. Throws as `addLine` does. */
export async function removeLine(viewer: Viewer, number: string, lineId: number): Promise<void> {
  await transaction(async (tx) => {
    const order = await openOrder(tx, viewer, number);
    const line = await tx.orderLine.findFirst({ where: { id: lineId, orderId: order.id } });
    if (!line) throw new DomainError('not_found', 404);
    await tx.orderLine.delete({ where: { id: line.id } });
    const { description, quantityThousandths, unitPriceMinor, vatBasisPoints } = line;
    await appendEvent(tx, {
      type: 'order.line_removed',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { lineId, description, quantityThousandths, unitPriceMinor, vatBasisPoints },
    });
  });
}
