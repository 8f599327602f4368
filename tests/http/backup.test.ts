import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { placeOrder, signIn } from '../support/client';
import { cloneDatabase, makeDataFolder } from '../support/database';
import { plantAccess, plantOrder } from '../support/planted';

const folder = makeDataFolder();
const file = path.join(folder, 'backup.zip');
const databases: { drop(): Promise<void> }[] = [];
let app: TestApp;

type Place = { url: string; dataDir: string };

beforeAll(async () => {
  app = await startApp();
  const customer = await signIn(app, 'customer');
  await placeOrder(app, customer);
  const { users, companies } = app.world;
  const who = {
    ...{ mark: 'Ünïcode\t"quoted"\\n', facts: 'FACT', accountId: companies.customer.id },
    ...{ customerId: companies.customer.id, userId: users.customer.id },
    ...{ name: users.customer.name, email: users.customer.email },
  };
  await plantOrder(app, 810_001, who);
  await plantAccess(app, who);
  const { seal } = await import('~/platform/secret-box.server');
  seal('4711', 'test');
});
afterAll(async () => {
  await app?.close();
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** An empty portal: its database and the place of its data. */
async function emptyPlace(name: string): Promise<Place> {
  const database = await cloneDatabase();
  databases.push(database);
  return { url: database.url, dataDir: path.join(folder, name) };
}

type Ended = { code: number; output: string };

function script(name: 'backup' | 'restore', { url, dataDir }: Place, target = file): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: url, PORTAL_DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  return new Promise((resolve) => {
    const args = ['--import', 'tsx', `scripts/${name}.ts`, target];
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

/** Every row of every table as a text, by table. */
async function contents(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('public', 'graphile_worker') AND tablename NOT LIKE '%migrations' ORDER BY 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** The stored files with their bytes, by name. */
function files(dataDir: string): Map<string, string> {
  const root = path.join(dataDir, 'files');
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const name = path.join(entry.parentPath, entry.name);
      return [path.relative(root, name), readFileSync(name, 'base64')];
    }),
  );
}

const source = (): Place => ({ url: app.databaseUrl, dataDir: app.dataDir });

describe('a backup', () => {
  test('restored into an empty portal gives the same rows, files, numbers and secret', async () => {
    expect(await script('backup', source())).toMatchObject({ code: 0 });
    const place = await emptyPlace('restored');
    const { code, output } = await script('restore', place);
    expect([code, output]).toEqual([0, expect.stringContaining('no difference')]);
    const [before, after] = [await contents(app.databaseUrl), await contents(place.url)];
    expect(Object.values(before).filter((rows) => rows.length > 0).length).toBeGreaterThan(40);
    expect(after).toEqual(before);
    expect(files(app.dataDir).size).toBeGreaterThan(5);
    expect(files(place.dataDir)).toEqual(files(app.dataDir));
    const secret = ({ dataDir }: Place) => readFileSync(path.join(dataDir, 'secret'), 'utf8').trim();
    expect(secret(place)).toBe(secret(source()));
    const [own, restored] = [await nextNumber(app.databaseUrl), await nextNumber(place.url)];
    expect(restored).toBe(own);
    await expectTriggers(place.url);

    const again = await script('restore', place);
    expect([again.code, again.output]).toEqual([1, expect.stringContaining('into an empty one')]);
    expect((await contents(place.url))['public.orders']).toEqual(before['public.orders']);
  }, 120_000);

  test('is refused while another is written, and leaves that one and the one before alone', async () => {
    const unfinished = `${file}.part`;
    writeFileSync(unfinished, 'of the other');
    const before = readFileSync(file);
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query("SELECT pg_advisory_lock(hashtext('backup'), 0)");
    const { code, output } = await script('backup', source());
    await client.end();
    expect([code, output]).toEqual([1, expect.stringContaining('Another backup')]);
    expect(readFileSync(unfinished, 'utf8')).toBe('of the other');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('is not restored beside another secret, but beside its own, as when it was cut off at the end', async () => {
    const place = await emptyPlace('again');
    const secret = path.join(place.dataDir, 'secret');
    mkdirSync(place.dataDir);
    writeFileSync(secret, 'another');
    const other = await script('restore', place);
    expect([other.code, other.output]).toEqual([1, expect.stringContaining('There is a secret')]);
    expect(readFileSync(secret, 'utf8')).toBe('another');
    cpSync(path.join(app.dataDir, 'secret'), secret);
    expect(await script('restore', place)).toMatchObject({ code: 0 });
  });

  test('that is damaged or cut off restores nothing', async () => {
    const whole = readFileSync(file);
    const damaged = Buffer.from(whole);
    const at = damaged.indexOf('tables/public.orders') + 200;
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
    const cut = whole.subarray(0, whole.length - 50);
    for (const [name, bytes] of Object.entries({ damaged, cut })) {
      const place = await emptyPlace(name);
      const target = path.join(folder, `${name}.zip`);
      writeFileSync(target, bytes);
      expect((await script('restore', place, target)).code, name).toBe(1);
      const { 'public.orders': orders, 'public.users': users } = await contents(place.url);
      expect([orders, users], name).toEqual([[], []]);
    }
  }, 60_000);
});

async function nextNumber(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>(`SELECT nextval('order_number_seq') AS n`);
  await client.end();
  return rows[0]?.n ?? '';
}

/** What is frozen is frozen again. */
async function expectTriggers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await expect(client.query('DELETE FROM events')).rejects.toThrow('append-only');
  await client.end();
}
