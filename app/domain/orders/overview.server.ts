import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { unreadSql } from './filter.server';
import type { Week } from './overview-weeks';
import type { OrderKind, Status } from './rules';
import { visibleSql } from './visible.server';

const STAGES_SQL = `o.stage IN ('new', 'at_location', 'completed')`;

/** Orders with unread messages are counted up to this number. */
export const UNREAD_MAX = 1000;

/** How many orders have messages that the viewer has not read, at most `UNREAD_MAX`. */
export async function countUnreadOrders(viewer: Viewer): Promise<number> {
  const { condition, value } = visibleSql(viewer, 'o', '$2');
  const { rows } = await pool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (
       SELECT FROM orders o WHERE o.id IN (${unreadSql('$1')}) AND ${condition} LIMIT ${UNREAD_MAX}) u`,
    [viewer.userId, value],
  );
  return rows[0]?.n ?? 0;
}

export type LateOrder = {
  number: string;
  kind: OrderKind;
  status: Status;
  device: string;
  customer: string;
  dueAt: Date;
};

/** The open orders that are due longest, at most `limit`, and how many are late at `now` altogether. */
export async function listLate(
  viewer: Viewer,
  now: Date,
  limit: number,
): Promise<{ total: number; orders: LateOrder[] }> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  // Written as the indexes on `due_at` are, so that they hold all that is asked.
  const late = `${condition} AND o.stage <> 'completed' AND o.due_at < $2`;
  const { rows } = await pool().query<LateOrder & { total: number }>(
    `SELECT o.number, o.kind, o.status, o.device_name AS device, c.name AS customer, o.due_at AS "dueAt",
       (SELECT count(*)::int FROM orders o WHERE ${late}) AS total
     FROM orders o JOIN companies c ON c.id = o.customer_id
     WHERE ${late} ORDER BY o.due_at, o.id LIMIT $3`,
    [value, now, limit],
  );
  return { total: rows[0]?.total ?? 0, orders: rows.map(({ total: _, ...order }) => order) };
}

/** The instants at which weeks begin, and the one at which the last ends: what `width_bucket` counts from 1. */
const boundsOf = (weeks: readonly Week[]) => {
  const last = weeks.at(-1);
  return last ? [...weeks.map((week) => week.from), last.until] : [];
};

/** How many orders were created and completed in each of these weeks, which follow each other. Drafts count as created. */
export async function weeklyVolume(
  viewer: Viewer,
  weeks: readonly Week[],
): Promise<{ created: number; completed: number }[]> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const perWeek = (column: 'created_at' | 'completed_at') =>
    `SELECT '${column}' AS what, width_bucket(o.${column}, $2::timestamptz[]) AS week, count(*)::int AS n FROM orders o
     WHERE ${condition} AND ${STAGES_SQL} AND o.${column} >= $3 AND o.${column} < $4 GROUP BY 2`;
  const bounds = boundsOf(weeks);
  const { rows } = await pool().query<{ what: string; week: number; n: number }>(
    `${perWeek('created_at')} UNION ALL ${perWeek('completed_at')}`,
    [value, bounds, bounds[0], bounds.at(-1)],
  );
  const find = (what: string, index: number) =>
    rows.find((row) => row.what === what && row.week === index + 1)?.n ?? 0;
  return weeks.map((_, index) => ({
    created: find('created_at', index),
    completed: find('completed_at', index),
  }));
}
