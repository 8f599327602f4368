import { connectDatabase, disconnectDatabase, pool } from '../../app/platform/db.server';
import { migrateJobs } from '../../app/platform/jobs.server';
import { migrate } from '../../app/platform/migrate.server';
import { openDatabase } from '../../app/platform/postgres/server.server';
import { seedBulk } from '../seed/bulk';
import { seedWhenEmpty } from '../seed/demo';

/**
 * Connects this process to the bench's database and sees to it that it has the demo and at least `orders` orders.
 * @param say told what takes time
 * @returns a function that closes it
 */
export async function openBench(
  settings: Record<string, string>,
  orders: number,
  say: (line: string) => void,
): Promise<() => Promise<void>> {
  const { PORTAL_DATA_DIR: dataDir = '', DATABASE_URL: databaseUrl = '' } = settings;
  const server = await openDatabase({ dataDir, databaseUrl });
  await migrate(server.url);
  await migrateJobs(server.url);
  connectDatabase(server.url);
  await seedWhenEmpty({ demo: true });
  const { rows } = await pool().query<{ n: string }>('SELECT count(*) AS n FROM orders');
  const missing = orders - Number(rows[0]?.n);
  if (missing > 0) {
    say(`Adding ${missing} orders to the bench's database`);
    const started = performance.now();
    await seedBulk(pool(), { orders: missing, accounts: 50, seed: 1 });
    await pool().query('VACUUM ANALYZE');
    say(`${Math.round((missing * 1000) / (performance.now() - started))} orders a second`);
  }
  const connections = pool();
  return async () => {
    await disconnectDatabase();
    if (!connections.ended) await connections.end();
    await server.stop();
  };
}
