import type { ClientBase } from 'pg';
import { parcelCode, shipmentNumber, spreadEvenly } from '../../app/domain/shipments/rules';
import type { InsertedOrder } from './insert-orders';
import { insertRows, takeIds } from './insert-rows';
import type { World } from './world';

/** Shipments of the demo's first reseller: one being packed, one on its way, one that arrived with a device missing. */

const DAY = 86_400_000;

type Plan = {
  status: 'draft' | 'confirmed' | 'closed';
  orders: InsertedOrder[];
  parcels: { weight: number; tracking: string | null }[];
  created: Date;
};

/** Puts the orders of the reseller that are far enough into shipments. What is left of the confirmed ones waits. */
export async function insertShipments(
  client: ClientBase,
  world: World,
  orders: readonly InsertedOrder[],
  now: Date,
): Promise<void> {
  const reseller = world.companies.find(({ kind, users }) => kind === 'reseller' && users.length > 0);
  const place = world.places[0];
  if (!reseller || !place) return;
  const own = (status: string) =>
    orders.filter(
      ({ columns }) =>
        columns.account_id === reseller.id && columns.location_id === place.id && columns.status === status,
    );
  const [missing, ...onTheWay] = own('in_transit');
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  const plans: Plan[] = [
    {
      status: 'closed',
      orders: [...own('received').slice(0, 3), ...(missing ? [missing] : [])],
      parcels: [{ weight: 4200, tracking: '990012345600000017' }],
      created: ago(6),
    },
    {
      status: 'confirmed',
      orders: onTheWay.slice(0, 6),
      parcels: [
        { weight: 2500, tracking: '1Z999AA10123456784' },
        { weight: 3100, tracking: null },
      ],
      created: ago(1),
    },
    {
      status: 'draft',
      orders: own('confirmed').slice(0, 3),
      parcels: [{ weight: 1800, tracking: null }],
      created: ago(0.1),
    },
  ];
  for (const plan of plans)
    if (plan.orders.length > 0) await insertShipment(client, plan, reseller.id, place.id);
}

async function insertShipment(
  client: ClientBase,
  plan: Plan,
  accountId: number,
  locationId: number,
): Promise<void> {
  const [id = 0] = await takeIds(client, 'shipments_id_seq', 1);
  const [serial = 0] = await takeIds(client, 'shipment_number_seq', 1);
  const number = shipmentNumber(plan.created.getUTCFullYear(), serial);
  const [{ owner, worker } = { owner: 0, worker: 0 }] = plan.orders;
  const sent = plan.status !== 'draft';
  const after = (hours: number) => new Date(plan.created.getTime() + hours * 3_600_000);
  const closed = plan.status === 'closed' ? after(30) : null;
  const missing = plan.orders.filter(({ columns }) => columns.status === 'in_transit');
  await insertRows(client, 'shipments', [
    {
      id,
      number,
      direction: 'inbound',
      status: plan.status,
      account_id: accountId,
      location_id: locationId,
      shipping_method_id: plan.orders[0]?.columns.shipping_method_id ?? null,
      submission_key: `demo-shipment-${number}`,
      note: '',
      created_by_id: owner,
      created_at: plan.created,
      confirmed_at: sent ? after(1) : null,
      arrived_at: closed && after(29),
      closed_at: closed,
      difference: closed ? missing.length : 0,
    },
  ]);
  const parcelIds = await takeIds(client, 'shipment_parcels_id_seq', plan.parcels.length);
  await insertRows(
    client,
    'shipment_parcels',
    plan.parcels.map(({ weight, tracking }, index) => ({
      id: parcelIds[index],
      shipment_id: id,
      position: index + 1,
      weight_grams: weight,
      code: parcelCode(number, index + 1),
      tracking_number: tracking,
      scanned_at: closed && after(29),
      scanned_by_id: closed && worker,
    })),
  );
  await insertItems(client, plan, id, parcelIds, closed && after(29.5));
  const said = { number, direction: 'inbound', orders: plan.orders.length, parcels: plan.parcels.length };
  const event = (type: string, at: Date, actor: number, data: object) => ({
    type,
    shipment_id: id,
    actor_id: actor,
    visibility: 'public',
    data,
    at,
  });
  await insertRows(client, 'events', [
    event('shipment.created', plan.created, owner, said),
    ...(sent ? [event('shipment.confirmed', after(1), owner, said)] : []),
    ...(closed
      ? [event('shipment.closed', closed, worker, { number, missing: missing.length, unexpected: 0 })]
      : []),
  ]);
  if (sent) await requestPapers(client, id, owner);
}

async function insertItems(
  client: ClientBase,
  plan: Plan,
  id: number,
  parcelIds: number[],
  scannedAt: Date | null,
) {
  const places = spreadEvenly(plan.orders.length, parcelIds.length);
  await insertRows(
    client,
    'shipment_items',
    plan.orders.map(({ id: orderId, worker, columns }, index) => {
      const here = scannedAt !== null && columns.status !== 'in_transit';
      return {
        shipment_id: id,
        order_id: orderId,
        parcel_id: parcelIds[(places[index] ?? 1) - 1],
        accessories: index === 0 ? 'Ladegerät' : '',
        live: !here,
        scanned_at: here ? scannedAt : null,
        scanned_by_id: here ? worker : null,
      };
    }),
  );
  await client.query(
    `UPDATE orders o SET tracking_numbers = ARRAY[p.tracking_number]
     FROM shipment_items i JOIN shipment_parcels p ON p.id = i.parcel_id
     WHERE i.order_id = o.id AND i.shipment_id = $1 AND p.tracking_number IS NOT NULL`,
    [id],
  );
}

/** The jobs of the portal make the papers, where there are jobs yet. */
async function requestPapers(client: ClientBase, shipmentId: number, actorId: number): Promise<void> {
  const { rows } = await client.query(`SELECT to_regnamespace('graphile_worker') IS NOT NULL AS there`);
  if (!rows[0]?.there) return;
  await client.query(`SELECT graphile_worker.add_job('shipment.papers', $1::json)`, [
    JSON.stringify({ shipmentId, actorId }),
  ]);
}
