import type { Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { Stage } from './rules';
import { visibleSql, visibleTo } from './visible.server';

/** Which of the viewer's orders; what is not said leaves none out. Instants are UTC, the end of a range is exclusive. */
export type OrderFilter = {
  statuses: string[];
  locationId?: number | undefined;
  customerId?: number | undefined;
  /** Days of creation. */
  from?: Date | undefined;
  until?: Date | undefined;
  /** Days of completion. */
  completedFrom?: Date | undefined;
  completedUntil?: Date | undefined;
  /** Only open orders on which somebody should have acted before this instant. */
  lateAt?: Date | undefined;
  /** Only orders with messages that the viewer has not read. */
  unread?: true | undefined;
  /** Only the orders of the shipment with this number. */
  shipment?: string | undefined;
  /** Only these orders: what a search found. */
  ids?: number[] | undefined;
};

/** Shipments are the accounts' that send them and the operator's: others learn nothing from a number of one. */
const knowsShipments = ({ role }: Viewer) => role !== 'customer' && role !== 'partner';

/** True for filters that no running count knows of. */
export function countsRowByRow(filter: OrderFilter): boolean {
  const { statuses: _, locationId: __, ...others } = filter;
  return Object.values(others).some((value) => value !== undefined);
}

/** The filter as conditions that must all hold, what the viewer may see among them. */
export function filterWhere(viewer: Viewer, filter: OrderFilter): Prisma.OrderWhereInput[] {
  const {
    statuses,
    locationId,
    customerId,
    from,
    until,
    completedFrom,
    completedUntil,
    lateAt,
    unread,
    shipment,
    ids,
  } = filter;
  return [
    visibleTo(viewer),
    ...(statuses.length > 0 ? [{ status: { in: statuses } }] : []),
    ...(locationId !== undefined ? [{ locationId }] : []),
    ...(customerId !== undefined ? [{ customerId }] : []),
    ...(from ? [{ createdAt: { gte: from } }] : []),
    ...(until ? [{ createdAt: { lt: until } }] : []),
    ...(completedFrom ? [{ completedAt: { gte: completedFrom } }] : []),
    ...(completedUntil ? [{ completedAt: { lt: completedUntil } }] : []),
    ...(lateAt ? [{ dueAt: { lt: lateAt } }, { stage: { not: 'completed' } }] : []),
    ...(unread ? [{ reads: { some: { userId: viewer.userId, unread: true } } }] : []),
    ...(shipment === undefined
      ? []
      : [
          knowsShipments(viewer)
            ? { shipmentItems: { some: { shipment: { number: shipment } } } }
            : { id: -1 },
        ]),
    ...(ids ? [{ id: { in: ids } }] : []),
  ];
}

/**
 * The same in SQL for the orders that are called `o`.
 * @param add takes a value and gives the parameter that stands for it, such as `$3`
 */
export function filterSql(
  viewer: Viewer,
  filter: OrderFilter & { stage?: Stage | undefined },
  add: (value: unknown) => string,
): string[] {
  const { stage, statuses, locationId, customerId, unread, shipment, ids } = filter;
  const seen = (parameter: string) => visibleSql(viewer, 'o', parameter);
  const time = (column: string, sign: '>=' | '<', at: Date | undefined) =>
    at ? [`o.${column} ${sign} ${add(at)}::timestamptz`] : [];
  return [
    seen(add(seen('').value)).condition,
    ...(stage ? [`o.stage = ${add(stage)}`] : []),
    ...(statuses.length > 0 ? [`o.status = ANY (${add(statuses)}::text[])`] : []),
    ...(locationId !== undefined ? [`o.location_id = ${add(locationId)}::int`] : []),
    ...(customerId !== undefined ? [`o.customer_id = ${add(customerId)}::int`] : []),
    ...time('created_at', '>=', filter.from),
    ...time('created_at', '<', filter.until),
    ...time('completed_at', '>=', filter.completedFrom),
    ...time('completed_at', '<', filter.completedUntil),
    ...time('due_at', '<', filter.lateAt),
    ...(filter.lateAt ? [`o.stage <> 'completed'`] : []),
    ...(unread ? [`o.id IN (${unreadSql(add(viewer.userId))})`] : []),
    ...(shipment === undefined
      ? []
      : [knowsShipments(viewer) ? `o.id IN (${shippedSql(add(shipment))})` : 'false']),
    ...(ids ? [`o.id = ANY (${add(ids)}::int[])`] : []),
  ];
}

/** The ids of the orders with messages that a person has not read. @param user the parameter with their id */
export function unreadSql(user: string): string {
  return `SELECT r.order_id FROM order_reads r WHERE r.user_id = ${user}::int AND r.unread`;
}

const shippedSql = (number: string) =>
  `SELECT i.order_id FROM shipment_items i JOIN shipments s ON s.id = i.shipment_id WHERE s.number = ${number}`;
