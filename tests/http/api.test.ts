import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usefulScopes } from '../../app/domain/api/rules';
import { type Answer, asker, keyed, type Program, pointers, program, type Sent } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { dayIn, makeServiceType } from '../support/onsite';
import { everybodysOrders, insertOrders, orderNumber, orderRow } from '../support/orders';
import { stateOf } from '../support/state';

/** The REST API: keys, scopes, lists, on-site orders, idempotency, refusals, and its own description of all of them. */

const FIRST = 820_000;

let app: TestApp;
let admin: Program;
let reseller: Program;
let partner: Program;
let desk: Client;
let serviceType: { id: number };
let question: { id: number };
let ask: Awaited<ReturnType<typeof asker>>['ask'];
let document: Record<string, unknown>;

type Json = Record<string, unknown>;
type Orders = { orders: { number: string }[]; links: { next: string | null } };

beforeAll(async () => {
  app = await startApp({ env: { LOG_LEVEL: 'silent' } });
  [admin, reseller, partner] = await Promise.all([
    program(app, 'administrator'),
    program(app, 'reseller'),
    program(app, 'partner'),
  ]);
  desk = await signIn(app, 'partner');
  ({ serviceType, question } = await makeServiceType(app));
  await insertOrders(app.db, everybodysOrders(app.world, FIRST));
  ({ ask, document } = await asker(app));
});
afterAll(() => app?.close());

const sale = (more: Json = {}): Json => ({
  customerId: app.world.companies.customer.id,
  locationId: app.world.here.id,
  serviceTypeId: serviceType.id,
  partnerId: app.world.companies.partner.id,
  contactName: 'Petra Muster',
  street: 'Teststrasse 1',
  postalCode: '8000',
  city: 'Zürich',
  country: 'CH',
  problem: 'Fernseher an die Wand montieren.',
  goods: [{ description: 'OLED 77', quantity: 1 }],
  fee: { minor: 14_500, vatBasisPoints: 810 },
  ...more,
});
const sell = async (more: Json = {}) => {
  const answer = await ask(admin, 'POST', '/onsite-orders', keyed(sale(more)));
  expect(answer.status).toBe(201);
  return (answer.json as { number: string }).number;
};
const eventsOf = async (number: string) => {
  const { id } = await app.db.order.findUniqueOrThrow({ where: { number } });
  return app.db.event.findMany({ where: { orderId: id } });
};
const numbersOf = ({ json }: Answer) => (json as Orders).orders.map(({ number }) => number);

/** The status of an empty form at this address, which is sent as it is written. */
const postRaw = (path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    request({ hostname, port, path, method: 'POST', headers }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });

describe('a key', () => {
  it('is stored as its hash, notes its use once a minute, and is refused as soon as it or its person has ended', async () => {
    const mine = await program(app, 'customer');
    const stored = await app.db.apiKey.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(JSON.stringify(stored)).not.toContain(mine.key);
    expect(mine.key).toMatch(/^rp_[\w-]{43}$/);
    expect(mine.key.startsWith(stored.prefix)).toBe(true);
    expect([stored.scopes, stored.lastUsedAt]).toEqual([[...usefulScopes('customer')], null]);
    expect((await ask(mine, 'GET', '/orders')).status).toBe(200);
    const used = await app.db.apiKey.findUniqueOrThrow({ where: { id: stored.id } });
    await ask(mine, 'GET', '/orders');
    const again = await app.db.apiKey.findUniqueOrThrow({ where: { id: stored.id } });
    expect(used.lastUsedAt).not.toBeNull();
    expect(again.lastUsedAt).toEqual(used.lastUsedAt);

    const { customer } = app.world.users;
    const set = (data: object) => app.db.apiKey.update({ where: { id: stored.id }, data });
    const person = (active: boolean) => app.db.user.update({ where: { id: customer.id }, data: { active } });
    const company = (active: boolean) =>
      app.db.company.update({ where: { id: customer.companyId ?? 0 }, data: { active } });
    const ends: [end: () => Promise<unknown>, back: () => Promise<unknown>][] = [
      [() => set({ revokedAt: new Date() }), () => set({ revokedAt: null })],
      [() => set({ expiresAt: new Date() }), () => set({ expiresAt: null })],
      [() => person(false), () => person(true)],
      [() => company(false), () => company(true)],
    ];
    for (const [end, back] of ends) {
      await end();
      const refused = await ask(mine, 'GET', '/orders');
      expect([refused.status, refused.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer realm="api"']);
      await back();
      expect((await ask(mine, 'GET', '/orders')).status).toBe(200);
    }
  });

  it('is the only thing that lets in: no session does, and nothing that only looks like a key', async () => {
    const signedIn = await signIn(app, 'administrator');
    const cookie = [...signedIn.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const odd = [
      '',
      'Bearer',
      'Bearer rp_',
      `Basic ${admin.key}`,
      `Bearer ${admin.key}x`,
      `Bearer x ${admin.key}`,
    ];
    for (const Authorization of odd) {
      const headers = { Cookie: cookie, ...(Authorization && { Authorization }) };
      expect((await ask(null, 'GET', '/orders', { headers })).status).toBe(401);
      const posted = await ask(null, 'POST', '/onsite-orders', { ...keyed(sale()), headers });
      expect(posted.status).toBe(401);
    }
  });

  it('may come from anywhere, but a page of another site without one may not', async () => {
    const before = await stateOf(app.db);
    const foreign = { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' };
    const refused = await ask(null, 'POST', '/onsite-orders', { body: sale(), headers: foreign });
    expect([refused.status, refused.headers.get('Content-Type')]).toEqual([403, 'application/problem+json']);
    const page = { ...foreign, Authorization: `Bearer ${admin.key}` };
    for (const path of [
      '/api/v1/../../preferences',
      '/api/v1/%2e%2e/%2E./preferences',
      '/api/v1/..\\..\\preferences',
    ])
      expect([path, await postRaw(path, page)]).toEqual([path, 403]);
    expect(await stateOf(app.db)).toBe(before);
    const answer = await ask(admin, 'POST', '/onsite-orders', { body: {}, headers: foreign });
    expect(answer.status).toBe(400);
  });
});

describe('reading orders', () => {
  it('shows everybody what is theirs, and strangers the answer for what never was', async () => {
    const never = await ask(reseller, 'GET', `/orders/${orderNumber(FIRST + 999)}`);
    const own = await ask(reseller, 'GET', `/orders/${orderNumber(FIRST + 2)}`);
    const foreign = await ask(reseller, 'GET', `/orders/${orderNumber(FIRST)}`);
    expect([own.status, never.status, foreign.status]).toEqual([200, 404, 404]);
    expect(foreign.text).toBe(never.text);
    expect(numbersOf(await ask(reseller, 'GET', '/orders'))).toEqual([orderNumber(FIRST + 2)]);
    expect(numbersOf(await ask(partner, 'GET', '/orders'))).toEqual([orderNumber(FIRST + 5)]);
    const seen = await ask(partner, 'GET', `/orders/${orderNumber(FIRST + 5)}`);
    expect(seen.json).toMatchObject({ kind: 'onsite', stage: 'new', money: null });
    expect(numbersOf(await ask(admin, 'GET', '/orders'))).toHaveLength(7);
  });

  it('follows cursors over all tabs without a gap, and filters by tab, status and text', async () => {
    const { customer } = app.world.companies;
    const statuses = ['confirmed', 'received', 'ready', 'returned', 'cancelled'] as const;
    const rows = Array.from({ length: 25 }, (_, at) =>
      orderRow(app.world, FIRST + 100 + at, {
        status: statuses[at % 5] ?? 'confirmed',
        ...{ accountId: customer.id, customerId: customer.id, locationId: app.world.there.id },
      }),
    );
    await insertOrders(app.db, rows);
    const mine = await program(app, 'otherTechnician');
    const all: string[] = [];
    for (let path: string | null = '/orders?limit=4'; path; ) {
      const page: Answer = await ask(mine, 'GET', path);
      all.push(...numbersOf(page));
      path = (page.json as Orders).links.next?.split('/api/v1')[1] ?? null;
    }
    expect(all).toHaveLength(27);
    expect(new Set(all).size).toBe(27);
    expect(numbersOf(await ask(mine, 'GET', '/orders?stage=completed'))).toHaveLength(10);
    expect(numbersOf(await ask(mine, 'GET', '/orders?status=ready,received&limit=100'))).toHaveLength(10);
    expect(numbersOf(await ask(mine, 'GET', `/orders?q=${orderNumber(FIRST + 103)}`))).toEqual([
      orderNumber(FIRST + 103),
    ]);
    for (const [query, parameter] of [
      ['limit=0', 'limit'],
      ['limit=x', 'limit'],
      ['stage=old', 'stage'],
      ['status=ready,odd', 'status'],
      ['cursor=abc', 'cursor'],
      ['cursor=new.WyJ4Il0', 'cursor'],
      ['sort=device', 'sort'],
    ]) {
      const refused = await ask(mine, 'GET', `/orders?${query}`);
      expect([query, refused.status, pointers(refused)]).toEqual([query, 422, [parameter]]);
    }
  });
});

describe('an on-site order', () => {
  it('made by the API is on its partner’s desk, and its dispatch brings it to Set appointment', async () => {
    const made = await ask(admin, 'POST', '/onsite-orders', keyed(sale({ customerReferences: ['PO 1'] })));
    expect(made.status).toBe(201);
    const { number } = made.json as { number: string };
    expect(made.json).toMatchObject({ status: 'check_requirements', released: true });
    expect(made.headers.get('Location')).toMatch(new RegExp(`/api/v1/orders/${number}$`));
    expect(await (await desk.get('/partner')).text()).toContain(`/orders/${number}/requirements`);
    const shown = await ask(admin, 'GET', `/orders/${number}`);
    expect(shown.json).toMatchObject({
      customerReferences: ['PO 1'],
      onsite: { site: { city: 'Zürich' }, fee: { minor: 14_500 }, payment: { prepaid: false, paidAt: null } },
    });
    const early = await ask(admin, 'POST', `/onsite-orders/${number}/dispatch`, {
      body: { arrivesOn: dayIn(2) },
    });
    expect([early.status, (early.json as Json).type]).toEqual([
      409,
      expect.stringContaining('order_changed'),
    ]);
    const fields = { outcome: 'fulfilled', [`item-${question.id}`]: 'yes' };
    await desk.post(`/orders/${number}/requirements`, fields);
    const past = await ask(admin, 'POST', `/onsite-orders/${number}/dispatch`, {
      body: { arrivesOn: '2020-01-01' },
    });
    expect([past.status, pointers(past)]).toEqual([422, ['#/arrivesOn']]);
    const body = { arrivesOn: dayIn(2), tracking: 'TRK-820' };
    for (const _ of [1, 2]) {
      const sent = await ask(admin, 'POST', `/onsite-orders/${number}/dispatch`, { body });
      expect([sent.status, sent.json]).toMatchObject([
        200,
        { status: 'set_appointment', stage: 'at_location' },
      ]);
    }
    expect(await (await desk.get('/partner')).text()).toContain(`/orders/${number}/appointment`);
    const order = await app.db.order.findUniqueOrThrow({ where: { number } });
    expect(order.trackingNumbers).toEqual(['TRK-820']);
  });

  it('that is prepaid reaches its partner with the payment, once', async () => {
    const number = await sell({ prepaid: true });
    const read = async () => (await ask(partner, 'GET', `/orders/${number}`)).status;
    expect(await read()).toBe(404);
    const pay = () =>
      ask(admin, 'POST', `/onsite-orders/${number}/payment`, { body: { reference: 'Bank 1' } });
    expect((await pay()).json).toMatchObject({ number, released: true, spId: expect.stringMatching(/^SP-/) });
    expect((await pay()).status).toBe(200);
    expect(await read()).toBe(200);
    const events = await eventsOf(number);
    expect(events.map(({ type }) => type).sort()).toEqual([
      'onsite.paid',
      'onsite.released',
      'order.confirmed',
    ]);
    const unpaid = await sell();
    const refused = await ask(admin, 'POST', `/onsite-orders/${unpaid}/payment`, { body: {} });
    expect(refused.status).toBe(409);
  });

  it('is nobody’s but the administrators’ to make, with the scope', async () => {
    const before = await stateOf(app.db);
    const eager = await program(app, 'reseller', ['orders:read', 'onsite:write']);
    const lacking = await program(app, 'administrator', ['orders:read']);
    const writing = await program(app, 'administrator', ['onsite:write']);
    await app.db.apiKey.updateMany({ data: { lastUsedAt: new Date() } });
    const during = await stateOf(app.db);
    expect(during).not.toBe(before);
    expect((await ask(eager, 'POST', '/onsite-orders', { ...keyed(sale()) })).status).toBe(404);
    const refused = await ask(lacking, 'POST', '/onsite-orders', keyed(sale()));
    expect([refused.status, refused.headers.get('WWW-Authenticate')]).toEqual([
      403,
      expect.stringContaining('scope="onsite:write"'),
    ]);
    expect((await ask(writing, 'GET', '/orders')).status).toBe(403);
    expect(
      await app.db.order.count({
        where: { submissionKey: { startsWith: `api:${app.world.users.reseller.id}:` } },
      }),
    ).toBe(0);
  });
});

describe('an idempotency key', () => {
  it('makes one order of ten requests at once, and gives the same answer again', async () => {
    const sent = keyed(sale());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(admin, 'POST', '/onsite-orders', sent)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const later = await ask(admin, 'POST', '/onsite-orders', sent);
    expect([later.status, later.text]).toEqual([201, answers[0]?.text]);
    const { number } = later.json as { number: string };
    expect((await eventsOf(number)).filter(({ type }) => type === 'order.confirmed')).toHaveLength(1);

    const other = await ask(admin, 'POST', '/onsite-orders', { ...sent, body: sale({ problem: 'Anders' }) });
    expect([other.status, (other.json as Json).type]).toEqual([
      422,
      expect.stringContaining('idempotency_other'),
    ]);
    const elsewhere = await ask(admin, 'POST', `/onsite-orders/${number}/payment`, { ...sent, body: {} });
    expect(elsewhere.status).toBe(422);
    const second = await program(app, 'administrator');
    expect(((await ask(second, 'POST', '/onsite-orders', sent)).json as Json).number).toBe(number);
  });

  it('keeps refusals, forgets after a day, and is taken over from a process that died', async () => {
    const inactive = sale({ partnerId: app.world.companies.customer.id });
    const sent = keyed(inactive);
    const [first, second] = [
      await ask(admin, 'POST', '/onsite-orders', sent),
      await ask(admin, 'POST', '/onsite-orders', sent),
    ];
    expect([first.status, pointers(first), second.text]).toEqual([422, ['#/partnerId'], first.text]);

    const key = randomUUID();
    const done = await ask(admin, 'POST', '/onsite-orders', keyed(sale(), key));
    const cutOff = { status: null, createdAt: new Date(Date.now() - 120_000) };
    const { Prisma } = await import('../../app/platform/db/generated/client');
    await app.db.apiIdempotency.updateMany({ where: { key }, data: { ...cutOff, body: Prisma.DbNull } });
    const again = await ask(admin, 'POST', '/onsite-orders', keyed(sale(), key));
    expect((again.json as Json).number).toBe((done.json as Json).number);

    const { cleanUp } = await import('../../app/domain/auth/clean-up.server');
    await cleanUp(new Date(Date.now() + 23 * 3_600_000));
    expect(await app.db.apiIdempotency.count({ where: { key } })).toBe(1);
    await cleanUp(new Date(Date.now() + 25 * 3_600_000));
    expect(await app.db.apiIdempotency.count()).toBe(0);
    const late = await ask(admin, 'POST', '/onsite-orders', keyed(sale(), key));
    expect((late.json as Json).number).toBe((done.json as Json).number);
  });
});

describe('a refusal', () => {
  it('says which part is wrong, and in which words', async () => {
    const wrong = sale({
      contactName: '',
      goods: [{ description: 'x'.repeat(201), quantity: 0 }],
      prePaid: true,
    });
    const answer = await ask(admin, 'POST', '/onsite-orders', keyed(wrong));
    expect([answer.status, pointers(answer)?.sort()]).toEqual([
      422,
      ['#/contactName', '#/goods/0/description', '#/goods/0/quantity', '#/prePaid'],
    ]);
    expect(answer.text).toContain('Please fill this in.');
    expect(answer.text).toContain('at most 200 characters');
    const line = { kind: 'service', description: 'x', quantityThousandths: 1_000_000_000, vatBasisPoints: 0 };
    const dear = Array.from({ length: 100 }, () => ({ ...line, unitPriceMinor: 1_000_000_000 }));
    const huge = await ask(
      admin,
      'POST',
      '/onsite-orders',
      keyed(sale({ customerId: 2 ** 31, lines: dear })),
    );
    expect([huge.status, pointers(huge)]).toEqual([422, ['#/customerId', '#/lines']]);
    const { type } = answer.json as { type: string };
    const [, code = ''] = type.split('#/x-problems/');
    expect((document['x-problems'] as Json)[code]).toBeDefined();
  });

  it('is problem details for everything that can be wrong with a request', async () => {
    const order = `/orders/${orderNumber(FIRST)}`;
    const key = { 'Idempotency-Key': randomUUID() };
    const large = JSON.stringify(sale({ problem: 'x'.repeat(300_000) }));
    const cases: [status: number, method: string, path: string, init?: Sent][] = [
      [400, 'POST', '/onsite-orders', { body: sale() }],
      [400, 'POST', '/onsite-orders', keyed(sale(), 'short')],
      [400, 'POST', '/onsite-orders', { body: '{"a":', headers: key }],
      [404, 'GET', '/orders/RO-2026-%00'],
      [404, 'GET', '/orders/x%FF'],
      [404, 'GET', '/nothing'],
      [404, 'GET', '/orders.data'],
      [404, 'GET', '/orders/%0A'],
      [404, 'GET', '/orders?_data=routes%2Fapi-orders%2Froute'],
      [404, 'POST', `/onsite-orders/${orderNumber(FIRST)}/payment`, { body: {} }],
      [405, 'DELETE', order],
      [405, 'PUT', '/onsite-orders', { body: {} }],
      [405, 'GET', '/onsite-orders'],
      [405, 'OPTIONS', '/orders'],
      [413, 'POST', '/onsite-orders', { body: large, headers: key }],
      [415, 'POST', '/onsite-orders', { body: 'a=1', headers: { ...key, 'Content-Type': 'text/plain' } }],
      [422, 'POST', '/onsite-orders', { body: '[]', headers: key }],
    ];
    for (const [status, method, path, init] of cases) {
      const answer = await ask(admin, method, path, init);
      expect([method, path, answer.status]).toEqual([method, path, status]);
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
      expect(answer.json).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    }
    const refused = await ask(admin, 'DELETE', order);
    expect(refused.headers.get('Allow')).toBe('GET, HEAD');
    const head = await ask(admin, 'HEAD', order);
    expect([head.status, head.text]).toEqual([200, '']);
  });

  it('comes after 600 requests a minute, for this key alone', async () => {
    const busy = await program(app, 'customer');
    const one = await ask(busy, 'GET', '/orders');
    expect(one.headers.get('RateLimit-Policy')).toBe('"key";q=600;w=60');
    expect(one.headers.get('RateLimit')).toMatch(/^"key";r=599;t=\d+$/);
    await app.db.rateLimit.updateMany({
      where: { key: { startsWith: 'api_key:' }, points: 1 },
      data: { points: 600 },
    });
    const over = await ask(busy, 'GET', '/orders');
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('Retry-After'))).toBeGreaterThan(0);
    await app.db.rateLimit.deleteMany();
    expect((await ask(busy, 'GET', '/orders')).status).toBe(200);
  });
});
