import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, orderFields, placeOrder, sessionCookieFor, signIn, visitor } from '../support/client';
import { readPdf } from '../support/pdf';

let app: TestApp;
let reseller: Client;
let blumen: { id: number; number: string; name: string };
let backerei: { id: number; number: string; name: string };

beforeAll(async () => {
  app = await startApp();
  reseller = await signIn(app, 'reseller');
  blumen = await customerOf('reseller', 'K-1', 'Blumen Ast');
  backerei = await customerOf('reseller', 'K-2', 'Bäckerei 100% _Korn_');
});
afterAll(() => app?.close());

function customerOf(account: 'reseller' | 'otherReseller', number: string, name: string, more: object = {}) {
  return app.db.company.create({
    data: {
      ...{
        number,
        name,
        kind: 'customer',
        resellerId: app.world.companies[account].id,
        email: '',
        phone: '',
      },
      ...{ street: '', postalCode: '', city: '', country: 'CH', currency: 'CHF', ...more },
    },
  });
}

const enter = (client: Client, company: number, redirectTo = '/orders') =>
  client.post('/context', { company: String(company), redirectTo });
const leave = (client: Client) => client.post('/context', { redirectTo: '/orders' });
const page = async (client: Client, path: string) => (await client.get(path)).text();

/** The value of the customer field of a new order form. */
async function offered(client: Client): Promise<string | undefined> {
  const input = /<input[^>]*name="customer"[^>]*>/.exec(await page(client, '/orders/new'))?.[0];
  return input && (/value="([^"]*)"/.exec(input)?.[1] ?? '');
}

/** Creates a reseller's order at once. @returns where it leads */
async function create(client: Client, fields: Record<string, string>) {
  const response = await client.post('/orders/new', {
    ...orderFields(app.world, { intent: 'create', ...fields }),
  });
  return { status: response.status, at: response.headers.get('Location') ?? '', text: await response.text() };
}

const numberIn = (text: string) => /RO-\d{4}-\d{6}/.exec(text)?.[0] ?? '';
const text = (customer: { number: string; name: string }) => `${customer.number} · ${customer.name}`;

describe('ordering for a customer', () => {
  it('begins by a form and stands on every page until it is left', async () => {
    expect(await offered(reseller)).toBe('');
    const set = await enter(reseller, blumen.id, '/orders/new');
    expect([set.status, set.headers.get('Location')]).toEqual([302, '/orders/new']);
    expect(await offered(reseller)).toBe(text(blumen));
    for (const path of [
      '/orders',
      '/orders/new',
      '/account',
      '/customers',
      `/customers/${backerei.id}`,
      '/no',
    ])
      expect([path, await page(reseller, path)]).toEqual([
        path,
        expect.stringContaining('Ordering for a customer'),
      ]);
    await leave(reseller);
    expect(await page(reseller, '/orders')).not.toContain('Ordering for a customer');
    expect(await offered(reseller)).toBe('');
  });

  it('is not begun by a link, nor led elsewhere', async () => {
    const linked = await reseller.get(`/context?company=${blumen.id}&redirectTo=/orders`);
    expect(linked.headers.get('Location')).toBe('/');
    expect(await offered(reseller)).toBe('');
    const astray = await enter(reseller, blumen.id, 'https://elsewhere.test/');
    expect(astray.headers.get('Location')).toBe('/');
    await leave(reseller);
  });

  it('is that of one browser, and ends with its session', async () => {
    const other = await signIn(app, 'reseller');
    await enter(other, backerei.id);
    expect(await offered(other)).toContain(backerei.number);
    expect(await offered(reseller)).toBe('');
    await other.post('/logout', {});
    expect(await offered(await signIn(app, 'reseller'))).toBe('');
  });

  it('never takes the reseller itself by silence, only when it is named', async () => {
    const silent = await create(reseller, { customer: '' });
    expect([silent.status, silent.text]).toEqual([422, expect.stringContaining('Please fill this in.')]);
    const own = app.world.companies.reseller;
    const named = await create(reseller, { customer: text(own) });
    const order = await app.db.order.findUniqueOrThrow({ where: { number: numberIn(named.at) } });
    expect(order).toMatchObject({ customerId: own.id, accountId: own.id, onBehalf: false });
  });

  it('of two tabs never mixes: the older form keeps its own customer', async () => {
    await enter(reseller, blumen.id);
    const older = { customer: (await offered(reseller)) ?? '', submissionKey: randomUUID() };
    await enter(reseller, backerei.id);
    expect(await offered(reseller)).toBe('K-2 · Bäckerei 100% _Korn_');
    const made = await create(reseller, older);
    const order = await app.db.order.findUniqueOrThrow({ where: { number: numberIn(made.at) } });
    expect(order.customerId).toBe(blumen.id);
    const draft = await reseller.post('/orders/new', orderFields(app.world, { customer: text(blumen) }));
    const summary = await page(reseller, draft.headers.get('Location') ?? '');
    expect(summary).toContain('You are ordering for Bäckerei 100% _Korn_, but this order is for');
    await leave(reseller);
  });

  it('stands on summary, confirmation, order page, paper and mail', async () => {
    await enter(reseller, blumen.id);
    const saved = await reseller.post('/orders/new', orderFields(app.world, { customer: text(blumen) }));
    const number = numberIn(saved.headers.get('Location') ?? '');
    expect(await page(reseller, `/orders/${number}/summary`)).toContain('For Blumen Ast');
    await reseller.post(`/orders/${number}/summary`, { intent: 'approve' });
    expect(await page(reseller, `/orders/${number}/confirmation`)).toContain('For Blumen Ast');
    expect(await page(reseller, `/orders/${number}`)).toContain('For Blumen Ast');
    const pdf = await reseller.get(`/orders/${number}/order.pdf`);
    const { pages } = await readPdf(Buffer.from(await pdf.arrayBuffer()));
    expect(pages.map((one) => one.text).join(' ')).toContain('Blumen Ast');
    const { notifyOfEvent } = await import('../../app/domain/notifications/notify-of-event.server');
    const { id: orderId } = await app.db.order.findUniqueOrThrow({ where: { number } });
    const event = await app.db.event.findFirstOrThrow({ where: { orderId, type: 'order.confirmed' } });
    await notifyOfEvent(event);
    const mails = await app.db.mail.findMany({ where: { dedupeKey: { startsWith: `event:${event.id}:` } } });
    expect(mails.length).toBeGreaterThan(0);
    for (const { data } of mails) expect(data).toMatchObject({ customer: 'Blumen Ast' });
    await leave(reseller);
  });

  it('is the same for the operator’s people, whose orders say so', async () => {
    const technician = await signIn(app, 'technician');
    await enter(technician, backerei.id);
    const customer = (await offered(technician)) ?? '';
    const number = await placeOrder(app, technician, { customer });
    expect(await app.db.order.findUniqueOrThrow({ where: { number } })).toMatchObject({
      ...{ customerId: backerei.id, accountId: app.world.companies.reseller.id, onBehalf: true },
      createdById: app.world.users.technician.id,
    });
  });
});

describe('what cannot be ordered for', () => {
  it('is a stranger’s customer, a partner, and anything for those who order for themselves', async () => {
    const strange = await customerOf('otherReseller', 'X-1', 'Fremde Kundin');
    for (const [client, id] of [
      [reseller, strange.id],
      [reseller, app.world.companies.otherReseller.id],
      [reseller, 2_147_483_646],
      [reseller, app.world.companies.partner.id],
      [await signIn(app, 'administrator'), app.world.companies.partner.id],
      [await signIn(app, 'customer'), app.world.companies.customer.id],
      [await signIn(app, 'partner'), app.world.companies.customer.id],
    ] as const) {
      expect((await enter(client, id)).status).toBe(404);
      expect(await page(client, '/orders')).not.toContain('Ordering for a customer');
    }
    const { status, text: answer } = await create(reseller, { customer: 'X-1 · Fremde Kundin' });
    expect([status, answer]).toEqual([422, expect.stringContaining('We do not know this customer')]);
    const signedOut = await enter(visitor(app), blumen.id);
    expect(signedOut.headers.get('Location')).toMatch(/^\/login/);
  });

  it('is a customer that was deactivated: not begun, not created, not approved, and a context ends with a notice', async () => {
    const gone = await customerOf('reseller', 'K-9', 'Geht bald');
    await enter(reseller, gone.id);
    const saved = await reseller.post('/orders/new', orderFields(app.world, { customer: text(gone) }));
    const summary = saved.headers.get('Location') ?? '';
    await reseller.post(`/customers/${gone.id}`, { intent: 'deactivate' });

    expect(await page(reseller, '/orders')).toContain('Geht bald was deactivated.');
    expect(await offered(reseller)).toBe('');
    const { status, text: answer } = await create(reseller, { customer: text(gone) });
    expect([status, answer]).toEqual([422, expect.stringContaining('This customer is deactivated')]);
    const approved = await reseller.post(summary, { intent: 'approve' });
    expect([approved.status, await approved.text()]).toEqual([
      422,
      expect.stringContaining('This customer is deactivated'),
    ]);
    await leave(reseller);
    expect(await page(reseller, '/orders')).not.toContain('was deactivated');
    const again = await enter(reseller, gone.id);
    expect(again.headers.get('Location')).toBe(`/customers/${gone.id}`);
    expect(await page(reseller, '/orders')).not.toContain('Ordering for a customer');

    await reseller.post(`/customers/${gone.id}`, { intent: 'reactivate' });
    expect((await reseller.post(summary, { intent: 'approve' })).headers.get('Location')).toMatch(
      /confirmation$/,
    );
  });
});

describe('the customer that is typed', () => {
  it('is known by number or name, whatever the capitals, and means nothing but itself', async () => {
    for (const [customer, id] of [
      ['k-2', backerei.id],
      ['blumen ast', blumen.id],
      ['K-2 · Bäckerei 100% _Korn_', backerei.id],
    ] as const) {
      const { at } = await create(reseller, { customer });
      const order = await app.db.order.findUniqueOrThrow({ where: { number: numberIn(at) } });
      expect([customer, order.customerId]).toEqual([customer, id]);
    }
    for (const customer of ['%', 'K-_', 'K-1 · Bäckerei', 'K-', 'K-1 · ', '\\'])
      expect([customer, (await create(reseller, { customer })).status]).toEqual([customer, 422]);
  });

  it('has to be named in full for the staff where two resellers gave the same number', async () => {
    const twin = await customerOf('otherReseller', 'K-1', 'Zwilling');
    const technician = await signIn(app, 'technician');
    const ask = (customer: string) =>
      technician.post('/orders/new', orderFields(app.world, { customer, submissionKey: randomUUID() }));
    const unclear = await ask('K-1');
    expect([unclear.status, await unclear.text()]).toEqual([
      422,
      expect.stringContaining('Several customers fit'),
    ]);
    const clear = await ask('K-1 · Zwilling');
    const order = await app.db.order.findUniqueOrThrow({
      where: { number: numberIn(clear.headers.get('Location') ?? '') },
    });
    expect(order).toMatchObject({ customerId: twin.id, accountId: app.world.companies.otherReseller.id });
  });
});

describe('the shipping method', () => {
  it('is offered to resellers, kept with the order, shown, and proposed the next time', async () => {
    const method = await app.db.shippingMethod.findFirstOrThrow({ where: { code: 'courier' } });
    const other = await signIn(app, 'otherReseller');
    expect(await page(other, '/orders/new')).toContain('name="shippingMethodId"');
    expect(await page(await signIn(app, 'customer'), '/orders/new')).not.toContain('name="shippingMethodId"');
    const selected = async () =>
      /<option[^>]*selected[^>]*>([^<]*)/.exec(
        /<select[^>]*name="shippingMethodId".*?<\/select>/s.exec(await page(other, '/orders/new'))?.[0] ?? '',
      )?.[1];
    const wanted = { customer: 'R-2', shippingMethodId: String(method.id) };
    const { at } = await create(other, wanted);
    const number = numberIn(at);
    expect(await app.db.order.findUniqueOrThrow({ where: { number } })).toMatchObject({
      shippingMethodId: method.id,
    });
    for (const path of [`/orders/${number}`, `/orders/${number}/confirmation`])
      expect(await page(other, path)).toContain('Express courier');
    expect(await selected()).toBe('Express courier');

    await app.db.shippingMethod.update({ where: { id: method.id }, data: { active: false } });
    expect(await selected()).not.toBe('Express courier');
    expect((await create(other, wanted)).status).toBe(422);
    await app.db.shippingMethod.update({ where: { id: method.id }, data: { active: true } });
  });
});

it('keeps what was typed when the session ended, with its customer', async () => {
  const client = await signIn(app, 'reseller');
  client.cookies.set('portal_session', 'ended');
  const answer = await client.post('/orders/new', orderFields(app.world, { customer: text(backerei) }));
  expect(answer.headers.get('Location')).toMatch(/^\/login/);
  const [name, value] = await sessionCookieFor(app, app.world.users.reseller.id);
  client.cookies.set(name, value);
  await enter(client, blumen.id);
  expect(await offered(client)).toBe(text(backerei));
});
