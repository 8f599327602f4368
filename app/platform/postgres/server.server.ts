import { createHash } from 'node:crypto';
import pg from 'pg';
import { ensureBinaries, removeOtherBinaries } from './binaries.server';
import { ensureCluster, readPassword, type Settings } from './cluster.server';
import { checkExternal } from './external.server';
import { countUsers, register, withLock } from './lock.server';
import { type Place, preparePlace } from './place.server';
import {
  findRunning,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
  superuser,
} from './postmaster.server';

export { DatabaseUnavailable } from './errors.server';

/** A database to connect to. `stop` ends this process's use of it, and the embedded server with its last user. */
type OpenDatabase = { url: string; owned: 'embedded' | 'external'; stop(): Promise<void> };

type Options = {
  /** The portal's data directory; the embedded server lives in its folder `postgres`. */
  dataDir: string;
  /** A PostgreSQL ≥ 15 to use instead of the embedded one. */
  databaseUrl?: string;
  /** Settings of postgresql.conf for the embedded server, when this call is the one that starts it. */
  settings?: Settings;
  log?: (line: string) => void;
};

/** The portal's role and database in the embedded server. */
const NAME = 'portal';

/**
 * Gives a reachable database: the one at `databaseUrl`, or the embedded PostgreSQL, which is set up, recovered, started,
 * or shared with the processes of the same data directory that use it already. Safe with starts at the same time.
 * The portal's role owns its database and may make others, but is no superuser. Throws `DatabaseUnavailable`, whose
 * message is one sentence for the operator.
 */
export async function openDatabase(options: Options): Promise<OpenDatabase> {
  if (options.databaseUrl) {
    await checkExternal(options.databaseUrl);
    return { url: options.databaseUrl, owned: 'external', stop: async () => undefined };
  }
  const place = await preparePlace(options.dataDir);
  return withLock(place.lock, async () => {
    const others = countUsers(place.users);
    const unregister = register(place.users);
    try {
      const server = await findOrStart(place, options, others > 0);
      await ensurePortal(place, server.port);
      let stopped: Promise<void> | undefined;
      const stop = () => {
        stopped ??= leave(place, unregister);
        return stopped;
      };
      const url = `postgresql://${NAME}:${portalPassword(place)}@127.0.0.1:${server.port}/${NAME}`;
      return { url, owned: 'embedded', stop };
    } catch (error) {
      unregister();
      throw error;
    }
  });
}

async function findOrStart(place: Place, options: Options, shared: boolean): Promise<Postmaster> {
  const log = options.log ?? (() => undefined);
  const running = await findRunning(place);
  if (running) {
    log(`PostgreSQL already runs on 127.0.0.1:${running.port}`);
    return running;
  }
  const settings = options.settings ?? {};
  const binaries = await ensureBinaries(place);
  await ensureCluster(place, binaries, settings.fsync === 'off');
  const started = await startPostmaster(place, binaries, settings, shared);
  removeOtherBinaries(place, binaries);
  log(`PostgreSQL ${binaries.version} runs on 127.0.0.1:${started.port}`);
  return started;
}

async function leave(place: Place, unregister: () => void): Promise<void> {
  await withLock(place.lock, async () => {
    unregister();
    if (countUsers(place.users) > 0) return;
    const running = await findRunning(place);
    if (running) await stopPostmaster(running);
  });
}

/** Makes the portal's role and database where they are missing, as after a first start that was killed. */
async function ensurePortal(place: Place, port: number): Promise<void> {
  const client = new pg.Client(superuser(place, port, 'postgres'));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const role = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [NAME]);
    if (role.rowCount === 0) {
      await client.query(`CREATE ROLE ${NAME} LOGIN CREATEDB PASSWORD '${portalPassword(place)}'`);
    }
    const database = await client.query('SELECT FROM pg_database WHERE datname = $1', [NAME]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${NAME} OWNER ${NAME}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The portal's own password; the superuser's cannot be derived from it. */
function portalPassword(place: Place): string {
  return createHash('sha256')
    .update(`${NAME}:${readPassword(place)}`)
    .digest('hex')
    .slice(0, 48);
}
