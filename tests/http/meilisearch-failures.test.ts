import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { indexUid } from '../../app/domain/search/index-settings';
import { setReadyIndex } from '../../app/domain/search/sync-state.server';
import { startApp, type TestApp } from '../support/app';
import {
  alwaysFinding,
  SICKNESSES,
  type Sickness,
  startBadMeilisearch,
  withoutIndex,
} from '../support/bad-meilisearch';
import { type Client, signIn } from '../support/client';
import { execute } from '../support/database';
import { insertOrders, orderRow, viewerOf } from '../support/orders';

/** The portal's own, in milliseconds; a page takes no longer than this and what it takes without Meilisearch. */
const TIMEOUT = 800;
const NORMAL = 3_000;

let app: TestApp;
let peer: Awaited<ReturnType<typeof startBadMeilisearch>>;
let customer: Client;
let mine = 0;
let strangers = 0;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  peer = await startBadMeilisearch();
  app = await startApp({
    env: {
      MEILI_URL: peer.url,
      MEILI_API_KEY: 'a-key',
      MEILI_TIMEOUT_MS: String(TIMEOUT),
      MEILI_INDEX: 'bad',
    },
  });
  const { world, db } = app;
  const stranger = world.companies.otherCustomer.id;
  const orders = await insertOrders(db, [
    orderRow(world, 1, { serial: 'XK4711WELTRAUM', deviceName: 'Kaffeemaschine' }),
    orderRow(world, 2, { accountId: stranger, customerId: stranger, deviceName: 'Kaffeemaschine' }),
  ]);
  mine = orders[0]?.id ?? 0;
  strangers = orders[1]?.id ?? 0;
  customer = await signIn(app, 'customer');
});
afterAll(async () => {
  await app?.close();
  await peer?.close();
  process.off('unhandledRejection', note);
});
afterEach(() => {
  expect(unhandled).toEqual([]);
});

const breaker = () =>
  (globalThis as unknown as { __portal: Map<string, object> }).__portal.get('meilisearch-breaker') ?? {};

/** As if the pause after the last failure were over, and the index complete. */
async function heal(): Promise<void> {
  await setReadyIndex(indexUid());
  Object.assign(breaker(), { pausedUntil: 0, version: null });
}

async function searchPage(text: string) {
  const started = performance.now();
  const response = await customer.get(`/orders?q=${text}`, { 'Accept-Language': 'en' });
  const html = await response.text();
  return { status: response.status, html, ms: performance.now() - started };
}

/** The search answers in time, with the customer's order and no other. */
async function expectRightAnswer(text = 'kaffeemasch'): Promise<void> {
  const { status, html, ms } = await searchPage(text);
  expect(status).toBe(200);
  expect(html).toContain('href="/orders/RO-2026-000001"');
  expect(html).not.toContain('RO-2026-000002');
  expect(ms).toBeLessThan(TIMEOUT + NORMAL);
}

const readyz = async () => (await (await customer.get('/readyz')).json()) as { ok: boolean; search: object };

describe.each(Object.keys(SICKNESSES) as Sickness[])('a server that %s', (sickness) => {
  it('is replaced by PostgreSQL, and is asked no more for a while', async () => {
    peer.become(sickness);
    await heal();
    const before = peer.requests();
    await expectRightAnswer();
    const asked = peer.requests();
    expect(asked).toBeGreaterThan(before);
    await expectRightAnswer();
    await expectRightAnswer('raum');
    expect(peer.requests()).toBe(asked);
    expect(await readyz()).toMatchObject({
      ok: true,
      search: { ok: true, state: 'postgresql (meilisearch unavailable)' },
    });
  });
});

it('stands a refused connection', async () => {
  await peer.refuse();
  await heal();
  await expectRightAnswer();
  await peer.listen();
});

it('forgets an index that is gone, and goes on', async () => {
  peer.become(withoutIndex);
  await heal();
  await expectRightAnswer();
  expect(await execute(app.databaseUrl, 'SELECT index_uid FROM search_sync')).toEqual([{ index_uid: null }]);
});

it('lets one request in an interval pay for a sick server', async () => {
  peer.become('hangs');
  await heal();
  await expectRightAnswer();
  Object.assign(breaker(), { pausedUntil: Date.now() - 1 });
  const before = peer.requests();
  const pages = await Promise.all(Array.from({ length: 6 }, () => searchPage('kaffeemasch')));
  expect(pages.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
  expect(peer.requests()).toBe(before + 1);
});

it('asks again when the pause is over, and reads every hit again for the viewer', async () => {
  peer.become(alwaysFinding([strangers, mine, 987_654_321]));
  await heal();
  Object.assign(breaker(), { pausedUntil: Date.now() - 1 });
  await expectRightAnswer('neither order has this');
  expect((await readyz()).search).toEqual({ ok: true, state: 'meilisearch' });
});

it('asks PostgreSQL where it finds nothing', async () => {
  peer.become(alwaysFinding([]));
  await heal();
  await expectRightAnswer('maschine');
});

it('keeps changes while the server is sick, and tells the administrator', async () => {
  peer.become('answers 503');
  await heal();
  const { indexChanges } = await import('../../app/domain/search/sync.server');
  const { searchStatus } = await import('../../app/domain/search/status.server');
  await indexChanges();
  await heal();
  await app.db.order.update({ where: { id: mine }, data: { trackingNumbers: ['99.00.1'] } });
  await indexChanges();
  const status = await searchStatus();
  expect(status).toMatchObject({
    engine: 'postgresql',
    configured: true,
    available: false,
    orders: 2,
    waiting: 1,
  });
  expect(status.lastError?.message).toContain('too_many_search_requests');
  const jobs = await execute(
    app.databaseUrl,
    `SELECT key FROM graphile_worker.jobs WHERE key LIKE 'search.%'`,
  );
  expect(jobs).toContainEqual({ key: 'search.index' });
});

it('lets nobody but an administrator start a rebuild', async () => {
  const { startRebuild } = await import('../../app/domain/search/status.server');
  await expect(startRebuild(viewerOf(app.world, 'technician'))).rejects.toMatchObject({ status: 404 });
  await startRebuild(viewerOf(app.world, 'administrator'));
  const jobs = await execute(
    app.databaseUrl,
    `SELECT key FROM graphile_worker.jobs WHERE key = 'search.rebuild'`,
  );
  expect(jobs).toEqual([{ key: 'search.rebuild' }]);
});
