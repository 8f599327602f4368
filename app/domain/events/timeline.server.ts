import { db } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';

/** Shown elsewhere on the page, or of no interest to people. */
const NOT_SHOWN = ['message.posted', 'order.draft_changed'];

/**
 * What happened on an order, newest first, as far as the viewer may know.
 * @param orderId an order that was already found to be the viewer's
 */
export async function listTimeline(viewer: Viewer, orderId: number) {
  const events = await db().event.findMany({
    where: { orderId, type: { notIn: NOT_SHOWN }, ...(isStaff(viewer) ? {} : { visibility: 'public' }) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    include: { actor: { select: { name: true } } },
  });
  return events.map((event) => ({
    id: String(event.id),
    type: event.type,
    at: event.at,
    actor: event.actor?.name ?? null,
    internal: event.visibility === 'internal',
    data: event.data as Record<string, unknown>,
  }));
}

export type TimelineEntry = Awaited<ReturnType<typeof listTimeline>>[number];
