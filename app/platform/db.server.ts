import pg from 'pg';
import { Prisma, PrismaClient } from './db/generated/client';
import { PrismaPgInTurn } from './db/one-query-at-a-time.server';
import { env } from './env.server';
import { singleton } from './singleton';

export { Prisma };

/** The database, or a transaction on it. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

type Connection = { url: string; pool: pg.Pool; client: PrismaClient };

const current = singleton('db', () => ({ connection: undefined as Connection | undefined }));

/** Connects this process to the database at `url`; later calls with another url replace the connection. */
export function connectDatabase(url: string, options: { poolSize?: number } = {}): void {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? env().DATABASE_POOL,
    connectionTimeoutMillis: 10_000,
    query_timeout: env().DATABASE_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
  });
  // A connection that the server closes is replaced on the next query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const client = new PrismaClient({
    adapter: new PrismaPgInTurn(pool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
  current.connection = { url, pool, client };
}

function connection(): Connection {
  const found = current.connection;
  if (!found) throw new Error('The database is not connected: call connectDatabase first.');
  return found;
}

/** The Prisma client of this process. */
export function db(): PrismaClient {
  return connection().client;
}

/** The connection pool below Prisma, for what needs SQL of its own. */
export function pool(): pg.Pool {
  return connection().pool;
}

/** Closes the connections of this process. */
export async function disconnectDatabase(): Promise<void> {
  const found = current.connection;
  current.connection = undefined;
  await found?.client.$disconnect();
  if (found && !found.pool.ending) await found.pool.end();
}

/** Runs `work` in one transaction: all of its writes, events and jobs happen, or none. */
export function transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return db().$transaction(work);
}

/** True when the error is a unique violation of PostgreSQL. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
