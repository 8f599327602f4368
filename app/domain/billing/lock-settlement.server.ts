import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import type { SettlementState } from './rules';
import { settlementsVisibleTo } from './visible.server';

/**
 * The settlement with its items and invoices, locked against other commands until the transaction ends.
 * Throws DomainError `not_found` (404) for a stranger's and for an unknown number alike.
 */
export async function lockSettlement(tx: Db, viewer: Viewer, number: string) {
  const known = { AND: [{ number: number.replaceAll('\0', '') }, settlementsVisibleTo(viewer)] };
  const found = await tx.settlement.findFirst({ where: known, select: { id: true } });
  if (!found) throw new DomainError('not_found', 404);
  await tx.$queryRaw`SELECT 1 FROM settlements WHERE id = ${found.id} FOR UPDATE`;
  const settlement = await tx.settlement.findUniqueOrThrow({
    where: { id: found.id },
    include: { items: { orderBy: { position: 'asc' } }, invoices: { orderBy: { id: 'asc' } } },
  });
  return { ...settlement, state: settlement.state as SettlementState };
}

export type LockedSettlement = Awaited<ReturnType<typeof lockSettlement>>;
