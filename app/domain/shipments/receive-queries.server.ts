import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { OrderKind, Status } from '../orders/rules';
import type { ShipmentStatus } from './rules';
import { tallyShipment } from './scan-difference.server';
import type { ScanView } from './scan-rules';
import { shipmentsVisibleTo } from './visible.server';

/** The most shipments that the receiving desk lists. */
const LIST_MAX = 100;
export const SCAN_PAGE = 50;

const ON_THE_WAY = { direction: 'inbound', status: 'confirmed' } as const;
const EXPECTED = {
  OR: [{ live: true }, { scannedAt: { not: null } }],
} satisfies Prisma.ShipmentItemWhereInput;

/** The shipments on their way to the viewer's locations: those that are being unpacked first, then the oldest. */
export async function listExpectedShipments(viewer: Viewer) {
  const where = { AND: [ON_THE_WAY, shipmentsVisibleTo(viewer)] };
  const shipments = await db().shipment.findMany({
    where,
    orderBy: [{ arrivedAt: { sort: 'desc', nulls: 'last' } }, { confirmedAt: 'asc' }],
    take: LIST_MAX,
    select: {
      id: true,
      number: true,
      confirmedAt: true,
      arrivedAt: true,
      account: { select: { name: true } },
      location: { select: { name: true } },
      _count: { select: { parcels: true, items: { where: EXPECTED } } },
    },
  });
  const here = await db().shipmentItem.groupBy({
    by: ['shipmentId'],
    where: { shipmentId: { in: shipments.map(({ id }) => id) }, scannedAt: { not: null } },
    _count: { _all: true },
  });
  const hereOf = new Map(here.map((row) => [row.shipmentId, row._count._all]));
  return {
    total: await db().shipment.count({ where }),
    rows: shipments.map(({ _count, account, location, ...shipment }) => ({
      ...shipment,
      account: account.name,
      location: location.name,
      parcels: _count.parcels,
      expected: _count.items,
      here: hereOf.get(shipment.id) ?? 0,
    })),
  };
}

export type ExpectedShipment = Awaited<ReturnType<typeof listExpectedShipments>>['rows'][number];

/**
 * A shipment as it is unpacked: its counts, its parcels, and one page of one part. Null when it does not exist for this
 * viewer, or is not on its way in.
 */
export async function getScanIn(viewer: Viewer, number: string, view: ScanView, page: number) {
  const found = await db().shipment.findFirst({
    where: {
      AND: [
        { number, direction: 'inbound', status: { in: ['confirmed', 'closed'] } },
        shipmentsVisibleTo(viewer),
      ],
    },
    include: {
      account: { select: { name: true } },
      location: { select: { name: true } },
      parcels: {
        orderBy: { position: 'asc' },
        include: { items: { where: EXPECTED, select: { scannedAt: true } }, scans: { select: { id: true } } },
      },
    },
  });
  if (!found) return null;
  const [tally, rows, unexpected, unknown] = await Promise.all([
    tallyShipment(db(), found),
    view === 'unexpected' ? [] : listItems(found.id, view, page),
    listUnexpected(found),
    listUnknown(found.id),
  ]);
  return {
    number: found.number,
    status: found.status as ShipmentStatus,
    account: found.account.name,
    location: found.location.name,
    arrivedAt: found.arrivedAt,
    closedAt: found.closedAt,
    tally,
    parcels: found.parcels.map(({ items, scans, ...parcel }) => ({
      code: parcel.code,
      position: parcel.position,
      scannedAt: parcel.scannedAt,
      scanId: scans[0]?.id ?? null,
      expected: items.length,
      here: items.filter(({ scannedAt }) => scannedAt).length,
    })),
    rows,
    unexpected,
    unknown,
  };
}

export type ScanInDetail = NonNullable<Awaited<ReturnType<typeof getScanIn>>>;

async function listItems(shipmentId: number, view: 'missing' | 'here', page: number) {
  const here = view === 'here';
  const items = await db().shipmentItem.findMany({
    where: { shipmentId, ...(here ? { scannedAt: { not: null } } : { scannedAt: null, live: true }) },
    orderBy: here ? [{ scannedAt: 'desc' }, { id: 'asc' }] : [{ parcel: { position: 'asc' } }, { id: 'asc' }],
    skip: page * SCAN_PAGE,
    take: SCAN_PAGE,
    include: {
      parcel: { select: { position: true } },
      scannedBy: { select: { name: true } },
      order: { include: { customer: { select: { name: true } } } },
    },
  });
  const scans = await db().shipmentScan.findMany({
    where: { shipmentId, result: 'here', orderId: { in: items.map(({ orderId }) => orderId) } },
    select: { id: true, orderId: true },
  });
  const scanOf = new Map(scans.map(({ id, orderId }) => [orderId, id]));
  return items.map(({ order, ...item }) => ({
    id: item.id,
    number: order.number,
    device: order.deviceName,
    identifier: order.imei ?? order.serial,
    customer: order.customer.name,
    accessories: item.accessories,
    parcel: item.parcel?.position ?? null,
    scannedAt: item.scannedAt,
    scannedBy: item.scannedBy?.name ?? null,
    /** What takes the scan back; null when it was received in another way, or work on it has begun. */
    scanId: order.status === 'received' ? (scanOf.get(order.id) ?? null) : null,
  }));
}

export type ScanRow = Awaited<ReturnType<typeof listItems>>[number];

/** What is unexpected about a device that came. */
type UnexpectedWhy = 'unexpected' | 'other_account' | 'other_location';

/** Devices that came though nobody announced them. What is not of this location is not told more of than its code. */
async function listUnexpected(shipment: { id: number; accountId: number; locationId: number }) {
  const scans = await db().shipmentScan.findMany({
    where: { shipmentId: shipment.id, result: 'unexpected', orderId: { not: null } },
    orderBy: { id: 'desc' },
    take: LIST_MAX,
    include: { order: true, scannedBy: { select: { name: true } } },
  });
  return scans.map(({ order, ...scan }) => {
    const elsewhere = order?.locationId !== shipment.locationId;
    const foreign = order?.accountId !== shipment.accountId;
    const why: UnexpectedWhy = elsewhere ? 'other_location' : foreign ? 'other_account' : 'unexpected';
    return {
      id: scan.id,
      code: scan.code,
      at: scan.at,
      by: scan.scannedBy.name,
      why,
      order:
        order && !elsewhere
          ? {
              number: order.number,
              device: order.deviceName,
              kind: order.kind as OrderKind,
              status: order.status as Status,
            }
          : null,
    };
  });
}

export type UnexpectedRow = Awaited<ReturnType<typeof listUnexpected>>[number];

function listUnknown(shipmentId: number) {
  return db().shipmentScan.findMany({
    where: { shipmentId, result: 'unknown' },
    orderBy: { id: 'desc' },
    take: LIST_MAX,
    select: { id: true, code: true, at: true },
  });
}
