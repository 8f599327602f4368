import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { Week } from './overview-weeks';
import type { Status } from './rules';
import { visibleSql } from './visible.server';

/** What counts as done: what was cancelled took no time. */
export const DONE_STATUSES = ['returned', 'returned_unrepaired', 'executed'] as const satisfies Status[];

/** Days (of 24 hours) from confirmation to completion: half of the orders took at most `median`, nine of ten at most `p90`. */
export type Turnaround = { orders: number; median: number; p90: number };

/** The turnaround of the orders that were completed in each of these weeks, which follow each other, and in all of them. */
export async function weeklyTurnaround(
  viewer: Viewer,
  weeks: readonly Week[],
): Promise<{ weeks: (Turnaround | null)[]; all: Turnaround | null }> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const { rows } = await pool().query<{ week: number | null; orders: number; quantiles: number[] }>(
    `SELECT week, count(*)::int AS orders, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY days) AS quantiles
     FROM (SELECT width_bucket(o.completed_at, $2::timestamptz[]) AS week,
             extract(epoch FROM o.completed_at - o.confirmed_at)::float8 / 86400 AS days
           FROM orders o
           WHERE ${condition} AND o.completed_at >= $3 AND o.completed_at < $4
             AND o.status = ANY ($5::text[]) AND o.confirmed_at IS NOT NULL) done
     GROUP BY GROUPING SETS ((week), ()) HAVING count(*) > 0`,
    [value, weeks.map((week) => week.from), weeks[0]?.from, weeks.at(-1)?.until, [...DONE_STATUSES]],
  );
  const find = (week: number | null): Turnaround | null => {
    const row = rows.find((one) => one.week === week);
    const [median, p90] = row?.quantiles ?? [];
    return row && median !== undefined && p90 !== undefined ? { orders: row.orders, median, p90 } : null;
  };
  return { weeks: weeks.map((_, index) => find(index + 1)), all: find(null) };
}
