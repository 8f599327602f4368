import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseIdentifier } from '~/domain/devices/rules';
import { findMove, KINDS, SUBMITTED_STATUS, stageOf, statusesOf } from '~/domain/orders/rules';
import { cloneDatabase, makeDataFolder } from '../support/database';

type Database = Awaited<ReturnType<typeof cloneDatabase>>;
let database: Database;
let dataDir: string;
let platform: typeof import('../../app/platform/db.server');
let demo: typeof import('../../scripts/seed/demo');

const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await platform.pool().query<Row>(sql, values)).rows;
const count = async (from: string) =>
  Number((await rows<{ n: string }>(`SELECT count(*) AS n FROM ${from}`))[0]?.n);

beforeAll(async () => {
  dataDir = path.join(makeDataFolder(), 'portal');
  mkdirSync(dataDir, { recursive: true });
  Object.assign(process.env, { PORTAL_DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  platform = await import('../../app/platform/db.server');
  demo = await import('../../scripts/seed/demo');
  database = await cloneDatabase();
  platform.connectDatabase(database.url);
});

afterAll(async () => {
  await platform.pool().end();
  await platform.disconnectDatabase().catch(() => undefined);
  await database.drop();
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
});

/** What `order_submissions.content` holds. */
const submission = z.strictObject({
  locale: z.enum(['en', 'de']),
  customer: z.strictObject({ number: z.string().min(1), name: z.string().min(1) }),
  location: z.strictObject({ name: z.string().min(1), address: z.string().min(1) }),
  shippingMethod: z.string().min(1).optional(),
  device: z.strictObject({
    name: z.string().min(1),
    imei: z.string().nullable(),
    serial: z.string().nullable(),
  }),
  problem: z.string().min(1),
  customerReferences: z.array(z.string().min(1)),
  internalReferences: z.array(z.string().min(1)),
  delivery: z
    .strictObject({
      method: z.string().min(1),
      address: z
        .strictObject({
          name: z.string(),
          street: z.string(),
          postalCode: z.string(),
          city: z.string(),
          country: z.string(),
        })
        .optional(),
    })
    .nullable(),
  answers: z.array(
    z.strictObject({
      label: z.string(),
      kind: z.string(),
      value: z.string().min(1),
      shown: z.string().min(1),
    }),
  ),
});

async function expectSoundOrders() {
  const orders = await rows<{
    id: number;
    number: string;
    kind: 'repair' | 'onsite';
    status: string;
    stage: string;
    imei: string | null;
    created_at: Date;
    content: unknown;
  }>(`SELECT o.*, s.content FROM orders o LEFT JOIN order_submissions s ON s.order_id = o.id`);
  for (const order of orders) {
    expect(order.stage).toBe(stageOf(order.kind, order.status));
    expect(order.number).toMatch(new RegExp(`^RO-${order.created_at.getUTCFullYear()}-\\d{6,}$`));
    if (order.imei !== null) expect(parseIdentifier(order.imei)).toMatchObject({ ok: true, kind: 'imei' });
    if (order.status === 'draft') expect(order.content).toBeNull();
    else submission.parse(order.content);
  }
  return orders;
}

/** The path that each order's events tell, checked move by move against the status table. */
async function expectLegalPaths() {
  const events = await rows<{
    id: number;
    kind: 'repair' | 'onsite';
    status: string;
    type: string;
    role: string;
    data: { from?: string; to?: string };
  }>(`SELECT o.id, o.kind, o.status, e.type, e.data, u.role FROM orders o JOIN events e ON e.order_id = o.id
      JOIN users u ON u.id = e.actor_id ORDER BY o.id, e.at, e.id`);
  const at = new Map<number, string>();
  for (const { id, kind, type, role, data } of events) {
    if (type === 'order.drafted') at.set(id, 'draft');
    if (type === 'order.confirmed') at.set(id, SUBMITTED_STATUS[kind]);
    if (type !== 'order.moved') continue;
    expect(data.from).toBe(at.get(id));
    const move = findMove(kind, data.from ?? '', data.to ?? '', role as Parameters<typeof findMove>[3]);
    expect(move, `${kind} ${data.from} to ${data.to} by ${role}`).toBeDefined();
    if (move?.reason) expect(data).toHaveProperty('reason');
    at.set(id, data.to ?? '');
  }
  for (const { id, status } of events) expect(at.get(id)).toBe(status);
}

async function expectTalliesToAgree() {
  const scopes = ['all', 'account', 'customer', 'partner'];
  const counted = await rows(
    `SELECT s.scope, coalesce(s.id, 0) AS id, status, location_id, count(*)::int AS n
     FROM orders o, LATERAL (VALUES ('all', 0), ('account', account_id), ('customer', customer_id), ('partner', partner_id)) s (scope, id)
     WHERE s.id IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  );
  const kept = await rows(
    `SELECT scope, scope_id AS id, status, location_id, sum(n)::int AS n FROM order_tallies WHERE scope = ANY($1)
     GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4`,
    [scopes],
  );
  expect(kept).toEqual(counted);
}

describe('the demo', () => {
  it('is made once by two processes that start at once', async () => {
    const answers = await Promise.all([
      demo.seedWhenEmpty({ demo: true }),
      demo.seedWhenEmpty({ demo: true }),
    ]);
    expect(answers).toEqual([true, true]);
    expect(await demo.seedWhenEmpty({ demo: false })).toBe(false);
    const orders = await count('orders');
    expect(orders).toBeGreaterThan(360);
    expect(orders).toBeLessThan(450);
    await demo.seedWhenEmpty({ demo: true });
    expect(await count('orders')).toBe(orders);
  });

  it('has orders in every status of both kinds, all sound', async () => {
    const orders = await expectSoundOrders();
    for (const kind of KINDS) {
      const present = new Set(orders.filter((order) => order.kind === kind).map(({ status }) => status));
      expect([...present].sort()).toEqual([...statusesOf(kind)].sort());
    }
    expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
    const [next] = await rows<{ n: string }>(`SELECT nextval('order_number_seq') AS n`);
    expect(orders.every(({ number }) => Number(number.slice(8)) < Number(next?.n))).toBe(true);
  });

  it('tells legal paths only, and nothing of the future', async () => {
    await expectLegalPaths();
    expect(await count('events WHERE at > now()')).toBe(0);
    expect(await count('messages WHERE created_at > now()')).toBe(0);
    expect(await count('orders WHERE status_since < created_at OR completed_at < confirmed_at')).toBe(0);
  });

  it('keeps tallies and spellings that agree with the orders', async () => {
    await expectTalliesToAgree();
    expect(
      await count('orders o WHERE NOT EXISTS (SELECT FROM order_identifiers i WHERE i.order_id = o.id)'),
    ).toBe(0);
  });

  it('lets its five people sign in, each with orders to see', async () => {
    const people = await rows<{
      email: string;
      role: string;
      password_hash: string;
      n: string;
      locations: string;
    }>(
      `SELECT u.*, (SELECT count(*) FROM orders o WHERE u.company_id IN (o.account_id, o.partner_id)) AS n,
         (SELECT count(*) FROM user_locations l WHERE l.user_id = u.id) AS locations
       FROM users u WHERE email = ANY($1) AND demo`,
      [[...demo.DEMO_LOGINS]],
    );
    expect(people).toHaveLength(5);
    for (const person of people) {
      expect(person.password_hash).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
      expect(await verify(person.password_hash, demo.DEMO_PASSWORD)).toBe(true);
    }
    const orders = (email: string) => Number(people.find((person) => person.email === email)?.n);
    expect(orders('customer@demo.test')).toBeGreaterThanOrEqual(25);
    expect(orders('reseller@demo.test')).toBeGreaterThanOrEqual(100);
    expect(orders('partner@demo.test')).toBeGreaterThanOrEqual(20);
    expect(Number(people.find(({ role }) => role === 'technician')?.locations)).toBeGreaterThan(0);
    const stages = await rows(
      `SELECT stage FROM orders o JOIN users u ON u.company_id = o.customer_id WHERE email = 'customer@demo.test' GROUP BY 1`,
    );
    expect(stages).toHaveLength(3);
  });

  it('keeps the bytes of its files in the storage', async () => {
    const { storage } = await import('../../app/platform/storage.server');
    const files = await rows<{ storage_key: string; content_type: string; size: number }>(
      'SELECT * FROM attachments',
    );
    expect(new Set(files.map((file) => file.content_type))).toEqual(
      new Set(['image/png', 'application/pdf']),
    );
    for (const file of files) {
      const bytes = await new Response((await storage().open(file.storage_key)) as never).arrayBuffer();
      expect(bytes.byteLength).toBe(file.size);
    }
  });
});

describe('bulk orders', () => {
  it('come on top of what is there: 2,000 of them, at least 85 % completed, all sound', async () => {
    const { seedBulk } = await import('../../scripts/seed/bulk');
    const before = await count('orders');
    const progress: number[] = [];
    await seedBulk(platform.pool(), {
      orders: 2000,
      accounts: 12,
      seed: 5,
      onProgress: (n) => progress.push(n),
    });
    expect(progress.at(-1)).toBe(2000);
    expect(await count('orders')).toBe(before + 2000);
    const bulk = `orders WHERE account_id IN (SELECT company_id FROM users WHERE email LIKE '%@bulk.example')`;
    expect(await count(bulk)).toBe(2000);
    expect(await count(`${bulk} AND stage = 'completed'`)).toBeGreaterThanOrEqual(1700);
    expect(
      await count("companies c JOIN users u ON u.company_id = c.id WHERE u.email LIKE '%@bulk.example'"),
    ).toBe(12);
    await expectSoundOrders();
    await expectLegalPaths();
    await expectTalliesToAgree();
    expect(await count("orders WHERE kind = 'onsite' AND sp_id IS NULL")).toBe(0);
    const [numbers] = await rows<{ last: string; highest: string }>(
      `SELECT (SELECT last_value FROM order_number_seq) AS last, max(split_part(number, '-', 3)::int) AS highest FROM orders`,
    );
    expect(Number(numbers?.last)).toBeGreaterThanOrEqual(Number(numbers?.highest));
  });
});

describe('without the demo', () => {
  it('makes what every installation needs, and nobody', async () => {
    const empty = await cloneDatabase();
    const { default: pg } = await import('pg');
    const client = new pg.Client(empty.url);
    const { insertBasics } = await import('../../scripts/seed/basics');
    await client.connect();
    try {
      await insertBasics(client, false);
      const { rows: made } = await client.query(
        `SELECT (SELECT count(*)::int FROM operator WHERE id = 1) AS operators, (SELECT count(*)::int FROM locations) AS locations,
           (SELECT count(*)::int FROM delivery_methods) AS methods, (SELECT count(*)::int FROM users) AS users`,
      );
      expect(made).toEqual([{ operators: 1, locations: 1, methods: 3, users: 0 }]);
    } finally {
      await client.end();
      await empty.drop();
    }
  });
});
