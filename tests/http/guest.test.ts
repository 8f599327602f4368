import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendLookUps, welchT } from '../../scripts/bench/look-ups';
import { startApp, type TestApp } from '../support/app';
import { type Client, messageForm, placeOrder, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';
import { insertOrders, orderRow } from '../support/orders';
import { readPdf } from '../support/pdf';

let app: TestApp;
let customer: Client;
let technician: Client;
/** An order that was worked on, with a line of CHF 3337 net and something of every visibility. */
let number: string;

const PRICE = /3.?337/;
const LINK = /\/g\/([\w-]{43})/;

beforeAll(async () => {
  app = await startApp({ jobs: true, env: { PORTAL_TRUST_PROXY: '1' } });
  [customer, technician] = [await signIn(app, 'customer'), await signIn(app, 'technician')];
  number = await placeOrder(app, customer);
  for (const [kind, text] of [
    ['message', 'Bald ist es so weit.'],
    ['public_note', 'Wasser gefunden.'],
    ['internal_note', 'Interna-Q8'],
  ] as const)
    await technician.post(`/orders/${number}`, messageForm(kind, text));
  await app.db.orderLine.create({
    data: {
      ...{ kind: 'service', description: 'Reparatur', vatBasisPoints: 810, quantityThousandths: 1000 },
      unitPriceMinor: 333_700,
      order: { connect: { number } },
      createdById: app.world.users.technician.id,
    },
  });
});
afterAll(() => app?.close());
afterEach(() => app.db.rateLimit.deleteMany());

type Share = Partial<Record<'email' | 'name' | 'scope' | 'days' | 'submissionKey', string>>;

const share = (client: Client, fields: Share = {}, order = number) =>
  client.post(`/orders/${order}/share`, { submissionKey: randomUUID(), ...fields });

/** The path of a new link, as the page shows it. */
async function newLink(fields: Share = {}, client = customer): Promise<string> {
  const page = await (await share(client, fields)).text();
  const token = LINK.exec(page)?.[1];
  if (!token) throw new Error('No link was shown');
  return `/g/${token}`;
}

const hashOf = (link: string) => createHash('sha256').update(link.slice('/g/'.length)).digest('hex');
const rowOf = (link: string) => app.db.guestLink.findUniqueOrThrow({ where: { tokenHash: hashOf(link) } });
const open = (link: string, headers?: Record<string, string>) => visitor(app).get(link, headers);
const comparable = (text: string, link = '') =>
  text.replaceAll(/nonce="[^"]*"/g, '').replaceAll(link === '' ? '\0' : link, '');

async function pdfText(link: string): Promise<string> {
  const answer = await open(`${link}/order.pdf`);
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  const { pages } = await readPdf(Buffer.from(await answer.arrayBuffer()), 0);
  return pages.map(({ text }) => text).join('\n');
}

/** Waits until no link is to be mailed any more. Look-ups are answered after a while, which the test does not wait for. */
function jobsDone() {
  return eventually(async () => {
    await app.db.$executeRaw`
      UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND attempts = 0`;
    const left = await app.db.$queryRaw<unknown[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE task_identifier LIKE 'guest.%' OR task_identifier = 'mail.send'`;
    return left.length === 0 ? true : null;
  });
}

/** The mails that carry a link to the order, once all were sent. */
async function linkMails(order = number) {
  await jobsDone();
  return app.db.mail.findMany({
    where: { template: 'guest-link', order: { number: order } },
    orderBy: { id: 'asc' },
  });
}

const readMail = (storageKey: string | null) =>
  PostalMime.parse(readFileSync(path.join(app.dataDir, 'files', storageKey ?? '')));

describe('a guest link', () => {
  it('shows what is public, without prices to who follows, with them to who decides', async () => {
    const [follow, decide] = [await newLink(), await newLink({ scope: 'decide' }, technician)];
    const page = await (await open(follow)).text();
    const on = (words: string[]) => words.filter((word) => page.includes(word));
    const shown = [number, 'Fairphone 5', 'Bald ist es so weit.', 'Wasser gefunden.', 'zrh@operator.test'];
    expect(on(shown)).toEqual(shown);
    expect(on(['Interna-Q8', 'intern 12', 'Link for guests', 'c-1@company.test', '333700'])).toEqual([]);
    expect(PRICE.test(page)).toBe(false);
    const [without, withPrices] = [await pdfText(follow), await pdfText(decide)];
    expect(without).toContain('Reparatur');
    expect(without).not.toMatch(PRICE);
    expect(withPrices).toMatch(PRICE);
    expect(without + withPrices).not.toMatch(/Interna-Q8|intern 12/);
  });

  it('speaks the language of the browser, or the one that its address names, without a cookie', async () => {
    const link = await newLink();
    const german = await (await open(link, { 'Accept-Language': 'de-CH' })).text();
    expect(german.includes('<html lang="de"')).toBe(true);
    const client = visitor(app);
    const chosen = await (await client.get(`${link}?lang=en`, { 'Accept-Language': 'de-CH' })).text();
    expect(chosen.includes('<html lang="en"')).toBe(true);
    expect(client.cookies.size).toBe(0);
  });

  it('keeps its address to itself', async () => {
    const link = await newLink();
    const unknown = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const at of [link, `${link}.data`, `${link}/order.pdf`, unknown, link.replace('/g/', '/%67/')]) {
      const answer = await open(at);
      expect([at, answer.headers.get('Referrer-Policy')]).toEqual([at, 'no-referrer']);
      expect(answer.headers.get('X-Robots-Tag')).toContain('noindex');
      expect(answer.headers.get('Cache-Control')).toContain('no-store');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    const token = link.slice('/g/'.length);
    const [found] = await app.db.$queryRaw<{ n: number }[]>`
      SELECT (SELECT count(*) FROM guest_links g WHERE g::text LIKE ${`%${token}%`})::int
        + (SELECT count(*) FROM events e WHERE e::text LIKE ${`%${token}%`})::int AS n`;
    expect(found?.n).toBe(0);
  });

  it('takes a form from its own page, from which browsers send no Origin, and none from elsewhere', async () => {
    const link = await newLink();
    const send = async (headers: Record<string, string>) =>
      (await visitor(app).post(link, { any: 'thing' }, headers)).status;
    // There is no form on this page: what is let through is told that.
    expect(await send({ Origin: 'null' })).toBe(405);
    expect(await send({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).toBe(405);
    expect(await send({ Origin: 'null', 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await send({ Origin: 'https://elsewhere.test' })).toBe(403);
  });

  it('that never was, has expired, was taken back or is cut off leads to the same 404', async () => {
    const [expired, revoked, alive] = [await newLink(), await newLink(), await newLink()];
    await app.db.guestLink.update({
      where: { tokenHash: hashOf(expired) },
      data: { expiresAt: new Date(Date.now() - 1000) },
    });
    await app.db.guestLink.update({ where: { tokenHash: hashOf(revoked) }, data: { revokedAt: new Date() } });
    const cut = alive.slice(0, -1);
    const bodies = new Set<string>();
    for (const link of [expired, revoked, cut, `${alive}A`, `/g/${'A'.repeat(43)}`, '/g/%00']) {
      const answer = await open(link);
      expect([link, answer.status]).toEqual([link, 404]);
      bodies.add(comparable(await answer.text(), link));
      const paper = await open(`${link}/order.pdf`);
      expect([paper.status, await paper.text()]).toEqual([404, 'Not found\n']);
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]?.includes('This link does not work')).toBe(true);
    expect((await open(alive)).status).toBe(200);
  });

  it('that does not work is refused after 60 tries from one address, one that works is not', async () => {
    const link = await newLink();
    const from = (address: string, at: string) => open(at, { 'X-Forwarded-For': address });
    const { countTry } = await import('~/domain/auth/limits.server');
    for (let tries = 0; tries < 58; tries++) await countTry('guest_address', '192.0.2.1');
    for (const last of ['C', 'D'])
      expect((await from('192.0.2.1', `/g/${last.repeat(43)}`)).status).toBe(404);
    const refused = await from('192.0.2.1', `/g/${'B'.repeat(43)}`);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await from('192.0.2.2', `/g/${'B'.repeat(43)}`)).status).toBe(404);
    expect((await from('192.0.2.1', link)).status).toBe(200);
  });

  it('notes when it was opened, and not when it is fetched in advance', async () => {
    const link = await newLink();
    await open(link, { 'Sec-Purpose': 'prefetch' });
    expect((await rowOf(link)).lastUsedAt).toBeNull();
    await open(link);
    expect((await rowOf(link)).lastUsedAt).not.toBeNull();
  });
});

describe('sharing an order', () => {
  it('is for the account and for those of the location, for strangers there is no such page', async () => {
    for (const person of ['otherCustomer', 'reseller', 'otherTechnician', 'partner'] as const) {
      const client = await signIn(app, person);
      expect((await client.get(`/orders/${number}/share`)).status).toBe(404);
      expect((await share(client)).status).toBe(404);
    }
    for (const person of ['customer', 'technician', 'administrator'] as const) {
      const client = await signIn(app, person);
      expect((await client.get(`/orders/${number}/share`)).status).toBe(200);
    }
    const [row] = await insertOrders(app.db, [
      orderRow(app.world, 730_001, {
        ...{ kind: 'onsite', status: 'check_requirements' },
        partnerId: app.world.companies.partner.id,
      }),
    ]);
    const partner = await signIn(app, 'partner');
    expect((await partner.get(`/orders/${row?.number}/share`)).status).toBe(404);
    expect((await share(partner, {}, row?.number)).status).toBe(404);
  });

  it('twice by one form makes one link, and the address shown last works', async () => {
    const before = await app.db.guestLink.count();
    const form = { submissionKey: randomUUID(), name: 'Petra' };
    const first = await newLink(form);
    const second = await newLink(form);
    expect(await app.db.guestLink.count()).toBe(before + 1);
    expect([(await open(first)).status, (await open(second)).status]).toEqual([404, 200]);
    const row = await rowOf(second);
    expect(Math.round((row.expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(30);
    const events = await app.db.event.findMany({ where: { type: 'guest.shared' }, orderBy: { id: 'desc' } });
    expect(events[0]).toMatchObject({ visibility: 'public', data: { scope: 'follow', email: '' } });
    expect(events.length).toBe(await app.db.guestLink.count());
  });

  it('by mail sends the link to that address only', async () => {
    const form = { submissionKey: randomUUID(), email: ' Petra@Example.TEST ', name: 'Petra', days: '7' };
    const answer = await share(customer, form);
    expect(answer.headers.get('Location')).toBe(`/orders/${number}?shared=mailed#share`);
    await share(customer, form);
    const [mail, more] = await linkMails();
    expect(more).toBeUndefined();
    expect(mail?.recipient).toBe('petra@example.test');
    const { text = '', subject } = await readMail(mail?.storageKey ?? null);
    expect(subject).toBe(`Follow service order ${number}`);
    const link = `/g/${LINK.exec(text)?.[1]}`;
    expect((await open(link)).status).toBe(200);
    expect(JSON.stringify(await app.db.mail.findMany())).not.toContain(link.slice(3));
    expect(await app.db.guestLink.count({ where: { email: 'petra@example.test' } })).toBe(1);
  });

  it('lets only who pays give a link for deciding', async () => {
    const { reseller, customer: own } = app.world.companies;
    const [row] = await insertOrders(app.db, [
      orderRow(app.world, 730_003, { accountId: reseller.id, customerId: own.id }),
    ]);
    expect((await share(customer, { scope: 'decide' }, row?.number)).status).toBe(403);
    expect((await share(customer, {}, row?.number)).status).toBe(200);
    const form = await (await customer.get(`/orders/${row?.number}/share`)).text();
    expect(form.includes('value="decide"')).toBe(false);
  });

  it('refuses what is wrong, and more links than anybody needs', async () => {
    const wrong = await share(customer, { email: 'a,b@example.test', name: 'Petra' });
    expect(wrong.status).toBe(422);
    expect((await wrong.text()).includes('value="Petra"')).toBe(true);
    const [full] = await insertOrders(app.db, [orderRow(app.world, 730_002)]);
    const { id: orderId = 0, number: order } = full ?? {};
    await app.db.guestLink.createMany({
      data: Array.from({ length: 20 }, (_, index) => ({
        ...{ orderId, scope: 'follow', tokenHash: `full-${index}` },
        expiresAt: new Date(Date.now() + 60_000),
      })),
    });
    expect((await share(customer, {}, order)).status).toBe(409);
    const { countTry } = await import('~/domain/auth/limits.server');
    for (let tries = 0; tries < 30; tries++)
      await countTry('share_user', String(app.world.users.customer.id));
    expect((await share(customer, {}, order)).status).toBe(429);
  });

  it('ends at once when the link is taken back, by nobody but those who may share', async () => {
    const link = await newLink({ name: 'Erika' });
    const { id } = await rowOf(link);
    const revoke = (client: Client, order = number) =>
      client.post(`/orders/${order}/share`, { intent: 'revoke', link: String(id) });
    expect((await revoke(await signIn(app, 'otherCustomer'))).status).toBe(404);
    const other = await placeOrder(app, customer);
    expect((await revoke(customer, other)).status).toBe(404);
    expect((await open(link)).status).toBe(200);
    const listed = async () =>
      (await (await customer.get(`/orders/${number}`)).text()).includes('Take back the link of Erika');
    expect(await listed()).toBe(true);
    for (let twice = 0; twice < 2; twice++)
      expect((await revoke(technician)).headers.get('Location')).toBe(
        `/orders/${number}?shared=revoked#share`,
      );
    expect((await open(link)).status).toBe(404);
    expect(await app.db.event.count({ where: { type: 'guest.revoked' } })).toBe(1);
    expect(await listed()).toBe(false);
  });
});

describe('a link that a job mails', () => {
  it('for an approver shows the way to the quote', async () => {
    const order = await app.db.order.findUniqueOrThrow({ where: { number } });
    const job = { orderId: order.id, scope: 'decide', email: 'chef@example.test', name: 'Chef' };
    const payload = JSON.stringify({ ...job, locale: 'de', createdById: null, dedupe: 'quote-1:chef' });
    const addJob = () => app.db.$executeRaw`SELECT graphile_worker.add_job('guest.mail', ${payload}::json)`;
    await app.db.quote.create({
      data: {
        ...{ number: 'Q-730001', orderId: order.id, version: 1, state: 'sent', currency: 'CHF' },
        validUntil: new Date(Date.now() + 86_400_000),
        createdById: app.world.users.technician.id,
        submissionKey: randomUUID(),
      },
    });
    await addJob();
    await addJob();
    await jobsDone();
    const mails = await app.db.mail.findMany({ where: { recipient: 'chef@example.test' } });
    expect(mails.length).toBe(1);
    const { text = '', subject } = await readMail(mails[0]?.storageKey ?? null);
    expect(subject).toBe(`Bitte entscheiden Sie: Serviceauftrag ${number}`);
    const link = `/g/${LINK.exec(text)?.[1]}`;
    const page = async (at: string) => (await open(at)).text();
    expect((await page(link)).includes(`${link}/quotes/Q-730001`)).toBe(true);
    expect((await page(await newLink())).includes('Q-730001')).toBe(false);
  });
});

describe('the look-up by number', () => {
  const track = (fields: { number: string; proof: string }, headers: Record<string, string> = {}) =>
    visitor(app).post('/track', fields, headers);

  it('mails a link to the address of the order, for its address, its postcodes and the address of who ordered', async () => {
    const order = await placeOrder(app, customer, {
      deliveryMethodId: String(app.world.delivery.id),
      ...{ deliveryName: 'Anna', deliveryStreet: 'Weg 2', deliveryPostalCode: '3012' },
      ...{ deliveryCity: 'Bern', deliveryCountry: 'CH' },
    });
    const proofs = ['C-1@company.test', 'ch-8000', ' 3012 ', 'customer@people.test'];
    const spelt = order.toLowerCase().replaceAll('-', ' ');
    for (const proof of proofs) expect((await track({ number: spelt, proof })).status).toBe(200);
    const mails = await linkMails(order);
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
      ...['c-1@company.test', 'c-1@company.test', 'c-1@company.test', 'customer@people.test'],
    ]);
    const { text = '' } = await readMail(mails[0]?.storageKey ?? null);
    const page = await (await open(`/g/${LINK.exec(text)?.[1]}`)).text();
    expect(page.includes(order)).toBe(true);
    const { scope } = await app.db.guestLink.findFirstOrThrow({ where: { order: { number: order } } });
    expect(scope).toBe('follow');
  });

  it('tells nobody whether number and proof belong together', async () => {
    const before = await app.db.guestLink.count();
    const year = number.slice(3, 7);
    const bodies = new Set<string>();
    const tries = [
      { number, proof: '9999' },
      { number: `RO-${year}-999999`, proof: '8000' },
      { number: 'nonsense', proof: 'nobody@nowhere.test' },
      { number: '%_', proof: '%' },
      { number: await draftNumber(), proof: '8000' },
    ];
    for (const fields of tries) bodies.add(comparable(await (await track(fields)).text()));
    expect(bodies.size).toBe(1);
    expect([...bodies][0]?.includes('If these belong together')).toBe(true);
    const hit = await track({ number, proof: '8000' });
    bodies.add(comparable(await hit.text()));
    expect(bodies.size).toBe(1);
    await jobsDone();
    expect(await app.db.guestLink.count()).toBe(before + 1);
  });

  it('is limited per number, also for numbers that were never given out, and per address', async () => {
    for (const asked of [number, 'RO-1999-000001']) {
      const from = (serial: number) =>
        track({ number: asked, proof: `${1000 + serial}` }, { 'X-Forwarded-For': `198.51.100.${serial}` });
      for (let serial = 1; serial <= 5; serial++) expect((await from(serial)).status).toBe(200);
      expect((await from(6)).status).toBe(429);
    }
    for (let serial = 1; serial <= 20; serial++)
      expect((await track({ number: `RO-1998-${serial}`, proof: '8000' })).status).toBe(200);
    const refused = await track({ number: 'RO-1998-21', proof: '8000' });
    expect(refused.status).toBe(429);
    expect((await refused.text()).includes('too many attempts')).toBe(true);
  });

  it('asks for what is missing', async () => {
    const answer = await track({ number: '', proof: '' });
    expect(answer.status).toBe(422);
    expect((await answer.text()).match(/Please fill this in\./g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('answers a hit and a miss alike, in headers, length and time', async () => {
    const rows = await insertOrders(
      app.db,
      Array.from({ length: 60 }, (_, index) => orderRow(app.world, 730_100 + index)),
    );
    const pairs = rows.map((row, index) => {
      const hit = { number: row.number, proof: '8000' };
      const never = { number: row.number.replace('RO-2026', 'RO-1999'), proof: '8000' };
      return { hit, miss: index % 2 === 0 ? never : { number: row.number, proof: '0000' } };
    });
    const { hits, misses, differing } = await sendLookUps(app.url, pairs);
    expect(differing).toEqual([]);
    expect(welchT(hits, misses)).toBeLessThan(4.5);
    // Did hits take three times as long, the measure would tell.
    const longer = hits.map((time) => time * 3);
    expect(welchT(longer, misses)).toBeGreaterThan(4.5);
  });

  async function draftNumber(): Promise<string> {
    const [draft] = await insertOrders(app.db, [orderRow(app.world, 730_090, { status: 'draft' })]);
    return draft?.number ?? '';
  }
});
