import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** The database and the migrations on disk do not fit. The message is one sentence for the operator. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

type Migration = { name: string; sql: string };
type AppliedRow = {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
};

/** The advisory lock that `prisma migrate` takes too, so that the two never run at once. */
const PRISMA_LOCK = 72707369;

/** As Prisma's schema engine writes it. */
const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Brings the database at `url` to the migrations in `<root>/prisma/migrations`, in the order of their names, each in a
 * transaction of its own; gives the names of those this call applied. They are noted in Prisma's `_prisma_migrations`, so
 * `prisma migrate deploy` and this accept each other's work. Many may call it at once: each migration is applied once.
 * Throws `MigrationRefused` when an applied migration was changed or is not on disk, or one fails; it leaves nothing then.
 */
export async function migrate(url: string, root: string = process.cwd()): Promise<string[]> {
  const migrations = readMigrations(root);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  const applied: string[] = [];
  try {
    await client.connect();
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === null) return applied;
      applied.push(name);
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The names of the migrations on disk that the database behind `pool` does not have yet. */
export async function pendingMigrations(pool: pg.Pool, root: string = process.cwd()): Promise<string[]> {
  const { rows } = await pool.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const done = new Set(rows.map((row) => row.migration_name));
  return readMigrations(root)
    .map(({ name }) => name)
    .filter((name) => !done.has(name));
}

function readMigrations(root: string): Migration[] {
  const folder = join(root, 'prisma', 'migrations');
  if (!existsSync(folder)) throw new MigrationRefused(`There is no folder of migrations at ${folder}.`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = join(folder, name, 'migration.sql');
      if (!existsSync(file)) throw new MigrationRefused(`The migration ${name} has no migration.sql.`);
      return { name, sql: readFileSync(file, 'utf8') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Applies the first migration that is missing; null when none is. The lock ends with the transaction. */
async function applyNext(client: pg.Client, migrations: Migration[]): Promise<string | null> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [PRISMA_LOCK]);
    await client.query('SET LOCAL client_min_messages = warning');
    await client.query(CREATE_TABLE);
    const next = nextMigration(migrations, await readApplied(client));
    if (next) await apply(client, next);
    await client.query('COMMIT');
    return next?.name ?? null;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function readApplied(client: pg.Client): Promise<AppliedRow[]> {
  const { rows } = await client.query<AppliedRow>(
    'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations ORDER BY started_at',
  );
  return rows.filter((row) => row.rolled_back_at === null);
}

function nextMigration(migrations: Migration[], applied: AppliedRow[]): Migration | undefined {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const name = row.migration_name;
    const migration = byName.get(name);
    if (!migration) {
      throw new MigrationRefused(
        `The database has the migration ${name}, which this release does not know: start the newer release that applied it.`,
      );
    }
    if (row.finished_at === null) {
      throw new MigrationRefused(
        `The migration ${name} was begun by another tool and did not finish: repair it, then run "prisma migrate resolve".`,
      );
    }
    if (!checksums(migration.sql).includes(row.checksum)) {
      throw new MigrationRefused(
        `The migration ${name} was changed after it was applied: restore its migration.sql and add a new migration instead.`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.find(({ name }) => !done.has(name));
}

/** SHA-256 of the script as it is, then with either kind of line end: Prisma accepts these three for one script. */
function checksums(sql: string): string[] {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].map((text) =>
    createHash('sha256').update(text).digest('hex'),
  );
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
    const line = position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : '';
    throw new MigrationRefused(`The migration ${name} failed${line} and was undone: ${message}.`);
  }
  await client.query('RESET ALL');
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksums(sql)[0], name],
  );
}
