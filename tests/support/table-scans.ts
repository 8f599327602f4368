import type { TestApp } from './app';
import { execute } from './database';

/** Makes the world's customer 25,000 orders more, so that reading the whole table is never the quickest way. */
export async function insertManyOrders({ databaseUrl, world }: TestApp): Promise<void> {
  const { id: company } = world.companies.customer;
  await execute(
    databaseUrl,
    `INSERT INTO orders (number, status, stage, account_id, customer_id, location_id, created_by_id, submission_key,
       device_name, serial, problem, currency, confirmed_at)
     SELECT 'RO-2025-' || lpad(n::text, 6, '0'), 'confirmed', 'new', ${company}, ${company}, ${world.here.id},
       ${world.users.customer.id}, 'bulk' || n, 'Model ' || md5(n::text), md5('s' || n), 'Fehler ' || md5('p' || n),
       'CHF', now() FROM generate_series(1, 25000) n`,
  );
  await execute(databaseUrl, 'VACUUM ANALYZE');
}

/**
 * How often each of these tables was read as a whole. A connection reports what it did at the latest when it ends, so this
 * process must have none open.
 */
export async function tableScans({ databaseUrl }: TestApp, tables: string[]) {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return execute<{ relname: string; seq_scan: string }>(
    databaseUrl,
    `SELECT relname, seq_scan FROM pg_stat_user_tables
     WHERE relname IN (${tables.map((table) => `'${table}'`).join(', ')}) ORDER BY 1`,
  );
}
