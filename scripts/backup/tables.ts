import type { ClientBase } from 'pg';

/** A table of the portal: its name as SQL writes it, and the columns that hold something of their own. */
export type Table = { name: string; columns: string; list: string };

/** Where a sequence stands. */
export type Sequence = { name: string; last: string; called: boolean };

/** What other programs keep about the database's shape: made by the migrations, the same in every database of this release. */
const SHAPE = ['public._prisma_migrations', 'graphile_worker.migrations'];

const ALL = `SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'graphile_worker')`;

/** The tables of the portal and of its jobs, each after those that it points to. */
export async function readTables(client: ClientBase): Promise<Table[]> {
  const { rows: tables } = await client.query<Table & { oid: number }>(
    `SELECT t.oid, t.name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
     FROM (${ALL}) t JOIN pg_attribute a ON a.attrelid = t.oid
     WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND t.name <> ALL ($1)
     GROUP BY t.oid, t.name ORDER BY t.name`,
    [SHAPE],
  );
  const { rows: links } = await client.query<{ of: number; to: number }>(
    `SELECT conrelid AS of, confrelid AS to FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`,
  );
  const sorted: typeof tables = [];
  for (let left = tables; left.length > 0; ) {
    const waits = new Set(left.map(({ oid }) => oid));
    const ready = left.filter(({ oid }) => !links.some(({ of, to }) => of === oid && waits.has(to)));
    if (ready.length === 0)
      throw new Error(`Tables point to each other: ${left.map(({ name }) => name).join(', ')}`);
    sorted.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return sorted.map(({ name, columns }) => ({ name, columns, list: `${name} (${columns})` }));
}

/** Where each sequence of the portal stands. */
export async function readSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences
     WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`,
  );
  const found: Sequence[] = [];
  for (const { name } of rows) {
    const { rows: stands } = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${name}`,
    );
    if (stands[0]) found.push({ name, ...stands[0] });
  }
  return found;
}

/** The migrations that the database has, oldest first. */
export async function readMigrations(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name || ' ' || checksum AS name FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
}

/** Makes COPY write the same rows the same way on every server: in the order in which they lie, dates in UTC. */
export async function readAlike(client: ClientBase): Promise<void> {
  await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601';
    SET bytea_output = 'hex'; SET synchronize_seqscans = off; SET max_parallel_workers_per_gather = 0`);
}
