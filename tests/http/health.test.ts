import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDataFolder } from '../support/database';
import { makeWorld } from '../support/world';

const folder = makeDataFolder();
let url: string;
let stopDatabase: () => Promise<void>;
const closings: (() => Promise<unknown>)[] = [];

/** The production build on a database server of its own, which a test can stop. */
beforeAll(async () => {
  const dataDir = path.join(folder, 'portal');
  Object.assign(process.env, { PORTAL_DATA_DIR: dataDir, LOG_LEVEL: 'silent', SMTP_URL: '' });
  const { connectDatabase, db, disconnectDatabase } = await import('../../app/platform/db.server');
  const { migrateJobs } = await import('../../app/platform/jobs.server');
  const { migrate } = await import('../../app/platform/migrate.server');
  const { openDatabase } = await import('../../app/platform/postgres/server.server');
  const { createApp, listen, loadBuild } = await import('../../server');
  const database = await openDatabase({ dataDir, settings: { fsync: 'off' } });
  stopDatabase = database.stop;
  await migrate(database.url);
  await migrateJobs(database.url);
  connectDatabase(database.url);
  await makeWorld(db());
  const server = await listen(createApp(await loadBuild()), 0, '127.0.0.1');
  url = `http://127.0.0.1:${server.port}`;
  closings.push(server.close, disconnectDatabase, stopDatabase);
}, 60_000);

afterAll(async () => {
  for (const close of closings) await close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const get = (at: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${at}`, { headers, redirect: 'manual' });

describe('with everything there', () => {
  test('/healthz and /readyz say so', async () => {
    const health = await get('/healthz');
    expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        ok: true,
        database: { ok: true, state: 'connected' },
        migrations: { ok: true, state: 'applied' },
        search: { ok: true, state: 'postgresql' },
        storage: { ok: true, state: 'disk' },
        mail: { ok: true, state: 'mailbox' },
      },
    ]);
  });

  test('/metrics counts the answers', async () => {
    const count = async () => {
      const text = await (await get('/metrics')).text();
      return Number(/portal_http_requests_total\{method="GET",status="200"\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    const before = await count();
    await get('/login');
    expect(await count()).toBeGreaterThan(before);
    expect((await get('/metrics')).headers.get('Content-Type')).toMatch(/^text\/plain/);
  });

  test('what a proxy keeps inside is at no other address', async () => {
    for (const at of [
      '/metrics/',
      '/Metrics',
      '/readyz/',
      '//metrics',
      '/%6detrics',
      '/metrics;x',
      '/metrics.',
    ])
      expect([at, (await get(at)).status]).not.toEqual([at, 200]);
    expect(readFileSync('ops/Caddyfile', 'utf8')).toMatch(
      /path \/metrics \/metrics\/\* \/readyz \/readyz\/\*/,
    );
  });

  test('every metric that the dashboard and the alarms name is there', async () => {
    const text = await (await get('/metrics')).text();
    const named = ['ops/grafana-dashboard.json', 'ops/alerts.yml'].flatMap(
      (file) => readFileSync(file, 'utf8').match(/\b(?:portal|nodejs|process)_[a-z0-9_]+/g) ?? [],
    );
    const missing = new Set(
      named.filter((name) => !text.includes(`# HELP ${name.replace(/_bucket$/, '')} `)),
    );
    expect([...missing]).toEqual([]);
    expect(text).toMatch(/^portal_jobs\{state="failed"\} 0$/m);
    expect(text).toMatch(/^portal_database_connections\{state="waited_for"\} 0$/m);
  });
});

describe('without the database', () => {
  beforeAll(() => stopDatabase(), 40_000);

  test('/healthz is fine, /readyz answers 503 and names what is missing', async () => {
    expect((await get('/healthz')).status).toBe(200);
    const ready = await get('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      ok: false,
      database: { ok: false, state: 'unavailable' },
      mail: { ok: true },
    });
  });

  test('pages say calmly that the portal is away, in both languages, with 503', async () => {
    for (const [language, words] of [
      ['en', 'It cannot answer just now'],
      ['de', 'Es kann gerade nicht antworten'],
    ] as const) {
      const page = await get('/login', { 'Accept-Language': language });
      const html = await page.text();
      expect(page.status).toBe(503);
      expect(page.headers.get('Retry-After')).toBe('5');
      expect(html.replaceAll(/<script[\s\S]*?<\/script>|<[^>]*>/g, ' ').includes(words), language).toBe(true);
      expect(/ECONN|Prisma|127\.0\.0\.1:\d+ *<|at .*\.js/.test(html)).toBe(false);
    }
  });

  test('data, files and forms answer 503 as well', async () => {
    const cookie = { Cookie: `portal_session=${encodeURIComponent(btoa(JSON.stringify('x'.repeat(43))))}` };
    for (const at of [
      '/orders.data',
      '/orders/RO-2026-000001',
      '/orders/RO-2026-000001/order.pdf',
      '/search?q=x',
    ])
      expect([at, (await get(at, cookie)).status]).toEqual([at, 503]);
    const posted = await fetch(`${url}/login`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'a@b.test', password: 'x' }),
    });
    expect(posted.status).toBe(503);
  });
});
