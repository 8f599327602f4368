import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import type { OrderKind, Status } from './rules';
import { visibleTo } from './visible.server';

/**
 * The order, locked against other commands until the transaction ends.
 * Throws DomainError `not_found` (404) for a stranger's and for an unknown number alike.
 */
export async function lockOrder(tx: Db, viewer: Viewer, number: string) {
  await tx.$queryRaw`SELECT 1 FROM orders WHERE number = ${number} FOR UPDATE`;
  const order = await tx.order.findFirst({
    where: { AND: [{ number }, visibleTo(viewer)] },
    include: { location: true },
  });
  if (!order) throw new DomainError('not_found', 404);
  return { ...order, kind: order.kind as OrderKind, status: order.status as Status };
}

export type LockedOrder = Awaited<ReturnType<typeof lockOrder>>;
