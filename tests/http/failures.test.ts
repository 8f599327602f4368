import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { indexUid } from '../../app/domain/search/index-settings';
import { setReadyIndex } from '../../app/domain/search/sync-state.server';
import { type MailServer, startMailServer } from '../../scripts/bench/mail-server';
import { startApp, type TestApp } from '../support/app';
import { startBadMeilisearch } from '../support/bad-meilisearch';
import { type Client, messageForm, orderFields, placeOrder, signIn } from '../support/client';
import { execute } from '../support/database';
import { eventually } from '../support/eventually';
import { type PortalProcess, startPortal } from '../support/portal-process';
import { type S3Peer, startS3Peer } from '../support/s3-peer';
import { startWeakLine, type WeakLine } from '../support/weak-line';

/** Every part of the portal down, slow or full, alone and together, and what people see: the table of docs/failure.md. */
let app: TestApp;
let database: WeakLine;
let mail: WeakLine;
let bucket: S3Peer;
let mailServer: MailServer;
let search: Awaited<ReturnType<typeof startBadMeilisearch>>;
let worker: PortalProcess | undefined;
let customer: Client;
let number: string;
let file: string;

/** The jobs run in a process of their own, with the settings of the portal. */
async function startWorker(): Promise<void> {
  const {
    PORTAL_DATA_DIR: dataDir = '',
    PORT: _,
    HOST: __,
    ...settings
  } = process.env as Record<string, string>;
  const started = startPortal(dataDir, { ...settings, DATABASE_URL: database.url }, [], 'scripts/worker.ts');
  worker = started;
  await eventually(async () => started.output().includes('Worker ready') || null, 60);
}

async function stopWorker(): Promise<void> {
  worker?.signal('SIGTERM');
  await worker?.ended();
  worker = undefined;
}

beforeAll(async () => {
  [bucket, mailServer, search] = await Promise.all([startS3Peer(), startMailServer(), startBadMeilisearch()]);
  mail = await startWeakLine(mailServer.url);
  const { settings } = bucket;
  app = await startApp({
    env: {
      ...{ S3_BUCKET: settings.bucket, S3_ENDPOINT: settings.endpoint, S3_REGION: settings.region },
      S3_ACCESS_KEY_ID: settings.credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: settings.credentials.secretAccessKey,
      ...{ S3_TIMEOUT_MS: '300', DATABASE_TIMEOUT_MS: '2500', LOG_LEVEL: 'silent' },
      ...{ MEILI_URL: search.url, MEILI_API_KEY: 'a-key', MEILI_TIMEOUT_MS: '200', MEILI_INDEX: 'failures' },
      SMTP_URL: `${mail.url}/?greetingTimeout=300&socketTimeout=300`,
    },
    line: async (url) => {
      database = await startWeakLine(url);
      return database.url;
    },
  });
  customer = await signIn(app, 'customer');
  number = await placeOrder(app, customer);
  file = await uploadedFile();
  await setReadyIndex(indexUid());
  await well();
  await startWorker();
}, 90_000);
afterAll(async () => {
  await well();
  await stopWorker();
  await app?.close();
  for (const part of [database, mail, mailServer]) part?.close();
  await Promise.all([bucket?.close(), search?.close()]);
});
afterEach(() => well());

/** Everything works. */
async function well(): Promise<void> {
  database.become('well');
  mail.become('well');
  bucket.health = 'well';
  mailServer.next.length = 0;
  search.become('answers 503');
  await execute(app.databaseUrl, 'DROP TRIGGER IF EXISTS full_disk ON events');
}

async function upload(): Promise<Response> {
  const form = new FormData();
  form.append('files', new Blob(['Notiz']), 'Notiz.txt');
  return customer.post(`/orders/${number}/attachments`, form);
}

async function uploadedFile(): Promise<string> {
  await upload();
  const { id } = await app.db.attachment.findFirstOrThrow();
  return `/orders/${number}/attachments/${id}`;
}

/** What a customer does, and the answer: its status, or why it was refused. */
const DEEDS = {
  list: () => customer.get('/orders'),
  order: () => customer.get(`/orders/${number}`),
  search: () => customer.get('/orders?q=Fairphone'),
  paper: () => customer.get(`/orders/${number}/order.pdf`),
  download: () => customer.get(file),
  upload,
  message: () => customer.post(`/orders/${number}`, messageForm('message', 'Wie steht es?')),
  create: () => customer.post('/orders/new', orderFields(app.world)),
};
type Deed = keyof typeof DEEDS;
type Seen = Record<Deed, number | string>;

async function see(): Promise<Seen> {
  const entries = Object.entries(DEEDS).map(async ([name, deed]) => {
    const response = await deed();
    await response.arrayBuffer();
    const { searchParams } = new URL(response.headers.get('Location') ?? '/', app.url);
    return [name, searchParams.get('refused') ?? response.status];
  });
  return Object.fromEntries(await Promise.all(entries));
}

const USUAL: Seen = {
  ...{ list: 200, order: 200, search: 200, paper: 200, download: 200 },
  ...{ upload: 303, message: 302, create: 302 },
};
const NO_FILES = { ...USUAL, download: 503, upload: 'storage_unavailable' };
const FULL_FILES = { ...USUAL, upload: 'storage_unavailable' };
const NOTHING = Object.fromEntries(Object.keys(USUAL).map((deed) => [deed, 503])) as Seen;
const READING = { ...USUAL, upload: 503, message: 503, create: 503 };

/** As PostgreSQL says it of a full disk (53100). */
const fillDatabase = () =>
  execute(
    app.databaseUrl,
    `CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
     CREATE TRIGGER full_disk BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION full_disk()`,
  );

const BREAK = {
  nothing: () => undefined,
  'search down': () => search.become((_, response) => response.destroy()),
  'search slow': () => search.become(() => undefined),
  'search full': () => search.become('answers 503'),
  'mail down': () => mail.become('cut'),
  'mail slow': () => mail.become('silent'),
  'mail full': () => void mailServer.next.push(452, 452),
  'worker down': stopWorker,
  'storage down': () => {
    bucket.health = 'hangs up';
  },
  'storage slow': () => {
    bucket.health = 'silent';
  },
  'storage full': () => {
    bucket.health = 'full';
  },
  'database down': () => database.become('cut'),
  'database slow': () => database.become('silent'),
  'database full': fillDatabase,
};
type Case = keyof typeof BREAK;

const EXPECTED: [Case[], Seen][] = [
  ...(
    [
      ...['nothing', 'search down', 'search slow', 'search full'],
      ...['mail down', 'mail slow', 'mail full', 'worker down'],
    ] as Case[]
  ).map((one): [Case[], Seen] => [[one], USUAL]),
  [['storage down'], NO_FILES],
  [['storage slow'], NO_FILES],
  [['storage full'], FULL_FILES],
  [['database down'], NOTHING],
  [['database slow'], NOTHING],
  [['database full'], READING],
  [['search down', 'mail down', 'worker down', 'storage down'], NO_FILES],
  [['search slow', 'mail slow', 'storage slow'], NO_FILES],
  [
    ['search full', 'mail full', 'storage full', 'database full'],
    { ...READING, upload: 'storage_unavailable' },
  ],
  [['search down', 'mail down', 'worker down', 'storage down', 'database down'], NOTHING],
];

describe('what people see', () => {
  test.each(EXPECTED)(
    'of %j',
    async (cases, expected) => {
      for (const one of cases) await BREAK[one]();
      const began = performance.now();
      expect(await see()).toEqual(expected);
      expect(performance.now() - began).toBeLessThan(30_000);
      await well();
      if (!worker) await startWorker();
      await eventually(async () => ((await see()).create === 302 ? true : null), 20);
    },
    60_000,
  );
});

test('what was typed into a form that met no database is there, and is sent again once', async () => {
  const typed = messageForm('message', 'Ein langer Text, an dem ich lange schrieb.');
  database.become('cut');
  const lost = await customer.post(`/orders/${number}`, typed, { 'Accept-Language': 'en' });
  const page = await lost.text();
  expect(lost.status).toBe(503);
  expect(page).toContain('What you typed is still here');
  expect(page).toMatch(
    /<input type="hidden" name="body" value="Ein langer Text, an dem ich lange schrieb\."\/>/,
  );
  const signIn = await customer.post('/login', { email: 'a@b.test', password: 'ein Geheimnis' });
  expect(await signIn.text()).not.toContain('ein Geheimnis');
});

test('readiness says which part is away, and says it soon', async () => {
  bucket.health = 'silent';
  database.become('silent');
  const began = performance.now();
  const response = await fetch(`${app.url}/readyz`);
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    database: { ok: false, state: 'unavailable' },
    storage: { ok: true, state: 's3 (unavailable)' },
  });
});

test('after all of it nothing is lost: every order and message has its event, every mail is sent, no job waits', async () => {
  const { db } = app;
  await eventually(async () => {
    // What is to be tried again later is tried now, which the few tries of what runs by the clock do not outlast; whatever was in hand when the database went silent is free again.
    await db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND attempts > 0`;
    const [left] = await db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM graphile_worker.jobs
      WHERE (run_at <= now() AND attempts < max_attempts) OR locked_at IS NOT NULL`;
    return left?.n === 0 ? true : null;
  }, 60);
  expect(await db.mail.count({ where: { state: 'queued', collectsUntil: null } })).toBe(0);
  expect(await db.mail.count({ where: { state: 'failed' } })).toBe(0);
  expect(
    await db.$queryRaw`SELECT task_identifier, last_error FROM graphile_worker.jobs WHERE attempts >= max_attempts AND max_attempts > 3`,
  ).toEqual([]);
  const orders = await db.order.findMany({ select: { id: true } });
  const made = await db.event.findMany({ where: { type: 'order.drafted' }, select: { orderId: true } });
  expect(made.map(({ orderId }) => orderId).sort()).toEqual(orders.map(({ id }) => id).sort());
  const messages = await db.message.count();
  expect(await db.event.count({ where: { type: { startsWith: 'message' } } })).toBe(messages);
}, 90_000);
