import type { Pool, PoolClient } from 'pg';
import type { Status } from '../../app/domain/orders/rules';
import { insertBulkAccounts } from './bulk-accounts';
import { insertOrders, type SpIds, spIdsAfterHighest } from './insert-orders';
import { SEEDING_LOCK } from './lock';
import { type MadeOrder, makeOrder } from './make-order';
import { insertOnsite, raiseSpIds } from './onsite';
import { type Random, seededRandom } from './random';
import { type Company, loadWorld, type World } from './world';

type BulkOptions = {
  orders: number;
  /** New accounts that the orders are spread over. */
  accounts: number;
  seed?: number;
  /** Told after each batch how many orders are in. */
  onProgress?: (done: number) => void;
};

const BATCH = 1_250;
const LANES = 2;
const YEARS_MS = 3 * 365 * 86_400_000;
const COMPLETED_SHARE = 0.9;
/** The newest part of the orders, in which those are that are not completed. */
const RECENT_SHARE = 0.12;

/**
 * Adds orders in bulk, of the same shape as the demo's, to a database that has at least one service location. Nine of ten are
 * completed; they spread over the last three years. Batches are committed one by one. Nobody is mailed about them.
 */
export async function seedBulk(database: Pool, options: BulkOptions): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SEEDING_LOCK]);
    const random = seededRandom(options.seed ?? Date.now());
    const accountIds = new Set(await insertBulkAccounts(client, options.accounts, random));
    const make = orderMaker(await loadWorld(client), accountIds, options.orders, random);
    const spIds = await spIdsAfterHighest(client);
    await insertOnsite(client, [], new Date(), random);
    const work = { make, spIds, options, next: 0, done: 0 };
    await Promise.all(Array.from({ length: LANES }, () => addBatches(database, work)));
    await raiseSpIds(client);
    await client.query('ANALYZE');
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    client.release();
  }
}

type Work = {
  make: (position: number) => MadeOrder;
  spIds: SpIds;
  options: BulkOptions;
  next: number;
  done: number;
};

/** Takes batches until none is left. While the database takes a batch of one lane, the next one is made in the other. */
async function addBatches(database: Pool, work: Work): Promise<void> {
  const client = await database.connect();
  try {
    // Bulk data is made again rather than recovered, so a commit need not wait for the disk.
    await client.query('SET synchronous_commit = off');
    while (work.next < work.options.orders) {
      const start = work.next;
      const size = Math.min(BATCH, work.options.orders - start);
      work.next += size;
      const batch = Array.from({ length: size }, (_, index) => work.make(start + index));
      await insertBatch(client, batch, work.spIds, seededRandom(start));
      work.done += size;
      work.options.onProgress?.(work.done);
    }
  } finally {
    await client.query('RESET synchronous_commit').catch(() => undefined);
    client.release();
  }
}

async function insertBatch(
  client: PoolClient,
  batch: MadeOrder[],
  spIds: SpIds,
  random: Random,
): Promise<void> {
  await client.query('BEGIN');
  try {
    const orders = await insertOrders(client, batch, spIds);
    await insertOnsite(client, orders, new Date(), random);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

const COMPLETED: readonly (readonly [Status, number])[] = [
  ['returned', 84],
  ['returned_unrepaired', 8],
  ['cancelled', 8],
];
const OPEN: readonly (readonly [Status, number])[] = [
  ['draft', 4],
  ['confirmed', 20],
  ['in_transit', 12],
  ['received', 8],
  ['diagnosing', 12],
  ['awaiting_decision', 10],
  ['awaiting_parts', 10],
  ['in_repair', 15],
  ['ready', 9],
];
const ONSITE: Partial<Record<Status, Status>> = {
  returned: 'executed',
  cancelled: 'cancelled',
  confirmed: 'check_requirements',
  in_transit: 'requirements_met',
  received: 'set_appointment',
  diagnosing: 'confirm_execution',
  awaiting_decision: 'under_review',
};

/** Gives a function that makes the order at a position of all, the oldest first. */
function orderMaker(world: World, accountIds: ReadonlySet<number>, total: number, random: Random) {
  const accounts = world.companies.filter(({ id }) => accountIds.has(id));
  const partners = world.companies.filter(({ kind, users }) => kind === 'partner' && users.length > 0);
  const customers = new Map<number, Company[]>(accounts.map((account) => [account.id, [account]]));
  for (const company of world.companies) {
    if (company.resellerId !== null) customers.get(company.resellerId)?.push(company);
  }
  const now = Date.now();
  return (position: number): MadeOrder => {
    const recent = position >= total * (1 - RECENT_SHARE);
    const open = recent && random.chance((1 - COMPLETED_SHARE) / RECENT_SHARE);
    const usual = random.weighted(open ? OPEN : COMPLETED);
    const partner = partners.length > 0 && random.chance(0.06) ? random.pick(partners) : undefined;
    const onsite = partner && ONSITE[usual];
    const account = random.pick(accounts);
    return makeOrder(
      world,
      {
        account,
        customer: random.pick(customers.get(account.id) ?? [account]),
        kind: onsite ? 'onsite' : 'repair',
        status: onsite ?? usual,
        end: new Date(now - YEARS_MS * (1 - (position + random.next()) / total) - 60_000),
        ...(onsite && partner && { partner }),
      },
      random,
    );
  };
}
