import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { type OrderKind, STAGES, type Status } from './rules';
import { visibleTo } from './visible.server';

const LATEST = 10;

/**
 * How many orders of these customers are open: submitted and not completed; a customer without one is not in the answer.
 * @param customerIds customers that were already found to be the viewer's
 */
export async function countOpenOrders(customerIds: number[]): Promise<Map<number, number>> {
  const tallies = await db().orderTally.groupBy({
    by: ['scopeId'],
    where: {
      scope: 'customer',
      scopeId: { in: customerIds },
      stage: { not: 'completed' },
      status: { not: 'draft' },
    },
    _sum: { n: true },
  });
  return new Map(tallies.map(({ scopeId, _sum }) => [scopeId, _sum.n ?? 0]));
}

/** The ten newest orders of a customer that the viewer may know of. */
export async function latestOrdersOf(viewer: Viewer, customerId: number) {
  const ofStage = (stage: string) =>
    db().order.findMany({
      where: { AND: [{ customerId, stage }, visibleTo(viewer)] },
      select: { id: true, number: true, kind: true, status: true, deviceName: true, createdAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: LATEST,
    });
  const orders = (await Promise.all(STAGES.map(ofStage))).flat();
  return orders
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || other.id - one.id)
    .slice(0, LATEST)
    .map(({ kind, status, ...rest }) => ({ ...rest, kind: kind as OrderKind, status: status as Status }));
}
