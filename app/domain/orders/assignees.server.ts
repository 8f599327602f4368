import { type Db, db, type Prisma } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';

/** Who can be given orders: technicians of the location and administrators, as long as they can sign in. */
const working = (locationId: number): Prisma.UserWhereInput => ({
  active: true,
  OR: [{ role: 'administrator' }, { role: 'technician', locations: { some: { locationId } } }],
});

/** The people to whom orders of a location can be given: its technicians, then administrators, by name. */
export function listAssignees(locationId: number) {
  return db().user.findMany({
    where: working(locationId),
    orderBy: [{ role: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
}

/** The same for one order, and the reader's own id; null where the reader gives no orders, or nobody works on this one. */
export async function assigneesOf(
  viewer: Viewer,
  order: { locationId: number; stage: string; assigneeId: number | null },
) {
  if (!isStaff(viewer) || order.stage === 'completed') return null;
  const assignees = await listAssignees(order.locationId);
  const id = order.assigneeId;
  // Who has it may have left since.
  const before =
    id === null || assignees.some((one) => one.id === id)
      ? null
      : await db().user.findUnique({ where: { id }, select: { id: true, name: true } });
  return { assignees: before ? [before, ...assignees] : assignees, me: viewer.userId };
}

/** The names of this person at those of the locations where they can be given orders; empty for a stranger. */
export async function findAssignee(
  tx: Db,
  userId: number,
  locationIds: number[],
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const locationId of new Set(locationIds)) {
    const person = await tx.user.findFirst({
      where: { AND: [{ id: userId }, working(locationId)] },
      select: { name: true },
    });
    if (person) names.set(locationId, person.name);
  }
  return names;
}
