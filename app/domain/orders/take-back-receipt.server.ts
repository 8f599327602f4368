import type { Db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { clocksOf } from './clock.server';
import { dueAt, promiseAfter } from './due.server';
import type { LockedOrder } from './lock-order.server';
import { stageOf, statusesOf } from './rules';

/**
 * Takes back that a locked order was received with a shipment: the one step against the table of section 4, for a wrong
 * scan and only while nothing was done since.
 * @returns the status that it has again; null when it was not received with this shipment, or something was done since
 */
export async function takeBackReceipt(
  tx: Db,
  viewer: Viewer,
  order: LockedOrder,
  shipment: string,
): Promise<string | null> {
  const last = await tx.event.findFirst({
    where: { orderId: order.id, type: 'order.moved' },
    orderBy: { id: 'desc' },
  });
  const move = (last?.data ?? {}) as { from?: string; to?: string; shipment?: string };
  const from = statusesOf(order.kind).find((status) => status === move.from);
  if (order.status !== 'received' || move.to !== 'received' || move.shipment !== shipment || !from)
    return null;
  const now = new Date();
  const clock = (await clocksOf(tx, [order.locationId])).get(order.locationId);
  await tx.order.update({
    where: { id: order.id },
    data: {
      status: from,
      stage: stageOf(order.kind, from),
      statusSince: now,
      ...(clock && { dueAt: dueAt(order.kind, from, now, clock) }),
      ...(clock && promiseAfter(order, order.kind, from, now, clock)),
    },
  });
  await appendEvent(tx, {
    type: 'order.moved',
    orderId: order.id,
    actorId: viewer.userId,
    visibility: 'public',
    data: { from: 'received', to: from, shipment, undone: true },
  });
  return from;
}
