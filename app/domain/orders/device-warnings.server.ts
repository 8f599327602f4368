import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { REPEAT_DAYS } from './device-rules';
import { visibleSql } from './visible.server';

/** Numbers of other orders of the same device: one that is still open, and the repair after which it came back so soon. */
export type DeviceWarning = { open: string | null; repeatOf: string | null };

/**
 * What the devices of these orders, which were already found to be the viewer's, have to be known for, by the order's id; an
 * order without anything is left out.
 */
export async function deviceWarnings(
  viewer: Viewer,
  orderIds: number[],
): Promise<Map<number, DeviceWarning>> {
  if (orderIds.length === 0) return new Map();
  const { condition, value } = visibleSql(viewer, 'other', '$1');
  const same = `SELECT same.id FROM devices own JOIN devices same ON same.id = own.id OR same.imei = own.imei
    WHERE own.id = o.device_id`;
  const placed = 'coalesce(o.confirmed_at, o.created_at)';
  const rows = await db().$queryRawUnsafe<({ id: number } & DeviceWarning)[]>(
    `SELECT o.id, open.number AS open, repair.number AS "repeatOf" FROM orders o
     LEFT JOIN LATERAL (
       SELECT other.number FROM orders other
       WHERE other.device_id IN (${same}) AND other.id <> o.id AND o.stage <> 'completed' AND other.stage <> 'completed'
         AND other.status <> 'draft' AND ${condition} ORDER BY other.id DESC LIMIT 1
     ) open ON true
     LEFT JOIN LATERAL (
       SELECT other.number FROM orders other
       WHERE other.device_id IN (${same}) AND other.id <> o.id AND other.status = 'returned'
         AND other.completed_at <= ${placed} AND other.completed_at > ${placed} - make_interval(days => ${REPEAT_DAYS})
         AND ${condition} ORDER BY other.completed_at DESC LIMIT 1
     ) repair ON true
     WHERE o.id = ANY ($2::int[]) AND (open.number IS NOT NULL OR repair.number IS NOT NULL)`,
    value,
    orderIds,
  );
  return new Map(rows.map(({ id, open, repeatOf }) => [id, { open, repeatOf }]));
}
