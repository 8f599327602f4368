import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { countsRowByRow, filterWhere, type OrderFilter } from './filter.server';
import { type Cursor, decodeCursor, encodeCursor, keysetOrder, keysetWhere } from './keyset.server';
import { type OrderKind, STAGES, type Stage, type Status } from './rules';
import { countStatuses } from './tallies.server';
import { countUnread } from './unread.server';
import { visibleTo } from './visible.server';

export const PAGE_SIZES = [20, 50, 100] as const;

/** The columns by which a list can be sorted. */
export const SORTS = {
  created: 'createdAt',
  updated: 'statusSince',
  due: 'dueAt',
  device: 'deviceName',
} as const;
export type Sort = keyof typeof SORTS;

export type OrderPage = {
  stage: Stage;
  sort: Sort;
  direction: 'asc' | 'desc';
  size: number;
  after?: string | undefined;
  before?: string | undefined;
};

/** Counts are exact up to this number where they have to be counted row by row. */
const COUNT_LIMIT = 10_000;

const ROW = {
  id: true,
  number: true,
  kind: true,
  status: true,
  deviceName: true,
  imei: true,
  serial: true,
  customerReferences: true,
  internalReferences: true,
  trackingNumbers: true,
  createdAt: true,
  statusSince: true,
  dueAt: true,
  promiseMinutesLeft: true,
  customerId: true,
  locationId: true,
} satisfies Prisma.OrderSelect;

/** One page of a tab, by keyset: as quick far back as at the start. `next` and `previous` are cursors or null. */
export async function listOrders(viewer: Viewer, filter: OrderFilter, page: OrderPage) {
  const field = SORTS[page.sort];
  const backwards = page.before !== undefined;
  const direction = backwards ? (page.direction === 'asc' ? 'desc' : 'asc') : page.direction;
  const cursor = decodeCursor(page.before ?? page.after, field);
  const rows = await db().order.findMany({
    where: {
      AND: [
        { stage: page.stage },
        ...filterWhere(viewer, filter),
        ...(cursor ? keysetWhere(field, direction, cursor) : []),
      ],
    },
    orderBy: keysetOrder(field, direction),
    take: page.size + 1,
    select: ROW,
  });
  const more = rows.length > page.size;
  const shown = rows.slice(0, page.size);
  if (backwards) shown.reverse();
  const edge = (row: (typeof rows)[number] | undefined): string | null =>
    row ? encodeCursor({ value: row[field], id: row.id } as Cursor) : null;
  return {
    rows: await complete(viewer, shown),
    next: more || backwards ? edge(shown.at(-1)) : null,
    previous: (backwards ? more : cursor !== null) ? edge(shown[0]) : null,
  };
}

/** Of these orders those that the viewer may know of, as rows of a list in the order of `ids`. */
export async function listOrdersById(viewer: Viewer, ids: number[]): Promise<OrderRow[]> {
  const place = new Map(ids.map((id, index) => [id, index]));
  const rows = await db().order.findMany({
    where: { AND: [{ id: { in: ids } }, visibleTo(viewer)] },
    select: ROW,
  });
  return complete(
    viewer,
    rows.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0)),
  );
}

/** Adds the names of customer and location, which few rows share among many, and how many messages are unread. */
async function complete<
  Row extends { id: number; customerId: number; locationId: number; kind: string; status: string },
>(viewer: Viewer, rows: Row[]) {
  const distinct = (ids: number[]) => [...new Set(ids)];
  const [unread, customers, locations] = await Promise.all([
    countUnread(
      viewer,
      rows.map((row) => row.id),
    ),
    db().company.findMany({
      where: { id: { in: distinct(rows.map((row) => row.customerId)) } },
      select: { id: true, name: true },
    }),
    db().location.findMany({
      where: { id: { in: distinct(rows.map((row) => row.locationId)) } },
      select: { id: true, name: true, timeZone: true },
    }),
  ]);
  const customer = new Map(customers.map(({ id, name }) => [id, name]));
  const location = new Map(locations.map((place) => [place.id, place]));
  return rows.map((row) => ({
    ...row,
    kind: row.kind as OrderKind,
    status: row.status as Status,
    customerName: customer.get(row.customerId) ?? '',
    locationName: location.get(row.locationId)?.name ?? '',
    /** Where the clock of its deadline goes. */
    timeZone: location.get(row.locationId)?.timeZone ?? 'UTC',
    /** Messages that the viewer has not read. */
    unread: unread.get(row.id) ?? 0,
  }));
}

export type OrderRow = Awaited<ReturnType<typeof listOrders>>['rows'][number];

export type TabCounts = Record<Stage, { count: number; capped: boolean }>;

/** The number of orders in each tab. By status and location alone it comes from the running counts. */
export async function countTabs(viewer: Viewer, filter: OrderFilter): Promise<TabCounts> {
  const rowByRow = countsRowByRow(filter);
  const counts = await (rowByRow ? countRows(viewer, filter) : sumTallies(viewer, filter));
  return Object.fromEntries(
    STAGES.map((stage, index) => [
      stage,
      { count: counts[index] ?? 0, capped: rowByRow && counts[index] === COUNT_LIMIT },
    ]),
  ) as TabCounts;
}

function countRows(viewer: Viewer, filter: OrderFilter): Promise<number[]> {
  return Promise.all(
    STAGES.map((stage) =>
      db().order.count({ where: { AND: [{ stage }, ...filterWhere(viewer, filter)] }, take: COUNT_LIMIT }),
    ),
  );
}

async function sumTallies(viewer: Viewer, filter: OrderFilter): Promise<number[]> {
  const counts = await countStatuses(viewer, filter);
  return STAGES.map((stage) => counts.reduce((sum, row) => sum + (row.stage === stage ? row.n : 0), 0));
}
