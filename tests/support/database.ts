import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive, isPostgres, processIdentity } from '../../app/platform/postgres/process.server';
import { openDatabase } from '../../app/platform/postgres/server.server';

const TEMPLATE = 'portal_template';
const PREFIX = 'repair-portal-test-';

/** For a server whose data nobody needs after the run. */
const QUICK_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  // Several portals at once, each with connections of its own.
  max_connections: '300',
  shared_buffers: '128MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
};

/** Makes an empty folder for the data of a test: as root one that PostgreSQL's own user can reach. */
export function makeDataFolder(): string {
  const parent = process.getuid?.() === 0 ? '/var/lib' : tmpdir();
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, PREFIX));
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'owner'), processIdentity(process.pid) ?? '');
  return folder;
}

/** Removes the folders of test runs that were killed, and ends the servers they left. */
function removeDeadFolders(): void {
  const parent = process.getuid?.() === 0 ? '/var/lib' : tmpdir();
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(parent, name);
    const owner = readOrEmpty(join(folder, 'owner'));
    if (owner === '' || isAlive(owner) || statSync(folder).uid !== process.getuid?.()) continue;
    const [pid, data] = readOrEmpty(join(folder, 'postgres', 'data', 'postmaster.pid')).split('\n');
    if (data?.startsWith(folder) && isPostgres(Number(pid))) process.kill(Number(pid), 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Starts the one server of a test run, in a data folder of its own that `stop` removes. `url` may make databases. */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  removeDeadFolders();
  const dataDir = makeDataFolder();
  const server = await openDatabase({ dataDir, settings: QUICK_SETTINGS });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

/** Makes the database that `cloneDatabase` copies; `prepare` fills it and must leave no connection open. */
export async function createTemplate(
  adminUrl: string,
  prepare: (url: string) => Promise<unknown>,
): Promise<void> {
  await execute(adminUrl, `DROP DATABASE IF EXISTS ${TEMPLATE}`);
  await execute(adminUrl, `CREATE DATABASE ${TEMPLATE}`);
  await prepare(withName(adminUrl, TEMPLATE));
}

/** Gives a test file a database of its own, a copy of the template; `drop` removes it with whoever is connected. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = process.env.TEST_DATABASE_ADMIN_URL;
  if (!adminUrl)
    throw new Error('TEST_DATABASE_ADMIN_URL is not set: is tests/support/global-setup.ts in use?');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  const drop = async () => {
    await execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { url: withName(adminUrl, name), drop };
}

/** The same server and user as `url`, another database. */
export function withName(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

/** Runs one statement on a connection of its own and gives its rows. */
export async function execute<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
