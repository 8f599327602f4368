import type { ClientBase } from 'pg';
import { insertRows, takeIds } from './insert-rows';
import type { MadeOrder } from './make-order';

/** An order that is in the database now. */
export type InsertedOrder = MadeOrder & { id: number; number: string };

/** Gives the SP-IDs of on-site orders, `SP-NNNNNN`, each once. */
export type SpIds = () => string;

/** SP-IDs that carry on from the highest one in the database. The caller holds the seeding lock. */
export async function spIdsAfterHighest(client: ClientBase): Promise<SpIds> {
  const { rows } = await client.query<{ sp_id: string }>(
    'SELECT sp_id FROM orders WHERE sp_id IS NOT NULL ORDER BY sp_id DESC LIMIT 1',
  );
  let last = Number(rows[0]?.sp_id.slice(3) ?? 0);
  return () => `SP-${String(++last).padStart(6, '0')}`;
}

/**
 * Inserts orders with their devices, submissions and events. Numbers come from the sequence, oldest order first, with
 * the year (UTC) of their creation.
 */
export async function insertOrders(
  client: ClientBase,
  made: readonly MadeOrder[],
  spIds: SpIds,
): Promise<InsertedOrder[]> {
  const sorted = made.toSorted((a, b) => a.columns.created_at.getTime() - b.columns.created_at.getTime());
  const ids = await takeIds(client, 'orders_id_seq', sorted.length);
  const serials = await takeIds(client, 'order_number_seq', sorted.length);
  const devices = await insertDevices(client, sorted);
  const orders = sorted.map((order, index) => {
    const year = order.columns.created_at.getUTCFullYear();
    const number = `RO-${year}-${String(serials[index]).padStart(6, '0')}`;
    const own = order.plan.kind === 'onsite' ? spIds() : null;
    return { ...order, id: ids[index] ?? 0, number, spId: own, deviceId: devices[index] ?? null };
  });
  await insertRows(
    client,
    'orders',
    orders.map(({ id, number, spId: own, deviceId, columns }) => ({
      id,
      number,
      sp_id: own,
      device_id: deviceId,
      ...columns,
    })),
  );
  await insertRows(
    client,
    'order_submissions',
    orders.flatMap(({ id, submission }) => (submission ? [{ order_id: id, ...submission }] : [])),
  );
  await insertRows(
    client,
    'events',
    orders.flatMap(({ id, events }) => events.map((event) => ({ order_id: id, ...event }))),
  );
  return orders;
}

/** Inserts the devices that are not known yet; gives the id of each order's device, null where it has none. */
async function insertDevices(client: ClientBase, made: readonly MadeOrder[]): Promise<(number | null)[]> {
  const known = await knownDevices(client, made);
  const ids = await takeIds(client, 'devices_id_seq', made.length);
  const rows: object[] = [];
  const result = made.map(({ identity, device, columns }, index) => {
    if (!identity) return null;
    const found = identity.identifier === null ? undefined : known.get(identity.identifier);
    if (found !== undefined) return found;
    const id = ids[index] ?? 0;
    if (identity.identifier !== null) known.set(identity.identifier, id);
    rows.push({
      id,
      ...identity,
      name: columns.device_name,
      manufacturer: device.model.maker,
      created_at: columns.created_at,
    });
    return id;
  });
  const count = await insertRows(client, 'devices', rows, 'skip');
  // Somebody else has inserted one of them meanwhile: use theirs.
  return count === rows.length ? result : insertDevices(client, made);
}

async function knownDevices(client: ClientBase, made: readonly MadeOrder[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ identifier: string; id: number }>(
    'SELECT identifier, id FROM devices WHERE identifier = ANY($1)',
    [made.flatMap(({ identity }) => identity?.identifier ?? [])],
  );
  return new Map(rows.map(({ identifier, id }) => [identifier, id]));
}
