import { db } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';
import { shipmentsVisibleTo } from './visible.server';

/**
 * The closed shipments whose difference nobody has noted yet, newest first, at most `limit`: what the account sent, for
 * its own people; both ways for the operator's.
 */
export function listUnseenDifferences(viewer: Viewer, limit: number): Promise<{ number: string }[]> {
  return db().shipment.findMany({
    where: {
      AND: [
        shipmentsVisibleTo(viewer),
        { status: 'closed', difference: { gt: 0 }, differenceSeenAt: null },
        isStaff(viewer) ? {} : { direction: 'inbound' },
      ],
    },
    orderBy: { id: 'desc' },
    take: limit,
    select: { number: true },
  });
}
