import { db } from '~/platform/db.server';
import { isStaff, seesPrices, type Viewer } from '../auth/rules';

/** Shown elsewhere on the page, or of no interest to people. */
const NOT_SHOWN = ['message.posted', 'order.draft_changed'];
/** Their data hold prices. */
const PRICED = ['order.line_added', 'order.line_removed'];

/**
 * What happened on an order, newest first, as far as the viewer may know.
 * @param orderId an order that was already found to be the viewer's
 */
export async function listTimeline(viewer: Viewer, orderId: number) {
  const hidden = seesPrices(viewer) ? NOT_SHOWN : [...NOT_SHOWN, ...PRICED];
  const events = await db().event.findMany({
    where: { orderId, type: { notIn: hidden }, ...(isStaff(viewer) ? {} : { visibility: 'public' }) },
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
