import { pool } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';
import { mayHearOf } from '../events/timeline.server';
import { visibleFilter, visibleSql } from '../orders/visible.server';
import { EVERYTHING, type LiveChange } from './rules';

/** An event as the database tells of it (trigger `events_tell`). */
export type ToldEvent = { id: number; type: string; orderId: number | null; visibility: string };

/** What the database told: an event, or that there were too many at once to name them. */
export type Told = ToldEvent | { many: true };

/** Of more events than these only that there were many is said. */
const MANY = 200;
/** Events of a command get their numbers before they are seen: those of the last seconds are looked at again. */
const OVERLAP = `e.id > $1::bigint - 1000
  AND (e.id > $1::bigint OR e.at > (SELECT at FROM events WHERE id = $1::bigint) - interval '10 s')`;
/** Whoever missed more than these has missed a lot, whether it was theirs or not. */
const FAR = 20_000;

/** Reads a notification of the channel `portal_events`; null when it is none. */
export function readTold(payload: string): Told | null {
  try {
    const { many, id, type, orderId, visibility } = JSON.parse(payload);
    if (many === true) return { many };
    return { id: Number(id), type: String(type), orderId, visibility: String(visibility) };
  } catch {
    return null;
  }
}

/** The number of the newest event; 0 when there is none. */
export async function newestEvent(): Promise<number> {
  const { rows } = await pool().query<{ id: string | null }>({
    name: 'newest-event',
    text: 'SELECT max(id) AS id FROM events',
  });
  return Number(rows[0]?.id ?? 0);
}

/** The events after this one, oldest first. */
export async function eventsSince(after: number): Promise<Told[]> {
  const { rows } = await pool().query<{
    id: string;
    type: string;
    order_id: number | null;
    visibility: string;
  }>({
    name: 'events-since',
    text: `SELECT e.id, e.type, e.order_id, e.visibility FROM events e WHERE ${OVERLAP} ORDER BY e.id LIMIT $2`,
    values: [after, MANY + 1],
  });
  if (rows.length > MANY) return [{ many: true }];
  return rows.map(({ id, type, order_id: orderId, visibility }) => ({
    ...{ id: Number(id), type, orderId, visibility },
  }));
}

/** What has changed for this viewer after this event, and the number of the newest event to ask for next time. */
export async function changesSince(
  viewer: Viewer,
  after: number,
): Promise<{ id: number; changes: LiveChange[] }> {
  const id = await newestEvent();
  if (id - after > FAR) return { id, changes: [EVERYTHING] };
  const { condition, value } = visibleSql(viewer, 'o', '$2');
  const { rows } = await pool().query<LiveChange & { visibility: string }>({
    name: `changes-of-${viewer.role}`,
    text: `SELECT DISTINCT o.number AS topic, e.type, e.visibility
           FROM events e JOIN orders o ON o.id = e.order_id
           WHERE ${OVERLAP} AND ${condition} AND (e.visibility = 'public' OR $3) LIMIT $4`,
    values: [after, value, isStaff(viewer), MANY + 1],
  });
  if (rows.length > MANY) return { id, changes: [EVERYTHING] };
  const mine = rows.filter((row) => mayHearOf(viewer, row));
  return { id, changes: mine.map(({ topic, type }) => ({ topic, type })) };
}

/** What of an order decides on who may know of it. */
type KnownOrder = {
  number: string;
  kind: string;
  locationId: number;
  accountId: number;
  customerId: number;
  partnerId: number | null;
};

/** The orders with these ids, by id. */
export async function ordersOf(ids: number[]): Promise<Map<number, KnownOrder>> {
  const { rows } = await pool().query<KnownOrder & { id: number }>({
    name: 'live-orders',
    text: `SELECT id, number, kind, location_id AS "locationId", account_id AS "accountId",
             customer_id AS "customerId", partner_id AS "partnerId"
           FROM orders WHERE id = ANY ($1::int[])`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** What an event is to a viewer; null when it is not theirs to know. */
export function changeFor(
  viewer: Viewer,
  event: ToldEvent,
  order: KnownOrder | undefined,
): LiveChange | null {
  if (!order || !mayHearOf(viewer, event)) return null;
  const theirs = visibleFilter(viewer).every(({ field, among }) =>
    (among as (number | string | null)[]).includes(order[field]),
  );
  return theirs ? { topic: order.number, type: event.type } : null;
}
