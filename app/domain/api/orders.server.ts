import type { z } from 'zod';
import { env } from '~/platform/env.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { getOrder, type OrderDetail } from '../orders/detail.server';
import { decodeCursor, encodeCursor } from '../orders/keyset.server';
import { listOrders, type OrderRow } from '../orders/list.server';
import { type OrderKind, STAGES, type Stage, type Status, stageOf } from '../orders/rules';
import { type Onsite, onsiteOf } from '../partners/onsite.server';
import { englishWords, problem } from './problems.server';
import type { OrderQuery, orderListSchema, orderSchema } from './schema';

/** Where an order is read through the API. */
export const orderUrl = (number: string) => `${env().publicUrl}/api/v1/orders/${number}`;

const iso = (at: Date | null) => at?.toISOString() ?? null;

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
  const orders = rows.map((row) => ({
    ...summaryOf(row),
    customer: { name: row.customerName },
    location: { name: row.locationName },
  }));
  return { orders, links: { next: place ? nextUrl(query, place) : null } };
}

function nextUrl({ stage, status, q, limit }: OrderQuery, place: Place): string {
  const search = new URLSearchParams({
    ...(stage && { stage }),
    ...(status && { status: status.join(',') }),
    ...(q && { q }),
    limit: String(limit),
    cursor: place.after ? `${place.stage}.${place.after}` : place.stage,
  });
  return `${env().publicUrl}/api/v1/orders?${search}`;
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
    netMinor: money.totals.net,
    vat: money.totals.vat.map(({ rate, net, vat }) => ({ basisPoints: rate, netMinor: net, vatMinor: vat })),
    grossMinor: money.totals.gross,
  };
}

function onsitePart({ serviceType, partner, released, site, goods, dispatched, fee, ...rest }: Onsite) {
  const { arrivesOn, payment, visit } = rest;
  return {
    serviceType: { id: serviceType.id, name: serviceType.nameEn },
    ...{ partner, released, site, goods, dispatched, fee },
    arrivesOn: iso(arrivesOn)?.slice(0, 10) ?? null,
    payment: payment && { ...payment, paidAt: iso(payment.paidAt) },
    visit: visit && { startsAt: visit.startsAt.toISOString(), endsAt: visit.endsAt.toISOString() },
  };
}
