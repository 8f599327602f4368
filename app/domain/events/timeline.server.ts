import { db, type Prisma } from '~/platform/db.server';
import { isStaff, seesPrices, type Viewer } from '../auth/rules';

/** Shown elsewhere on the page, or of no interest to people. */
const NOT_SHOWN = ['message.posted', 'message.settled', 'order.draft_changed'];
/** What of prices is spoken of, in their data or by being there. */
const PRICED = [
  'order.line_added',
  'order.line_removed',
  'quote.sent',
  'quote.accepted',
  'quote.declined',
  'quote.withdrawn',
  'quote.expired',
  'quote.superseded',
];
const SHIPMENT_EVENTS_MAX = 200;

/** Whether a viewer who knows of an order may know that this happened with it. */
export function mayHearOf(
  viewer: Viewer,
  { type, visibility }: { type: string; visibility: string },
): boolean {
  return (isStaff(viewer) || visibility === 'public') && (seesPrices(viewer) || !PRICED.includes(type));
}

/**
 * What happened on an order, newest first, as far as the viewer may know.
 * @param orderId an order that was already found to be the viewer's
 */
export function listTimeline(viewer: Viewer, orderId: number) {
  const hidden = seesPrices(viewer) ? NOT_SHOWN : [...NOT_SHOWN, ...PRICED];
  return readTimeline(viewer, { where: { orderId, type: { notIn: hidden } } });
}

/**
 * What happened with a shipment, newest first, as far as the viewer may know.
 * @param shipmentId a shipment that was already found to be the viewer's
 */
export function listShipmentTimeline(viewer: Viewer, shipmentId: number) {
  return readTimeline(viewer, { where: { shipmentId }, take: SHIPMENT_EVENTS_MAX });
}

type Wanted = { where: Prisma.EventWhereInput; take?: number };

async function readTimeline(viewer: Viewer, { where, ...limit }: Wanted) {
  const events = await db().event.findMany({
    where: { ...where, ...(isStaff(viewer) ? {} : { visibility: 'public' }) },
    ...limit,
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

export type TimelineEntry = Awaited<ReturnType<typeof readTimeline>>[number];
