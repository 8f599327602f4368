import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MigrationRefused, migrate } from '~/platform/migrate.server';
import { cloneDatabase, createTemplate, execute, startTestServer, withName } from '../support/database';

let server: { url: string; stop(): Promise<void> };
let url: string;
let root: string;

beforeAll(async () => {
  server = await startTestServer();
}, 30_000);
afterAll(() => server.stop());

beforeEach(async () => {
  const name = `m_${randomBytes(6).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${name}`);
  url = withName(server.url, name);
  root = mkdtempSync(join(tmpdir(), 'portal-migrations-'));
  write('20260101000000_first', 'CREATE TABLE first (n int);\nINSERT INTO first VALUES (1);\n');
  write('20260102000000_second', 'CREATE TABLE second (n int);\n');
  write('20260103000000_third', 'INSERT INTO first SELECT n + 1 FROM first;\n');
  return () => rmSync(root, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(root, 'prisma/migrations', name), { recursive: true });
  writeFileSync(join(root, 'prisma/migrations', name, 'migration.sql'), sql);
}

async function refusal(): Promise<string> {
  const error = await migrate(url, root).catch((caught: unknown) => caught);
  if (!(error instanceof MigrationRefused)) throw new Error('it was not refused');
  expect(error.message).toMatch(/^[^\n]+\.$/);
  return error.message;
}

test('applies in order, notes what Prisma notes, and then has nothing to do', async () => {
  const names = ['20260101000000_first', '20260102000000_second', '20260103000000_third'];
  expect(await migrate(url, root)).toEqual(names);
  expect(await migrate(url, root)).toEqual([]);
  const rows = await execute<Record<string, unknown>>(
    url,
    `SELECT migration_name, checksum, finished_at >= started_at AS finished, logs, rolled_back_at,
            applied_steps_count, length(id) AS id FROM _prisma_migrations ORDER BY started_at`,
  );
  expect(rows.map((row) => row.migration_name)).toEqual(names);
  expect(rows[1]).toEqual({
    migration_name: '20260102000000_second',
    checksum: createHash('sha256').update('CREATE TABLE second (n int);\n').digest('hex'),
    ...{ finished: true, logs: null, rolled_back_at: null, applied_steps_count: 1, id: 36 },
  });
});

test('many migrators at once apply each migration once', async () => {
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(url, root)));
  expect(applied.flat().sort()).toEqual(await names());
  expect(await execute(url, 'SELECT n FROM first ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
});

test('a migration changed after it was applied is refused; other line ends are no change', async () => {
  await migrate(url, root);
  write('20260102000000_second', 'CREATE TABLE second (n int);\r\n');
  expect(await migrate(url, root)).toEqual([]);
  write('20260102000000_second', 'CREATE TABLE second (n bigint);\n');
  expect(await refusal()).toMatch(/20260102000000_second was changed after it was applied/);
});

test('a database of a newer release is refused', async () => {
  await migrate(url, root);
  rmSync(join(root, 'prisma/migrations/20260103000000_third'), { recursive: true });
  expect(await refusal()).toMatch(/20260103000000_third, which this release does not know/);
});

test('a failed migration leaves nothing and says where it failed; the ones before it stay', async () => {
  write('20260102000000_second', 'CREATE TABLE second (n int);\nCREATE TABLE first (n int);\n');
  expect(await refusal()).toMatch(
    /20260102000000_second failed.* and was undone: relation "first" already exists/,
  );
  expect(await names()).toEqual(['20260101000000_first']);
  expect(await execute(url, `SELECT to_regclass('second') AS found`)).toEqual([{ found: null }]);
  write('20260102000000_second', 'CREATE TABLE second (n int);\nSELECT wrong FROM first;\n');
  expect(await refusal()).toMatch(/failed at line 2 and was undone/);
});

test('a migration that another tool left unfinished is refused; one it rolled back is applied', async () => {
  await migrate(url, root);
  await execute(url, `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%second'`);
  expect(await refusal()).toMatch(/20260102000000_second was begun by another tool/);
  await execute(
    url,
    `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name LIKE '%second'`,
  );
  await execute(url, 'DROP TABLE second');
  expect(await migrate(url, root)).toEqual(['20260102000000_second']);
});

test('a checkout without migrations is refused', async () => {
  rmSync(join(root, 'prisma'), { recursive: true });
  expect(await refusal()).toMatch(/There is no folder of migrations at/);
});

test('a test file gets its own copy of the template', async () => {
  await createTemplate(server.url, (template) => migrate(template, root));
  process.env.TEST_DATABASE_ADMIN_URL = server.url;
  const [one, two] = await Promise.all([cloneDatabase(), cloneDatabase()]);
  await execute(one.url, 'DELETE FROM first');
  expect(await execute(two.url, 'SELECT n FROM first ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  await Promise.all([one.drop(), two.drop()]);
  await expect(execute(one.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
});

async function names(): Promise<string[]> {
  const rows = await execute<{ name: string }>(
    url,
    'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1',
  );
  return rows.map((row) => row.name);
}
