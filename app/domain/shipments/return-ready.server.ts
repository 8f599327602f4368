import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleSql } from '../orders/visible.server';
import { MAX_ITEMS, WAITING_STATUS } from './rules';

/** Whose devices go back from where, and how its owner wished; null where none was chosen with the order. */
export type ReturnGroup = { accountId: number; locationId: number; way: string | null };

export type ReadyGroup = ReturnGroup & {
  accountName: string;
  locationName: string;
  timeZone: string;
  count: number;
  /** Since when the oldest of them is ready. */
  since: Date;
};

export type ReadyOrder = {
  number: string;
  deviceName: string;
  identifier: string | null;
  customerName: string;
};

const GROUPS_MAX = 200;

const READY = `orders o JOIN companies a ON a.id = o.account_id JOIN locations l ON l.id = o.location_id
  LEFT JOIN order_submissions s ON s.order_id = o.id
  WHERE o.status = '${WAITING_STATUS.return}' AND o.stage = 'at_location' AND o.kind = 'repair'
    AND NOT EXISTS (SELECT FROM shipment_items i WHERE i.order_id = o.id AND i.live)`;
const WAY = `s.content #>> '{delivery,method}'`;

/** The devices that wait to go back, grouped by account, location and the way its owner chose; the oldest first. */
export async function listReadyGroups(viewer: Viewer): Promise<ReadyGroup[]> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const { rows } = await pool().query<ReadyGroup>(
    `SELECT a.id AS "accountId", a.name AS "accountName", l.id AS "locationId", l.name AS "locationName",
       l.time_zone AS "timeZone", ${WAY} AS way, count(*)::int AS count, min(o.status_since) AS since
     FROM ${READY} AND ${condition}
     GROUP BY a.id, l.id, ${WAY} ORDER BY since, a.id, l.id LIMIT ${GROUPS_MAX}`,
    [value],
  );
  return rows;
}

/** The devices of a group, those that are ready longest first. @param take how many; `MAX_ITEMS` at most */
export async function listReadyOrders(
  viewer: Viewer,
  group: ReturnGroup,
  take: number = MAX_ITEMS,
): Promise<ReadyOrder[]> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const { rows } = await pool().query<ReadyOrder>(
    `SELECT o.number, o.device_name AS "deviceName", coalesce(o.imei, o.serial) AS identifier, c.name AS "customerName"
     FROM ${READY.replace('LEFT JOIN', 'JOIN companies c ON c.id = o.customer_id LEFT JOIN')} AND ${condition}
       AND a.id = $2 AND l.id = $3 AND ${WAY} IS NOT DISTINCT FROM $4::text
     ORDER BY o.status_since, o.id LIMIT $5`,
    [value, group.accountId, group.locationId, group.way, Math.min(take, MAX_ITEMS)],
  );
  return rows;
}
