import { type Db, db, pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleSql, visibleTo } from '../orders/visible.server';
import { type Direction, MAX_ITEMS, WAITING_STATUS } from './rules';

/** Orders of one account that wait for dispatch to one location by one shipping method. */
export type WaitingGroup = {
  accountId: number;
  accountName: string;
  locationId: number;
  locationName: string;
  methodId: number | null;
  methodEn: string | null;
  methodDe: string | null;
  /** IANA time zone of the location. */
  timeZone: string;
  count: number;
  /** Since when the oldest of them waits. */
  since: Date;
};

/** How many groups are shown at once, those that wait longest first. */
const MAX_GROUPS = 50;

/** A confirmed repair order of a reseller that is in no live shipment. */
const WAITS = `o.status = 'confirmed' AND o.stage = 'new' AND o.kind = 'repair' AND a.kind = 'reseller'
  AND NOT EXISTS (SELECT FROM shipment_items i WHERE i.order_id = o.id AND i.live)`;

/** What waits for dispatch, grouped by account, service location and shipping method; the oldest first. */
export async function listWaitingGroups(viewer: Viewer): Promise<WaitingGroup[]> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const { rows } = await pool().query<WaitingGroup>(
    `SELECT a.id AS "accountId", a.name AS "accountName", l.id AS "locationId", l.name AS "locationName",
       l.time_zone AS "timeZone", m.id AS "methodId", m.name_en AS "methodEn", m.name_de AS "methodDe",
       count(*)::int AS count, min(coalesce(o.confirmed_at, o.created_at)) AS since
     FROM orders o JOIN companies a ON a.id = o.account_id JOIN locations l ON l.id = o.location_id
       LEFT JOIN shipping_methods m ON m.id = o.shipping_method_id
     WHERE ${condition} AND ${WAITS}
     GROUP BY a.id, l.id, m.id ORDER BY since, a.id, l.id, m.id LIMIT ${MAX_GROUPS}`,
    [value],
  );
  return rows;
}

/** How many orders wait for dispatch. */
export async function countWaiting(viewer: Viewer): Promise<number> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const { rows } = await pool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM orders o JOIN companies a ON a.id = o.account_id WHERE ${condition} AND ${WAITS}`,
    [value],
  );
  return rows[0]?.n ?? 0;
}

type GroupKey = Pick<WaitingGroup, 'accountId' | 'locationId'> & { methodId?: number | null };

const waits = (viewer: Viewer, direction: Direction, group: GroupKey) => ({
  AND: [
    {
      kind: 'repair',
      status: WAITING_STATUS[direction],
      accountId: group.accountId,
      locationId: group.locationId,
      ...(group.methodId === undefined ? {} : { shippingMethodId: group.methodId }),
      shipmentItems: { none: { live: true } },
    },
    visibleTo(viewer),
  ],
});

/** The first orders of a group, oldest first. Without a method those of every method. */
export function listWaitingOrders(viewer: Viewer, direction: Direction, group: GroupKey, take: number) {
  return db().order.findMany({
    where: waits(viewer, direction, group),
    orderBy: { id: 'asc' },
    take,
    select: {
      id: true,
      number: true,
      deviceName: true,
      imei: true,
      serial: true,
      customerReferences: true,
      confirmedAt: true,
      customer: { select: { name: true } },
    },
  });
}

export type WaitingOrder = Awaited<ReturnType<typeof listWaitingOrders>>[number];

/** The numbers of the orders of a group, oldest first, at most as many as a shipment takes. */
export async function waitingNumbers(
  tx: Db,
  viewer: Viewer,
  { direction, ...group }: GroupKey & { direction: Direction },
): Promise<string[]> {
  const orders = await tx.order.findMany({
    where: waits(viewer, direction, group),
    orderBy: { id: 'asc' },
    take: MAX_ITEMS,
    select: { number: true },
  });
  return orders.map(({ number }) => number);
}
