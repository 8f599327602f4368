import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

/**
 * How many messages the viewer has not read, for those of these orders that have any. Messages of one's own company are
 * not counted, and internal notes never are.
 */
export async function countUnread(viewer: Viewer, orderIds: number[]): Promise<Map<number, number>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await pool().query<{ order_id: number; n: number }>({
    name: 'unread-of-orders',
    text: `SELECT r.order_id, count(*)::int AS n
           FROM order_reads r JOIN messages m ON m.order_id = r.order_id AND m.id > r.read_id
             JOIN users a ON a.id = m.author_id
           WHERE r.user_id = $1 AND r.order_id = ANY ($2::int[]) AND r.unread
             AND m.kind <> 'internal_note' AND a.company_id IS DISTINCT FROM $3::int
           GROUP BY r.order_id`,
    values: [viewer.userId, orderIds, viewer.companyId],
  });
  return new Map(rows.map((row) => [row.order_id, row.n]));
}
