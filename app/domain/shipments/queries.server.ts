import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { OrderKind, Status } from '../orders/rules';
import { type Direction, itemState, type ShipmentStatus } from './rules';
import { shipmentsVisibleTo } from './visible.server';

const DETAIL = {
  account: {
    select: {
      id: true,
      number: true,
      kind: true,
      name: true,
      email: true,
      phone: true,
      street: true,
      postalCode: true,
      city: true,
      country: true,
      locale: true,
    },
  },
  location: true,
  shippingMethod: { select: { id: true, code: true, nameEn: true, nameDe: true, carrier: true } },
  createdBy: { select: { id: true, name: true, email: true } },
  parcels: {
    orderBy: { position: 'asc' },
    select: {
      id: true,
      position: true,
      weightGrams: true,
      code: true,
      sscc: true,
      trackingNumber: true,
      scannedAt: true,
      scannedBy: { select: { name: true } },
    },
  },
  items: {
    orderBy: { id: 'asc' },
    select: {
      id: true,
      parcelId: true,
      accessories: true,
      unrepairedReason: true,
      live: true,
      scannedAt: true,
      scannedBy: { select: { name: true } },
      order: {
        select: {
          id: true,
          number: true,
          kind: true,
          status: true,
          deviceName: true,
          imei: true,
          serial: true,
          customerReferences: true,
          internalReferences: true,
          customer: { select: { number: true, name: true } },
        },
      },
    },
  },
  papers: {
    orderBy: [{ kind: 'asc' }, { version: 'desc' }],
    select: {
      id: true,
      kind: true,
      version: true,
      contentType: true,
      size: true,
      sha256: true,
      issuedAt: true,
      issuedBy: { select: { name: true } },
      voidedAt: true,
      voidedBy: { select: { name: true } },
    },
  },
} satisfies Prisma.ShipmentInclude;

/**
 * A shipment with its parcels, devices and papers, or null when it does not exist for this viewer. `scans` counts what was
 * scanned, by result.
 */
export async function getShipment(viewer: Viewer, number: string) {
  const found = await db().shipment.findFirst({
    where: { AND: [{ number }, shipmentsVisibleTo(viewer)] },
    include: DETAIL,
  });
  if (!found) return null;
  const counted = await db().shipmentScan.groupBy({
    by: ['result'],
    where: { shipmentId: found.id },
    _count: { _all: true },
  });
  const scanned = (result: string) => counted.find((row) => row.result === result)?._count._all ?? 0;
  const { submissionKey: _, items, ...shipment } = found;
  const life = { direction: found.direction as Direction, status: found.status as ShipmentStatus };
  return {
    ...shipment,
    ...life,
    items: items.map(({ order, ...item }) => ({
      ...item,
      state: itemState(life, item),
      order: { ...order, kind: order.kind as OrderKind, status: order.status as Status },
    })),
    scans: {
      parcel: scanned('parcel'),
      here: scanned('here'),
      unexpected: scanned('unexpected'),
      unknown: scanned('unknown'),
    },
  };
}

export type ShipmentDetail = NonNullable<Awaited<ReturnType<typeof getShipment>>>;
