import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, messageForm, placeOrder, sessionCookieFor, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';
import { type Line, openLine } from '../support/live';
import { type PortalProcess, startPortal } from '../support/portal-process';
import type { Person } from '../support/world';

const PEOPLE = [
  'customer',
  'otherCustomer',
  'reseller',
  'technician',
  'otherTechnician',
  'partner',
  'administrator',
] as const satisfies Person[];

let app: TestApp;
let clients: Record<Person, Client>;
let number: string;
let other: { process: PortalProcess; url: string };
const open: Line[] = [];

beforeAll(async () => {
  app = await startApp();
  const process = startPortal(path.join(app.dataDir, 'other'), {
    DATABASE_URL: app.databaseUrl,
    PORTAL_WORKER: '0',
  });
  const signedIn = PEOPLE.map(async (person) => [person, await signIn(app, person)] as const);
  clients = Object.fromEntries(await Promise.all(signedIn)) as Record<Person, Client>;
  number = await placeOrder(app, clients.customer);
  other = { process, url: (await process.ready()).url };
}, 90_000);
afterEach(() => {
  for (const line of open.splice(0)) line.close();
});
afterAll(async () => {
  other?.process.signal('SIGKILL');
  await other?.process.ended();
  await app?.close();
});

async function lineOf(
  client: Client,
  url = app.url,
  from: Parameters<typeof openLine>[2] = {},
): Promise<Line> {
  const line = await openLine(client, url, from);
  open.push(line);
  return line;
}

/** Writes on the order. @returns when it was sent */
async function write(who: Person, kind = 'message') {
  const at = performance.now();
  const answer = await clients[who].post(`/orders/${number}`, messageForm(kind, `From ${who}`));
  expect(answer.status).toBe(302);
  return at;
}

const plain = ({ told }: Line) => told.map(({ topic, type }) => `${topic} ${type}`);
const hears = (line: Line, count: number) =>
  eventually(async () => (line.told.length >= count ? line.told[count - 1] : null), 5);

describe('a line', () => {
  it('tells those who may know what happened, and nobody else', async () => {
    const lines = await Promise.all(PEOPLE.map((person) => lineOf(clients[person])));
    const [customer, , , technician, , , administrator] = lines as [Line, Line, Line, Line, Line, Line, Line];
    await write('technician', 'internal_note');
    await hears(technician, 1);
    await write('customer');
    for (const line of [technician, administrator]) await hears(line, 2);
    await hears(customer, 1);
    await sleep(100);
    const note = `${number} note.posted`;
    const message = `${number} message.posted`;
    expect(Object.fromEntries(PEOPLE.map((person, index) => [person, plain(lines[index] as Line)]))).toEqual({
      customer: [message],
      otherCustomer: [],
      reseller: [],
      technician: [note, message],
      otherTechnician: [],
      partner: [],
      administrator: [note, message],
    });
  });

  it('is sent as it is made: not compressed, kept by nobody', async () => {
    const { headers } = await lineOf(clients.customer);
    expect(headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('Content-Encoding')).toBeNull();
    expect(headers.get('Cache-Control')).toBe('private, no-store, no-transform');
  });

  it('goes on from where it broke off, and so does one who asks from time to time', async () => {
    const line = await lineOf(clients.customer);
    await write('technician');
    await hears(line, 1);
    const id = line.id();
    line.close();
    const before = await app.db.event.count();
    await write('technician');
    await write('technician', 'internal_note');
    expect(await app.db.event.count()).toBe(before + 2);
    const again = await lineOf(clients.customer, app.url, { lastId: id });
    const anew = await lineOf(clients.customer, other.url, { after: id });
    for (const line of [again, anew]) {
      await hears(line, 1);
      expect(plain(line)).toContain(`${number} message.posted`);
      expect(plain(line)).not.toContain(`${number} note.posted`);
    }
    const asked = async (who: Person, query: string) =>
      (await (await clients[who].get(`/live${query}`)).json()) as {
        id: number;
        changes: unknown[];
        unread: number;
      };
    const found = await asked('customer', `?after=${id}`);
    expect(found).toMatchObject({ id: expect.any(Number), unread: 1 });
    expect(found.changes).toContainEqual({ topic: number, type: 'message.posted' });
    expect(await asked('otherCustomer', `?after=${id}`)).toEqual({ id: found.id, changes: [], unread: 0 });
    expect(await asked('customer', `?open=${number}`)).toEqual({ id: found.id, changes: [], unread: 0 });
    expect((await asked('customer', '?after=0')).changes.length).toBeGreaterThan(0);
  });

  it('of very many changes at once tells only that there were', async () => {
    const line = await lineOf(clients.otherCustomer);
    await app.db.event.createMany({
      data: Array.from({ length: 60 }, () => ({ type: 'order.moved', visibility: 'public' })),
    });
    await hears(line, 1);
    expect(plain(line)).toEqual(['* *']);
  });

  it('is heard again after its database connection was lost, with what happened meanwhile', async () => {
    const line = await lineOf(clients.customer);
    const [{ n = 0 } = {}] = await app.db.$queryRaw<{ n: number }[]>`
      SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity
      WHERE application_name = 'portal live' AND datname = current_database()`;
    // One of each process, however many lines it has.
    expect(n).toBe(2);
    await write('technician');
    await eventually(async () => plain(line).includes(`${number} message.posted`) || null, 5);
  });

  it('is one of at most six of a person', async () => {
    for (let count = 0; count < 6; count++) await lineOf(clients.reseller);
    await expect(openLine(clients.reseller, app.url)).rejects.toThrow('429');
    open.at(-1)?.close();
    await eventually(() => lineOf(clients.reseller).catch(() => null), 5);
    await expect(openLine(visitor(app), app.url)).rejects.toThrow('302');
  });
});

describe('the session', () => {
  it('of a line ends, and the line with it, without another word', async () => {
    const { id } = app.world.users.customer;
    const sessions = await Promise.all([0, 1].map(() => sessionCookieFor(app, id)));
    const [silent, told] = await Promise.all(
      sessions.map((session) => lineOf({ ...visitor(app), cookies: new Map([session]) })),
    );
    await app.db.session.deleteMany({ where: { userId: id, userAgent: 'test' } });
    await write('technician');
    await told?.ended;
    await silent?.ended;
    expect([silent?.told, told?.told]).toEqual([[], []]);
    clients.customer = await signIn(app, 'customer');
    const quiet = await lineOf(clients.customer);
    await app.db.session.deleteMany({ where: { userId: id } });
    await quiet.ended;
    clients.customer = await signIn(app, 'customer');
  }, 15_000);

  it('of somebody who may no longer see the order tells nothing of it', async () => {
    const line = await lineOf(clients.technician);
    const { id } = app.world.users.technician;
    await app.db.userLocation.deleteMany({ where: { userId: id } });
    await write('customer');
    await sleep(300);
    expect(line.told).toEqual([]);
    await app.db.userLocation.create({ data: { userId: id, locationId: app.world.here.id } });
  });
});

describe('two processes', () => {
  it('tell of each other’s messages within half a second', async () => {
    const here = await lineOf(clients.technician);
    const there = await lineOf(clients.technician, other.url);
    const delays: number[] = [];
    for (let round = 1; round <= 20; round++) {
      const sent = await write('customer');
      delays.push(((await hears(there, round))?.at ?? Number.NaN) - sent);
    }
    expect(delays.toSorted((a, b) => a - b)[18]).toBeLessThan(500);
    await hears(here, 20);
  }, 20_000);

  it('end their lines when they are asked to end', async () => {
    const line = await lineOf(clients.technician, other.url);
    const asked = performance.now();
    other.process.signal('SIGTERM');
    await line.ended;
    expect(performance.now() - asked).toBeLessThan(1_000);
    await expect(openLine(clients.technician, other.url)).rejects.toThrow();
  });
});

describe('a conversation', () => {
  const text = async (who: Person, at: string, headers = {}) =>
    (await (await clients[who].get(at, headers)).text()).replaceAll('<!-- -->', '');
  const messages = () =>
    app.db.message.findMany({ where: { order: { number } }, select: { kind: true, body: true } });

  it('takes what is internal by the internal form only', async () => {
    const before = (await messages()).length;
    const post = (fields: Record<string, string>) =>
      clients.technician.post(`/orders/${number}`, fields).then(({ status }) => status);
    expect(await post({ intent: 'message', note: 'Intern' })).toBe(400);
    expect(await post({ intent: 'message', note: 'Intern', body: 'Public' })).toBe(400);
    expect(await post({ intent: 'public_note', note: 'Intern' })).toBe(400);
    expect(await post({ intent: 'message', kind: 'internal_note', body: 'Intern' })).toBe(400);
    expect(await post({ intent: 'internal_note', body: 'Intern' })).toBe(400);
    expect(await messages()).toHaveLength(before);
    expect(await post({ intent: 'internal_note', note: 'Nur intern' })).toBe(302);
    expect((await messages()).slice(before)).toEqual([{ kind: 'internal_note', body: 'Nur intern' }]);
    expect(await text('customer', `/orders/${number}`)).not.toContain('Nur intern');
  });

  it('says how long an answer has been awaited, until there is one or none is needed', async () => {
    const waits = async (who: Person = 'technician') =>
      /Waiting for an answer/.test(await text(who, `/orders/${number}`));
    const settle = (who: Person) => clients[who].post(`/orders/${number}`, { intent: 'settle' });
    await write('customer');
    expect([await waits(), await waits('customer')]).toEqual([true, false]);
    await write('technician', 'internal_note');
    expect(await waits()).toBe(true);
    await write('technician');
    expect(await waits()).toBe(false);
    await write('customer');
    expect((await settle('customer')).status).toBe(403);
    expect((await settle('otherTechnician')).status).toBe(404);
    const events = () => app.db.event.count({ where: { type: 'message.settled' } });
    await settle('technician');
    await settle('technician');
    expect([await waits(), await events()]).toEqual([false, 1]);
  });

  it('offers technicians canned replies in the language of the customer, and nobody else', async () => {
    const reply = { name: 'Gruss', bodyEn: 'Hello {{customer}}', active: 'on', position: '1' };
    const bodyDe = 'Guten Tag {{customer}}, {{device}} {{number}} liegt in {{location}}. {{technician}}';
    const at = '/admin/canned-replies';
    const saved = await clients.administrator.post(`${at}/new`, { ...reply, bodyDe });
    expect(saved.headers.get('Location')).toBe(`${at}?saved`);
    const { id } = await app.db.cannedReply.findFirstOrThrow();
    const refused = await clients.administrator.post(`${at}/${id}`, { ...reply, bodyDe: '{{kunde}}' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('{{kunde}}');
    await app.db.company.updateMany({ data: { locale: 'de' } });
    const filled = `Guten Tag Muster AG, Fairphone 5 ${number} liegt in Zürich. technician`;
    const page = `/orders/${number}?canned=${id}`;
    expect(await text('technician', page, { 'Accept-Language': 'en' })).toContain(`>${filled}</textarea>`);
    expect(await text('customer', page)).not.toMatch(/Gruss|liegt in/);
    const { active: _, ...inactive } = { ...reply, bodyDe };
    await clients.administrator.post(`${at}/${id}`, inactive);
    expect(await text('technician', page)).not.toContain('Gruss');
  });

  it('is where the link of a mail leads after signing in, with the field to answer in', async () => {
    const visit = visitor(app);
    const at = `/orders/${number}?reply=`;
    const led = (await visit.get(at)).headers.get('Location') ?? '';
    expect(new URL(led, app.url).searchParams.get('redirectTo')).toBe(at);
    expect(await text('customer', at)).toMatch(/<textarea[^>]*autofocus/i);
    expect(await text('customer', `/orders/${number}`)).not.toMatch(/<textarea[^>]*autofocus/i);
  });
});
