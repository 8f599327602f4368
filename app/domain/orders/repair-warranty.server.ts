import { db, transaction } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';

/** How long the operator answers for a repair, in months from its return; 0: not at all. */
export async function repairWarrantyMonths(): Promise<number> {
  const operator = await db().operator.findUnique({
    where: { id: 1 },
    select: { repairWarrantyMonths: true },
  });
  return operator?.repairWarrantyMonths ?? 0;
}

/** Changes the warranty of repairs, also of those that were returned already. Nothing without an operator. */
export async function changeRepairWarranty(viewer: Viewer, months: number): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.operator.findUnique({ where: { id: 1 }, select: { repairWarrantyMonths: true } });
    const { count } = await tx.operator.updateMany({
      where: { id: 1, repairWarrantyMonths: { not: months } },
      data: { repairWarrantyMonths: months },
    });
    if (count === 0) return;
    await appendEvent(tx, {
      type: 'operator.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: withChanges(before, { repairWarrantyMonths: months }),
    });
  });
}
