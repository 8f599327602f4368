import { connectDatabase, disconnectDatabase, pool } from '../../app/platform/db.server';
import { env } from '../../app/platform/env.server';
import { migrateJobs } from '../../app/platform/jobs.server';
import { log } from '../../app/platform/log.server';
import { migrate } from '../../app/platform/migrate.server';
import { openDatabase } from '../../app/platform/postgres/server.server';
import { watchDatabase } from '../../app/platform/postgres/watch.server';

type Database = Awaited<ReturnType<typeof openDatabase>>;

const open = (say?: (line: string) => void) =>
  openDatabase({ dataDir: env().dataDir, databaseUrl: env().DATABASE_URL, log: say });

/**
 * Opens the portal's database for a script: starts or shares the server, applies migrations, connects.
 * @returns the connection string; `keepOpen`, after which an embedded server that dies is started again; and `close`,
 *   which ends all of it
 */
export async function openPortal(say: (line: string) => void = () => undefined) {
  const server = await open(say);
  let watch: ReturnType<typeof watchDatabase<Database>> | undefined;
  try {
    const applied = await migrate(server.url);
    if (applied.length > 0) say(`Applied ${applied.length} migrations`);
    await migrateJobs(server.url);
    connectDatabase(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: server.url,
    /** @param onMoved is called when the server had to come back on another port, and the process is connected to it */
    keepOpen(onMoved: () => void): void {
      if (server.owned === 'external') return;
      watch ??= watchDatabase(server, {
        reopen: (lost) => reopen(lost, onMoved),
        log: (line) => log.warn(line),
      });
    },
    async close() {
      const last = watch ? await watch.stop() : server;
      await disconnectDatabase();
      await last.stop();
    },
  };
}

/** Opens the embedded server again, on its port if that is still free, and takes this process there if it is not. */
async function reopen(lost: Database, onMoved: () => void): Promise<Database> {
  const found = await open();
  await lost.stop();
  if (found.url !== lost.url) {
    const left = pool();
    connectDatabase(found.url);
    void left.end().catch(() => undefined);
    onMoved();
  }
  return found;
}
