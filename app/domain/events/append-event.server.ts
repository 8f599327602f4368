import type { Db } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { requestId } from '~/platform/request-id.server';

export type EventVisibility = 'public' | 'internal';

export type NewEvent = {
  type: string;
  /** What it is about: an order, a shipment, a company, or several of them. */
  orderId?: number;
  shipmentId?: number;
  companyId?: number;
  /** The user who did it; absent when the portal did. */
  actorId?: number;
  visibility: EventVisibility;
  data?: Record<string, unknown>;
};

/**
 * Appends an event and enqueues the job that mails, indexes and informs because of it, in the caller's transaction.
 * @returns the event's id
 */
export async function appendEvent(tx: Db, event: NewEvent): Promise<bigint> {
  const { id } = await tx.event.create({ data: rowOf(event), select: { id: true } });
  await enqueue(tx, 'event', { eventId: String(id) });
  return id;
}

/** Appends many events and one job for all of them, in the caller's transaction. */
export async function appendEvents(tx: Db, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = await tx.event.createManyAndReturn({ data: events.map(rowOf), select: { id: true } });
  await enqueue(tx, 'events', { eventIds: rows.map(({ id }) => String(id)) });
}

function rowOf(event: NewEvent) {
  return {
    type: event.type,
    orderId: event.orderId ?? null,
    shipmentId: event.shipmentId ?? null,
    companyId: event.companyId ?? null,
    actorId: event.actorId ?? null,
    visibility: event.visibility,
    data: (event.data ?? {}) as object,
    requestId: requestId() ?? null,
  };
}
