import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { OrderKind, Status } from '../orders/rules';
import { visibleSql } from '../orders/visible.server';
import { searchOrders } from './queries.server';
import { type ParsedQuery, parseQuery } from './rules';
import { type SuggestedCustomer, suggestCustomers } from './suggest-customers.server';
import { isSuggestible, markedTerms, meansName, namesDevice } from './suggest-rules';

const ORDERS_MAX = 5;
const CUSTOMERS_MAX = 3;
const DEVICES_MAX = 3;
/** So many of the best orders are looked through for devices and customers. */
const LOOKED_AT = 30;

export type Suggestions = {
  orders: { number: string; kind: OrderKind; status: Status; deviceName: string; customerName: string }[];
  /** `query` is the search that finds the customer's orders; `id` is that of one that the viewer may order for. */
  customers: { id: number | null; number: string; name: string; query: string }[];
  devices: { name: string; identifier: string }[];
  /** What of them is marked. */
  terms: string[];
};

type Found = Suggestions['orders'][number] & {
  id: number;
  identifier: string | null;
  customerNumber: string;
};

/**
 * What the viewer may mean while typing, from 3 characters on: orders as `searchOrders` ranks them, customers by name or
 * number, devices of those orders. All of it is of orders that the viewer may see, or companies they may order for.
 * A short or empty text gives nothing; never fails for what is typed.
 */
export async function suggest(viewer: Viewer, text: string): Promise<Suggestions> {
  const query = parseQuery(text);
  if (!isSuggestible(query)) return { orders: [], customers: [], devices: [], terms: [] };
  const [found, customers] = await Promise.all([
    findOrders(viewer, query),
    // A customer has just one company to choose from: its own.
    viewer.role === 'customer' ? [] : suggestCustomers(viewer, query, CUSTOMERS_MAX),
  ]);
  const mistyped = viewer.role === 'customer' || customers.length > 0 ? [] : customersOf(found, query);
  return {
    orders: found.slice(0, ORDERS_MAX).map(({ number, kind, status, deviceName, customerName }) => ({
      ...{ number, kind, status, deviceName, customerName },
    })),
    customers: [...customers, ...mistyped].map(({ id, number, name }) => ({
      ...{ id, number, name, query: `${number} ${name}` },
    })),
    devices: devicesOf(found, query),
    terms: markedTerms(query),
  };
}

/** The best orders with what is shown of them; read through the viewer's eyes once more. */
async function findOrders(viewer: Viewer, query: ParsedQuery): Promise<Found[]> {
  const { ids } = await searchOrders(viewer, query.text, LOOKED_AT);
  if (ids.length === 0) return [];
  const { condition, value } = visibleSql(viewer, 'o', '$2');
  const { rows } = await pool().query<Found>({
    name: `suggest-orders-${viewer.role}`,
    text: `SELECT o.id, o.number, o.kind, o.status, o.device_name AS "deviceName",
             coalesce(o.imei, o.serial) AS identifier, c.name AS "customerName", c.number AS "customerNumber"
           FROM orders o JOIN companies c ON c.id = o.customer_id WHERE o.id = ANY ($1::int[]) AND ${condition}
           ORDER BY array_position($1::int[], o.id)`,
    values: [ids, value],
  });
  return rows;
}

function devicesOf(found: Found[], query: ParsedQuery): Suggestions['devices'] {
  const devices = new Map<string, { name: string; identifier: string }>();
  for (const { deviceName: name, identifier } of found)
    if (identifier && !devices.has(identifier) && namesDevice(query, { name, identifier }))
      devices.set(identifier, { name, identifier });
  return [...devices.values()].slice(0, DEVICES_MAX);
}

/** The customers of found orders whose name was typed with an error. */
function customersOf(found: Found[], query: ParsedQuery) {
  const names = new Map<string, SuggestedCustomer>();
  for (const { customerNumber: number, customerName: name } of found)
    if (meansName(query, name)) names.set(`${number} ${name}`, { id: null, number, name });
  return [...names.values()].slice(0, CUSTOMERS_MAX);
}
