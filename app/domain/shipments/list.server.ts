import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { normaliseTracking } from './carriers';
import type { Direction, ShipmentStatus } from './rules';
import { shipmentsVisibleTo } from './visible.server';

/** The tabs of shipments that exist; what waits for dispatch is no shipment yet. */
export const SHIPMENT_TABS = ['preparation', 'on_the_way', 'arrived', 'all'] as const;
export type ShipmentTab = (typeof SHIPMENT_TABS)[number];

export const SHIPMENT_PAGE = 50;

const IN_TAB: Record<ShipmentTab, Prisma.ShipmentWhereInput> = {
  preparation: { status: 'draft' },
  on_the_way: { status: 'confirmed', arrivedAt: null },
  arrived: { OR: [{ status: 'closed' }, { status: 'confirmed', NOT: { arrivedAt: null } }] },
  all: {},
};

/** How many shipments of the viewer are in each tab. */
export async function countShipments(viewer: Viewer): Promise<Record<ShipmentTab, number>> {
  const counts = await Promise.all(
    SHIPMENT_TABS.map((tab) =>
      db().shipment.count({ where: { AND: [shipmentsVisibleTo(viewer), IN_TAB[tab]] } }),
    ),
  );
  return Object.fromEntries(SHIPMENT_TABS.map((tab, index) => [tab, counts[index] ?? 0])) as Record<
    ShipmentTab,
    number
  >;
}

/**
 * One page of a tab, the newest first. `next` and `previous` are ids for the next call, or null.
 * @param at the shipments before this id (`after`) or after it (`before`)
 * @param ids only these: what a search found
 */
export async function listShipments(
  viewer: Viewer,
  tab: ShipmentTab,
  at: { after?: number; before?: number } = {},
  ids?: number[],
) {
  const backwards = at.before !== undefined;
  const rows = await db().shipment.findMany({
    where: {
      AND: [
        shipmentsVisibleTo(viewer),
        IN_TAB[tab],
        ...(ids ? [{ id: { in: ids } }] : []),
        ...(backwards ? [{ id: { gt: at.before ?? 0 } }] : []),
        ...(at.after !== undefined ? [{ id: { lt: at.after } }] : []),
      ],
    },
    orderBy: { id: backwards ? 'asc' : 'desc' },
    take: SHIPMENT_PAGE + 1,
    select: ROW,
  });
  const more = rows.length > SHIPMENT_PAGE;
  const shown = rows.slice(0, SHIPMENT_PAGE);
  if (backwards) shown.reverse();
  return {
    rows: shown.map(({ account, location, _count, parcels, ...row }) => ({
      ...row,
      direction: row.direction as Direction,
      status: row.status as ShipmentStatus,
      accountName: account.name,
      locationName: location.name,
      devices: _count.items,
      parcels: parcels.length,
      tracking: parcels.flatMap(({ trackingNumber }) => trackingNumber ?? []),
    })),
    next: (more || backwards ? shown.at(-1)?.id : null) ?? null,
    previous: ((backwards ? more : at.after !== undefined) ? shown[0]?.id : null) ?? null,
  };
}

const ROW = {
  id: true,
  number: true,
  direction: true,
  status: true,
  pickUpOn: true,
  createdAt: true,
  confirmedAt: true,
  arrivedAt: true,
  closedAt: true,
  difference: true,
  differenceSeenAt: true,
  account: { select: { name: true } },
  location: { select: { name: true } },
  _count: { select: { items: true } },
  parcels: { orderBy: { position: 'asc' }, select: { trackingNumber: true } },
} satisfies Prisma.ShipmentSelect;

export type ShipmentRow = Awaited<ReturnType<typeof listShipments>>['rows'][number];

/** The most shipments that a search gives. */
const FOUND_MAX = 200;

/**
 * The viewer's shipments with this number, parcel number, SSCC, tracking number, or order number; the last digits of a
 * shipment's number are enough. Case, spaces and dashes do not matter. Newest first, at most 200.
 */
export async function findShipments(
  viewer: Viewer,
  typed: string,
): Promise<{ id: number; number: string }[]> {
  const code = normaliseTracking(typed);
  if (code.length < 3) return [];
  const spelled = typed.trim().toUpperCase();
  const sscc = /^(?:00)?(\d{18})$/.exec(code)?.[1];
  const digits = /^\d{3,8}$/.test(code) ? code : null;
  return db().shipment.findMany({
    where: {
      AND: [
        shipmentsVisibleTo(viewer),
        {
          OR: [
            { number: { in: numbersMeant(code) } },
            { parcels: { some: { trackingNumber: { in: [spelled, code, typed.trim()] } } } },
            { items: { some: { order: { number: spelled } } } },
            ...(sscc ? [{ parcels: { some: { sscc } } }] : []),
            ...(digits ? [{ number: { endsWith: digits } }] : []),
          ],
        },
      ],
    },
    orderBy: { id: 'desc' },
    take: FOUND_MAX,
    select: { id: true, number: true },
  });
}

/** The shipment numbers that a folded text may mean: a parcel's number is that of its shipment with two more digits. */
function numbersMeant(code: string): string[] {
  const [, year, rest = ''] = /^(?:SH)?(20\d\d)(\d{6,12})$/.exec(code) ?? [];
  return year ? [`SH-${year}-${rest}`, `SH-${year}-${rest.slice(0, -2)}`] : [];
}

/** The shipments that an order is or was in, newest first, as far as the viewer may know of them. */
export async function listShipmentsOfOrder(viewer: Viewer, orderId: number) {
  const shipments = await db().shipment.findMany({
    where: { AND: [shipmentsVisibleTo(viewer), { items: { some: { orderId } } }] },
    orderBy: { id: 'desc' },
    select: {
      number: true,
      direction: true,
      status: true,
      arrivedAt: true,
    },
  });
  return shipments.map((shipment) => ({
    ...shipment,
    direction: shipment.direction as Direction,
    status: shipment.status as ShipmentStatus,
  }));
}

/** The shipping methods that are offered, in their order. */
export function listShippingMethods() {
  return db().shippingMethod.findMany({
    where: { active: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, nameEn: true, nameDe: true },
  });
}
