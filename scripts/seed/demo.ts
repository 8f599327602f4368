import type { Pool, PoolClient } from 'pg';
import { DEMO_PASSWORD } from '../../app/domain/auth/demo.server';
import { hashPassword } from '../../app/domain/auth/password.server';
import { pool } from '../../app/platform/db.server';
import { DEMO_LOGINS, insertAccounts } from './accounts';
import { insertBasics } from './basics';
import { insertCannedReplies } from './canned-replies';
import { insertContracts } from './contracts';
import { makeLines, makeMessages } from './extras';
import { storeFiles } from './files';
import { insertOrders, spIdsAfterHighest } from './insert-orders';
import { insertRows } from './insert-rows';
import { insertIntakes } from './intakes';
import { insertInvitations } from './invitations';
import { SEEDING_LOCK } from './lock';
import { type MadeOrder, makeOrder, type Plan } from './make-order';
import { insertOnsite, raiseSpIds } from './onsite';
import { demoPlans } from './plans';
import { insertCatalogue, insertQuotes } from './quotes';
import { type Random, seededRandom } from './random';
import { insertSettlements } from './settlements';
import { insertShipments } from './shipments';
import { insertWebhooks } from './webhooks';
import { loadWorld, type World } from './world';

export { DEMO_LOGINS, DEMO_PASSWORD };

const UNREAD_DAYS = 3;

/**
 * Fills an empty database (one without operator): with the demo, or with what every installation needs. Processes that
 * start at once wait for each other, and the first one seeds.
 * @returns true when demo data is in the database and wanted
 */
export async function seedWhenEmpty({ demo }: { demo: boolean }): Promise<boolean> {
  return inTransaction(pool(), async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [SEEDING_LOCK]);
    const { rowCount } = await client.query('SELECT FROM operator');
    if (rowCount === 0 && demo) await insertDemo(client, {});
    else if (rowCount === 0) await insertBasics(client, false);
    if (!demo) return false;
    const { rowCount: people } = await client.query('SELECT FROM users WHERE demo LIMIT 1');
    return people !== 0;
  });
}

type DemoOptions = {
  /** The same seed makes the same people, devices and stories. */
  seed?: number;
  /** The moment (UTC) that everything happened before. */
  now?: Date;
};

/** Makes the demo in a database that has its tables and nothing in them, in one transaction. */
export async function seedDemo(database: Pool, options: DemoOptions = {}): Promise<void> {
  await inTransaction(database, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [SEEDING_LOCK]);
    await insertDemo(client, options);
  });
}

async function inTransaction<T>(database: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function insertDemo(client: PoolClient, { seed = 2026, now = new Date() }: DemoOptions): Promise<void> {
  const random = seededRandom(seed);
  const opened = new Date(now.getTime() - 300 * 86_400_000);
  await insertBasics(client, true);
  await insertAccounts(client, await hashPassword(DEMO_PASSWORD), opened);
  const world = await loadWorld(client);
  const made = makeOrders(world, demoPlans(world, now, random), random);
  const orders = await insertOrders(client, made, await spIdsAfterHighest(client));
  await insertRows(
    client,
    'messages',
    orders.flatMap((order) => makeMessages(order, random)),
  );
  await markRead(client, now);
  await insertCannedReplies(client);
  await insertRows(
    client,
    'order_lines',
    orders.flatMap((order) => makeLines(order, random)),
  );
  await insertRows(client, 'attachments', await storeFiles(orders, random));
  await insertShipments(client, world, orders, now);
  await insertCatalogue(client);
  await insertQuotes(client, orders, now, random);
  await insertIntakes(client, orders, now, random);
  await insertOnsite(client, orders, now, random);
  await raiseSpIds(client);
  await insertContracts(client, world, now);
  await insertSettlements(client, now);
  await insertWebhooks(client, orders, now);
  await insertInvitations(client, now);
}

/** People have read what was written to them until some days ago, and what came in before an order ended is settled. */
async function markRead(client: PoolClient, now: Date): Promise<void> {
  await client.query(
    `UPDATE order_reads r SET read_id = m.id, read_at = m.created_at + interval '2 hours'
     FROM messages m WHERE m.id = r.last_id AND m.created_at < $1`,
    [new Date(now.getTime() - UNREAD_DAYS * 86_400_000)],
  );
  await client.query(`UPDATE orders SET awaiting_reply_since = NULL WHERE stage = 'completed'`);
}

/** Makes the orders of the plans, oldest first; now and then a device comes back. */
function makeOrders(world: World, plans: Plan[], random: Random): MadeOrder[] {
  const seen = new Map<number, MadeOrder>();
  return plans
    .toSorted((a, b) => a.end.getTime() - b.end.getTime())
    .map((plan) => {
      const before = plan.kind === 'repair' && random.chance(0.06) ? seen.get(plan.customer.id) : undefined;
      const made = makeOrder(world, before ? { ...plan, known: before } : plan, random);
      if (plan.kind === 'repair' && made.submission) seen.set(plan.customer.id, made);
      return made;
    });
}
