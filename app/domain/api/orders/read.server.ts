import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../../auth/rules';
import { getOrder, type OrderDetail } from '../../orders/detail.server';
import { decodeCursor, encodeCursor } from '../../orders/keyset.server';
import { listOrders, listOrdersById, type OrderRow } from '../../orders/list.server';
import { type OrderKind, STAGES, type Stage, type Status, stageOf } from '../../orders/rules';
import { type Onsite, onsiteOf } from '../../partners/onsite.server';
import { englishWords, problem } from '../problems.server';
import { totalsOf } from '../schema';
import { dayOf, iso, nextUrl, orderUrl } from '../urls.server';
import type { foundSchema, ListedOrder, orderListSchema, orderSchema } from './answer-schema';
import type { OrderQuery } from './schema';

type Summarised = Pick<
  OrderRow,
  | 'number'
  | 'kind'
  | 'status'
  | 'deviceName'
  | 'imei'
  | 'serial'
  | 'customerReferences'
  | 'internalReferences'
  | 'trackingNumbers'
  | 'createdAt'
  | 'statusSince'
  | 'dueAt'
> & { kind: OrderKind; status: Status };

function summaryOf(order: Summarised) {
  const { number, kind, status, customerReferences, internalReferences, trackingNumbers } = order;
  return {
    ...{ number, kind, stage: stageOf(kind, status), status },
    device: { name: order.deviceName, imei: order.imei, serial: order.serial },
    ...{ customerReferences, internalReferences, trackingNumbers },
    createdAt: order.createdAt.toISOString(),
    statusSince: order.statusSince.toISOString(),
    dueAt: iso(order.dueAt),
    links: { self: orderUrl(number) },
  };
}

/** A place in a list: in this tab, behind this row of it. */
type Place = { stage: Stage; after: string | undefined };

/** Throws Problem `invalid` (422) for what is no cursor of this list. */
function placeOf(cursor: string | undefined, stages: readonly Stage[]): Place | undefined {
  if (cursor === undefined) return stages[0] && { stage: stages[0], after: undefined };
  const [, name = '', after = ''] = /^(\w+)(?:\.([\w-]+))?$/.exec(cursor) ?? [];
  const stage = stages.find((one) => one === name);
  const decoded = decodeCursor(after, 'createdAt');
  const ours = after === '' || (decoded !== null && encodeCursor(decoded) === after);
  if (stage && ours) return { stage, after: after || undefined };
  throw problem('invalid', { errors: [{ parameter: 'cursor', detail: englishWords('api_unknown_cursor') }] });
}

/**
 * A page of the viewer's orders, the newest of a tab first, one tab after the other.
 * @param ids of the orders that a search found; undefined when none was asked for
 * Throws Problem `invalid` (422) for a strange cursor.
 */
export async function pageOfOrders(
  viewer: Viewer,
  query: OrderQuery,
  ids: number[] | undefined,
): Promise<z.output<typeof orderListSchema>> {
  const stages = query.stage ? [query.stage] : STAGES;
  const filter = { statuses: query.status ?? [], ids };
  const rows: OrderRow[] = [];
  let place = placeOf(query.cursor, stages);
  while (place && rows.length < query.limit) {
    const { stage, after } = place;
    const size = query.limit - rows.length;
    const page = await listOrders(viewer, filter, { stage, sort: 'created', direction: 'desc', size, after });
    rows.push(...page.rows);
    const following: Stage | undefined = stages[stages.indexOf(stage) + 1];
    place = page.next ? { stage, after: page.next } : following && { stage: following, after: undefined };
  }
  const cursor = place && (place.after ? `${place.stage}.${place.after}` : place.stage);
  const next = cursor ? nextUrl('/orders', { ...query, status: query.status?.join() }, cursor) : null;
  return { orders: rows.map(listedOrder), links: { next } };
}

/** An order as lists show it. */
function listedOrder(row: Summarised & { customerName: string; locationName: string }): ListedOrder {
  return {
    ...summaryOf(row),
    customer: { name: row.customerName },
    location: { name: row.locationName },
  };
}

/** One order as the viewer may know it. Throws DomainError `not_found` (404). */
export async function orderForApi(viewer: Viewer, number: string): Promise<z.output<typeof orderSchema>> {
  const order = await getOrder(viewer, number);
  if (!order) throw new DomainError('not_found', 404);
  const onsite = await onsiteOf(viewer, order);
  return {
    ...summaryOf(order),
    customer: { number: order.customer.number, name: order.customer.name },
    location: { name: order.location.name },
    spId: order.spId,
    problem: order.problem,
    completedAt: iso(order.completedAt),
    sold: order.sold.map(({ description, quantityThousandths }) => ({ description, quantityThousandths })),
    money: moneyOf(order),
    onsite: onsite && onsitePart(onsite),
  };
}

function moneyOf({ money, currency }: OrderDetail): z.output<typeof orderSchema>['money'] {
  if (!money) return null;
  return {
    currency,
    lines: money.lines.map((line) => ({
      kind: line.kind as 'service' | 'product',
      description: line.description,
      quantityThousandths: line.quantityThousandths,
      unitPriceMinor: line.unitPriceMinor,
      vatBasisPoints: line.vatBasisPoints,
      netMinor: line.net,
    })),
    ...totalsOf(money.totals),
  };
}

function onsitePart({ serviceType, partner, released, site, goods, dispatched, fee, ...rest }: Onsite) {
  const { arrivesOn, payment, visit } = rest;
  return {
    serviceType: { id: serviceType.id, name: serviceType.nameEn },
    ...{ partner, released, site, goods, dispatched, fee },
    arrivesOn: dayOf(arrivesOn),
    payment: payment && { ...payment, paidAt: iso(payment.paidAt) },
    visit: visit && { startsAt: visit.startsAt.toISOString(), endsAt: visit.endsAt.toISOString() },
  };
}

/** What a search found, the best first. */
export async function foundOrders(
  viewer: Viewer,
  { exact, ids }: { exact: string | null; ids: number[] },
): Promise<z.output<typeof foundSchema>> {
  return { exact, orders: (await listOrdersById(viewer, ids)).map(listedOrder) };
}
