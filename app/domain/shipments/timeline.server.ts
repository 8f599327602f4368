import { db } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';

/**
 * What happened with a shipment, newest first, as far as the viewer may know.
 * @param shipmentId a shipment that was already found to be the viewer's
 */
export async function listShipmentTimeline(viewer: Viewer, shipmentId: number) {
  const events = await db().event.findMany({
    where: { shipmentId, ...(isStaff(viewer) ? {} : { visibility: 'public' }) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 200,
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

export type ShipmentTimelineEntry = Awaited<ReturnType<typeof listShipmentTimeline>>[number];
