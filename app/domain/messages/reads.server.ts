import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleSql } from '../orders/visible.server';
import { listMessages } from './messages.server';

/**
 * The conversation on an order for its page, each message with whether it is new to the viewer. From now on they count as
 * read, unless `seen` is false; one that arrives meanwhile stays unread.
 * @param orderId an order that was already found to be the viewer's
 */
export async function openConversation(viewer: Viewer, orderId: number, seen: boolean) {
  const messages = await listMessages(viewer, orderId);
  const newest = Math.max(0, ...messages.map(({ id }) => id));
  const before = seen ? await markRead(viewer, orderId, newest) : null;
  return messages.map((message) => ({
    ...message,
    isNew: before !== null && message.id > before && !message.ownCompany,
  }));
}

export type OpenedMessage = Awaited<ReturnType<typeof openConversation>>[number];

/** Up to which message the viewer had read before; null, and nothing is written, when there was nothing unread. */
async function markRead(viewer: Viewer, orderId: number, shownId: number): Promise<number | null> {
  const { rows } = await pool().query<{ before: number }>({
    name: 'mark-read',
    text: `UPDATE order_reads r SET read_id = $3, read_at = now()
           FROM (SELECT user_id, order_id, read_id FROM order_reads
                 WHERE user_id = $1 AND order_id = $2 AND unread AND read_id < $3 FOR UPDATE) b
           WHERE r.user_id = b.user_id AND r.order_id = b.order_id
           RETURNING b.read_id AS before`,
    values: [viewer.userId, orderId, shownId],
  });
  return rows[0]?.before ?? null;
}

/** More orders with unread messages are not counted. */
const UNREAD_MAX = 1_000;

/**
 * How many orders have messages that the viewer has not read, at most 1,000, and the number of the newest event, from which
 * a page that was made now is to be told what changes.
 * @param open the number of the order that the viewer is looking at, which is not counted
 */
export async function liveState(
  viewer: Viewer,
  open: string,
): Promise<{ unread: number; lastEvent: string }> {
  const { condition, value } = visibleSql(viewer, 'o', '$2');
  const { rows } = await pool().query<{ unread: number; lastEvent: string }>({
    name: `live-state-${viewer.role}`,
    text: `SELECT coalesce((SELECT max(id) FROM events), 0) AS "lastEvent", (
             SELECT count(*)::int FROM (
               SELECT FROM order_reads r JOIN orders o ON o.id = r.order_id
               WHERE r.user_id = $1 AND r.unread AND ${condition} AND o.number <> $3 LIMIT ${UNREAD_MAX}
             ) unread_orders
           ) AS unread`,
    values: [viewer.userId, value, open],
  });
  return rows[0] ?? { unread: 0, lastEvent: '0' };
}
