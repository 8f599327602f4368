import { type Db, db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { appendEvents } from '../events/append-event.server';
import { findAssignee } from './assignees.server';
import { lockOrders } from './lock-orders.server';

const SHOWN = 10;

const openOf = (assigneeId: number) => ({
  assigneeId,
  stage: { not: 'completed' },
  status: { not: 'draft' },
});

/** How many open orders a person works on, and the first ten of them; and who could work on them instead. */
export async function ordersToHandOver(userId: number) {
  const [count, first, colleagues] = await Promise.all([
    db().order.count({ where: openOf(userId) }),
    db().order.findMany({
      where: openOf(userId),
      select: { number: true },
      orderBy: { id: 'asc' },
      take: SHOWN,
    }),
    db().user.findMany({
      where: { role: { in: ['technician', 'administrator'] }, active: true, id: { not: userId } },
      select: { id: true, name: true },
      orderBy: [{ role: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    }),
  ]);
  return { count, first: first.map(({ number }) => number), colleagues: count > 0 ? colleagues : [] };
}

/**
 * Gives the open orders of a person to a colleague, in the caller's transaction; those of locations where the colleague does
 * not work, or with null all of them, are free to be taken.
 */
export async function handOverOrders(
  tx: Db,
  viewer: Viewer,
  fromId: number,
  toId: number | null,
): Promise<void> {
  const open = await tx.order.findMany({ where: openOf(fromId), select: { id: true } });
  const locked = await lockOrders(
    tx,
    viewer,
    open.map(({ id }) => id),
  );
  const orders = locked.filter(({ assigneeId }) => assigneeId === fromId);
  const locations = orders.map(({ locationId }) => locationId);
  const names = toId === null || toId === fromId ? new Map() : await findAssignee(tx, toId, locations);
  const taken = orders.map((order) => ({ order, name: names.get(order.locationId) ?? null }));
  for (const given of [true, false]) {
    const ids = taken.filter(({ name }) => (name !== null) === given).map(({ order }) => order.id);
    await tx.order.updateMany({ where: { id: { in: ids } }, data: { assigneeId: given ? toId : null } });
  }
  await appendEvents(
    tx,
    taken.map(({ order, name }) => ({
      type: 'order.assigned',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { assigneeId: name === null ? null : toId, name },
    })),
  );
}
