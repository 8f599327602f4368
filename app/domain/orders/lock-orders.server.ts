import type { Db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { LockedOrder } from './lock-order.server';
import type { OrderKind, Status } from './rules';
import { visibleTo } from './visible.server';

/**
 * Several orders, locked against other commands until the transaction ends. They are locked and returned in the order of
 * their ids, so that two commands with some of the same orders cannot wait for each other. What is not the viewer's is
 * left out.
 */
export async function lockOrders(tx: Db, viewer: Viewer, ids: number[]): Promise<LockedOrder[]> {
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ANY (${ids}::int[]) ORDER BY id FOR UPDATE`;
  const orders = await tx.order.findMany({
    where: { AND: [{ id: { in: ids } }, visibleTo(viewer)] },
    include: { location: true },
    orderBy: { id: 'asc' },
  });
  return orders.map((order) => ({
    ...order,
    kind: order.kind as OrderKind,
    status: order.status as Status,
  }));
}
