import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { type Load, startLoad } from '../support/load';
import { type PortalProcess, portalCommand, startPortal } from '../support/portal-process';

/** Two portals and two workers on one database, as an installation that is meant to stay up. */
const PEOPLE = 6;

let app: TestApp;
let load: Load;
const settings = () => ({
  DATABASE_URL: app.databaseUrl,
  PORTAL_SECRET: 'the-secret-of-all-processes',
  PORTAL_WORKER: '0',
  LOG_LEVEL: 'error',
});
const started: PortalProcess[] = [];
const portals = new Map<string, PortalProcess>();
const workers: PortalProcess[] = [];

function start(script?: string): PortalProcess {
  const process = startPortal(app.dataDir, settings(), [], script);
  started.push(process);
  return process;
}

/** While a portal starts the people leave it the machine; they work without a pause when others end. */
async function startServing(): Promise<void> {
  load?.rest(1_000);
  const portal = start();
  const { url } = await portal.ready();
  load?.rest(0);
  portals.set(url, portal);
}

async function startWorking(): Promise<void> {
  const worker = start('scripts/worker.ts');
  await eventually(async () => worker.output().includes('Worker ready') || null, 60);
  workers.push(worker);
}

beforeAll(async () => {
  app = await startApp();
  await Promise.all([startServing(), startServing(), startWorking(), startWorking()]);
  load = await startLoad(app, PEOPLE, () => [...portals.keys()]);
}, 120_000);
afterAll(async () => {
  await load?.stop();
  for (const process of started) process.signal('SIGTERM');
  await Promise.all(started.map((process) => process.ended()));
  await app?.close();
});

/** Lets the people answer their next requests. */
async function workOn(requests = 60): Promise<void> {
  const until = load.answered() + requests;
  await eventually(async () => (load.answered() >= until ? true : null), 30);
}

test('portals are replaced one after the other under load, and no request is dropped', async () => {
  for (const [url, portal] of [...portals]) {
    await startServing();
    await workOn();
    portal.signal('SIGTERM');
    expect(await portal.ended()).toBe(0);
    portals.delete(url);
  }
  await workOn();
  expect(load.failures).toEqual([]);
}, 120_000);

test('a portal and a worker are killed under load: only requests that were under way fail, and every job is done once', async () => {
  const [[url, portal] = ['', undefined]] = portals;
  const killed = performance.now();
  portal?.signal('SIGKILL');
  workers[0]?.signal('SIGKILL');
  await portal?.ended();
  const gone = performance.now();
  await workOn();
  await startServing();
  portals.delete(url);
  await workOn();
  await load.stop();
  const others = load.failures.filter(
    (failure) => failure.url !== url || failure.began > gone || failure.ended < killed,
  );
  expect(others).toEqual([]);
  expect(load.failures.length).toBeLessThanOrEqual(PEOPLE);

  const { db } = app;
  await eventually(async () => {
    const [row] = await db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE run_at <= now()`;
    return row?.n === 0 ? true : null;
  }, 60);
  const orders = await db.order.findMany({
    where: { number: { in: [...load.acknowledged] } },
    select: { id: true, status: true },
  });
  expect(orders).toHaveLength(load.acknowledged.size);
  expect(orders.every(({ status }) => status === 'confirmed')).toBe(true);
  const mails = await db.mail.findMany({
    where: { orderId: { in: orders.map(({ id }) => id) }, template: 'order-confirmed' },
    select: { orderId: true, recipient: true, state: true },
  });
  expect(new Set(mails.map(({ orderId }) => orderId)).size).toBe(orders.length);
  expect(new Set(mails.map((mail) => `${mail.orderId} ${mail.recipient}`)).size).toBe(mails.length);
  expect(mails.filter(({ state }) => state !== 'sent')).toEqual([]);
  const [failed] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE attempts >= max_attempts`;
  expect(failed?.n).toBe(0);
}, 120_000);

test('with a socket that the service manager holds, one portal alone is restarted and no request is dropped', async () => {
  const [program, ...rest] = portalCommand();
  const manager = spawn('perl', [path.resolve('tests/support/held-socket.pl'), program ?? '', ...rest], {
    env: { ...process.env, ...settings(), PORTAL_DATA_DIR: app.dataDir, VITEST: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  manager.stdout.on('data', (data) => {
    printed += data;
  });
  const readies = () => printed.split('Portal ready').length - 1;
  try {
    await eventually(async () => (readies() === 1 ? true : null), 60);
    const url = `http://127.0.0.1:${/port (\d+)/.exec(printed)?.[1]}`;
    const alone = await startLoad(app, PEOPLE, () => [url]);
    await eventually(async () => (alone.answered() > PEOPLE ? true : null), 30);
    manager.kill('SIGHUP');
    await eventually(async () => (readies() === 2 ? true : null), 60);
    const before = alone.acknowledged.size;
    await eventually(async () => (alone.acknowledged.size > before ? true : null), 30);
    await alone.stop();
    expect(alone.failures).toEqual([]);
  } finally {
    manager.kill('SIGTERM');
    await once(manager, 'exit');
  }
}, 120_000);
