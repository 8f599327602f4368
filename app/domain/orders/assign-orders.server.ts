import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvents } from '../events/append-event.server';
import { findAssignee } from './assignees.server';
import type { LockedOrder } from './lock-order.server';
import { lockOrders } from './lock-orders.server';
import type { QueueOutcome, RefusedInQueue } from './queue-rules';
import { visibleTo } from './visible.server';

/**
 * Gives orders to a person of their location, or, with null, to nobody. What cannot be given to that person is refused
 * and named; the rest is done. An order that the person has already is not touched.
 * @param numbers the orders' numbers
 * Throws DomainError `not_found` (404) when none of the orders exists for the viewer.
 */
export function assignOrders(
  viewer: Viewer,
  numbers: readonly string[],
  assigneeId: number | null,
): Promise<QueueOutcome> {
  return transaction(async (tx) => {
    const orders = await lockByNumber(tx, viewer, numbers);
    const names =
      assigneeId === null
        ? null
        : await findAssignee(
            tx,
            assigneeId,
            orders.map(({ locationId }) => locationId),
          );
    const refusal = (order: LockedOrder): string | null => {
      if (order.stage === 'completed' || order.status === 'draft') return 'assign_closed';
      return names && !names.has(order.locationId) ? 'assignee_elsewhere' : null;
    };
    const known = new Set(orders.map(({ number }) => number));
    const refused: RefusedInQueue[] = [
      ...numbers.filter((number) => !known.has(number)).map((number) => ({ number, code: 'not_found' })),
      ...orders.flatMap((order) => {
        const code = refusal(order);
        return code ? [{ number: order.number, code }] : [];
      }),
    ];
    const taken = orders.filter((order) => refusal(order) === null);
    const changed = taken.filter((order) => order.assigneeId !== assigneeId);
    await tx.order.updateMany({ where: { id: { in: changed.map(({ id }) => id) } }, data: { assigneeId } });
    await appendEvents(
      tx,
      changed.map((order) => ({
        type: 'order.assigned',
        orderId: order.id,
        actorId: viewer.userId,
        visibility: 'internal',
        data: { assigneeId, name: names?.get(order.locationId) ?? null },
      })),
    );
    return { done: taken.length, refused };
  });
}

async function lockByNumber(tx: Db, viewer: Viewer, numbers: readonly string[]): Promise<LockedOrder[]> {
  const found = isStaff(viewer)
    ? await tx.order.findMany({
        where: { AND: [{ number: { in: [...numbers] } }, visibleTo(viewer)] },
        select: { id: true },
      })
    : [];
  const orders = await lockOrders(
    tx,
    viewer,
    found.map(({ id }) => id),
  );
  if (orders.length === 0) throw new DomainError('not_found', 404);
  return orders;
}
