import { type Db, Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { ScannedCode } from './scan-rules';
import { shipmentsVisibleTo } from './visible.server';

const FOUND = {
  id: true,
  position: true,
  code: true,
  shipment: { select: { id: true, number: true, direction: true, status: true } },
} satisfies Prisma.ShipmentParcelSelect;

/** Confirmed ones first, and of those the newest. */
const LIKELY = [{ status: 'asc' }, { id: 'desc' }] satisfies Prisma.ShipmentOrderByWithRelationInput[];

/** The parcel that has this code, SSCC or tracking number, of the shipments that the viewer may know of. */
export async function findScannedParcel(tx: Db, viewer: Viewer, code: ScannedCode) {
  const shipment = shipmentsVisibleTo(viewer);
  const own = [
    ...(code.parcelCode ? [{ code: code.parcelCode }] : []),
    ...(code.sscc ? [{ sscc: code.sscc }] : []),
  ];
  const found =
    own.length > 0
      ? await tx.shipmentParcel.findFirst({ where: { OR: own, shipment }, select: FOUND })
      : null;
  return found ?? findTracked(tx, viewer, code);
}

/** By the tracking number of the carrier's label, which also stands with the orders inside. */
async function findTracked(tx: Db, viewer: Viewer, { query }: ScannedCode) {
  if (query.folded.length < 8) return null;
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT p.id FROM order_identifiers i
    JOIN shipment_items item ON item.order_id = i.order_id
    JOIN shipment_parcels p ON p.shipment_id = item.shipment_id
    WHERE i.kind = 'tracking' AND i.term = ${query.folded} AND portal_fold(p.tracking_number) = ${query.folded}`;
  return tx.shipmentParcel.findFirst({
    where: { id: { in: rows.map(({ id }) => id) }, shipment: shipmentsVisibleTo(viewer) },
    orderBy: { id: 'desc' },
    select: FOUND,
  });
}

/** A submitted repair order that has the scanned identifier. */
export type ScannedOrder = {
  id: number;
  number: string;
  status: string;
  deviceName: string;
  accountId: number;
  locationId: number;
};

/**
 * The repair orders of all locations and accounts that have this number, IMEI or serial as a whole, the newest first.
 * What of it the scanning person is told, is for the caller to decide.
 */
export async function findScannedOrders(tx: Db, { query }: ScannedCode): Promise<ScannedOrder[]> {
  const { whole, numbers, imei14 } = query;
  if (query.folded === '') return [];
  const among = (values: string[]) => Prisma.sql`i.term = ANY (${values}::text[])`;
  return tx.$queryRaw<ScannedOrder[]>`
    SELECT DISTINCT o.id, o.number, o.status, o.device_name AS "deviceName", o.account_id AS "accountId",
           o.location_id AS "locationId"
    FROM order_identifiers i JOIN orders o ON o.id = i.order_id
    WHERE ${among([...new Set([...whole, ...numbers, ...imei14])])} AND o.kind = 'repair' AND o.confirmed_at IS NOT NULL
      AND CASE i.kind WHEN 'number' THEN ${among([...whole, ...numbers])} WHEN 'imei14' THEN ${among(imei14)}
                      WHEN 'imei' THEN ${among(whole)} WHEN 'serial' THEN ${among(whole)} ELSE false END
    ORDER BY o.id DESC LIMIT 200`;
}

/**
 * The shipment that waits for these orders, or has them: the one on its way first, then the newest.
 * @returns null when the viewer may know of none
 */
export function findShipmentOf(tx: Db, viewer: Viewer, orderIds: number[]) {
  return tx.shipment.findFirst({
    where: {
      AND: [shipmentsVisibleTo(viewer), { direction: 'inbound', status: { in: ['confirmed', 'closed'] } }],
      items: { some: { orderId: { in: orderIds }, OR: [{ live: true }, { scannedAt: { not: null } }] } },
    },
    orderBy: LIKELY,
    select: { number: true },
  });
}
