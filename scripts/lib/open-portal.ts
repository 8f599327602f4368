import { connectDatabase, disconnectDatabase } from '../../app/platform/db.server';
import { env } from '../../app/platform/env.server';
import { migrateJobs } from '../../app/platform/jobs.server';
import { migrate } from '../../app/platform/migrate.server';
import { openDatabase } from '../../app/platform/postgres/server.server';

/**
 * Opens the portal's database for a script: starts or shares the server, applies migrations, connects.
 * @returns the connection string, and `close` which ends all of it
 */
export async function openPortal(say: (line: string) => void = () => undefined) {
  const server = await openDatabase({ dataDir: env().dataDir, databaseUrl: env().DATABASE_URL, log: say });
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
    async close() {
      await disconnectDatabase();
      await server.stop();
    },
  };
}
