import type { Viewer } from '../../../app/domain/auth/rules';
import { pool } from '../../../app/platform/db.server';
import { foldIdentifier } from '../../../app/platform/text';

/** An order as its row has it: the search is judged by this and not by its own tables. */
export type KnownOrder = {
  id: number;
  number: string;
  imei: string | null;
  serial: string | null;
  references: string[];
  tracking: string[];
  accountId: number;
  customerId: number;
  locationId: number;
  partnerId: number | null;
  kind: string;
  device: string;
  problem: string;
  customer: string;
};

export type Truth = {
  orders: KnownOrder[];
  byId: ReadonlyMap<number, KnownOrder>;
  byNumber: ReadonlyMap<string, KnownOrder>;
  /** The orders that have this identifier, whatever its case, separators and leading zeros. */
  ownersOf(identifier: string): ReadonlySet<number>;
};

const NOBODY: ReadonlySet<number> = new Set();

/** The identifier without what makes no difference. */
const keyOf = (text: string) => foldIdentifier(text).replace(/^0+/, '');

/** An order number may lack its prefix, its zeros and its year. */
function numberKeys(number: string): string[] {
  const [, year = '', count = ''] = /^RO-(\d{4})-0*(\d+)$/.exec(number) ?? [];
  const digits = keyOf(number).slice(2);
  return ['', 'RO', 'R0'].flatMap((prefix) => [digits, year + count, count].map((rest) => prefix + rest));
}

/** Reads every order. */
export async function loadTruth(): Promise<Truth> {
  const { rows } = await pool().query<KnownOrder>(
    `SELECT o.id, o.number, o.imei, o.serial, o.customer_references || o.internal_references AS references,
       o.tracking_numbers AS tracking, o.account_id AS "accountId", o.customer_id AS "customerId",
       o.location_id AS "locationId", o.partner_id AS "partnerId", o.kind, o.device_name AS device, o.problem, c.name AS customer
     FROM orders o JOIN companies c ON c.id = o.customer_id ORDER BY o.id`,
  );
  const owners = new Map<string, Set<number>>();
  const own = (key: string, id: number) => owners.set(key, (owners.get(key) ?? new Set()).add(id));
  for (const { id, number, imei, serial, references, tracking } of rows) {
    for (const text of [imei, serial, ...references, ...tracking]) if (text) own(keyOf(text), id);
    // Without its check digit (3GPP TS 23.003 §6.2), which an IMEISV lacks.
    if (imei) own(imei.slice(0, 14).replace(/^0+/, ''), id);
    for (const key of numberKeys(number)) own(key, id);
  }
  return {
    orders: rows,
    byId: new Map(rows.map((order) => [order.id, order])),
    byNumber: new Map(rows.map((order) => [order.number, order])),
    ownersOf: (identifier) => owners.get(keyOf(identifier)) ?? NOBODY,
  };
}

type Seen = Pick<Viewer, 'role'> & Partial<Pick<Viewer, 'companyId' | 'locationIds'>>;

const viewer = ({ role, companyId = null, locationIds = [] }: Seen): Viewer => ({
  ...{ userId: 0, sessionId: 0, name: '', email: '', companyName: null, locale: null, theme: 'system' },
  ...{ role, companyId, locationIds },
});

/** One viewer of every role that may see the order (DESIGN 4.1). */
export function viewersOf({ accountId, customerId, locationId, partnerId, kind }: KnownOrder): Viewer[] {
  return [
    viewer({ role: 'administrator' }),
    viewer({ role: 'customer', companyId: customerId }),
    viewer({ role: 'reseller', companyId: accountId }),
    viewer({ role: 'technician', locationIds: [locationId] }),
    ...(partnerId !== null && kind === 'onsite' ? [viewer({ role: 'partner', companyId: partnerId })] : []),
  ];
}

/** Whether the viewer may see the order, said once more in words of its own. */
export function maySee({ role, companyId, locationIds }: Viewer, order: KnownOrder | undefined): boolean {
  if (!order) return false;
  const company = { reseller: order.accountId, customer: order.customerId, partner: order.partnerId };
  if (role === 'administrator') return true;
  if (role === 'technician') return locationIds.includes(order.locationId);
  return companyId !== null && company[role] === companyId && (role !== 'partner' || order.kind === 'onsite');
}
