import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_STATUSES, findMove, movesFor, stageOf } from '../../app/domain/orders/rules';
import { startApp, type TestApp } from '../support/app';
import { type Client, messageForm, placeOrder, signIn } from '../support/client';
import fc from '../support/fast-check';
import { insertOrders, orderRow } from '../support/orders';

let app: TestApp;
let customer: Client;
let technician: Client;

beforeAll(async () => {
  app = await startApp();
  customer = await signIn(app, 'customer');
  technician = await signIn(app, 'technician');
});
afterAll(() => app.close());

const move = (client: Client, number: string, from: string, to: string, more: Record<string, string> = {}) =>
  client.post(`/orders/${number}`, { intent: 'move', from, to, ...more });

/** The words of a page. */
const words = (html: string) =>
  html.replaceAll(/<script[\s\S]*?<\/script>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const find = (number: string) => app.db.order.findUniqueOrThrow({ where: { number } });

test('a technician takes an order from arrival to its return, and the customer follows it', async () => {
  const number = await placeOrder(app, customer);
  expect((await move(customer, number, 'confirmed', 'in_transit', { tracking: '99.00.123456' })).status).toBe(
    302,
  );
  const path = ['received', 'diagnosing', 'in_repair', 'ready', 'returned'];
  let from = 'in_transit';
  for (const to of path) {
    expect((await move(technician, number, from, to)).status, to).toBe(302);
    from = to;
  }
  const order = await find(number);
  expect(order).toMatchObject({
    status: 'returned',
    stage: 'completed',
    trackingNumbers: ['99.00.123456'],
    dueAt: null,
  });
  expect(order.completedAt).not.toBeNull();
  const page = await (await customer.get(`/orders/${number}`)).text();
  expect(page).toContain('99.00.123456');
  const events = await app.db.event.findMany({
    where: { orderId: order.id, type: 'order.moved' },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ data }) => (data as { to: string }).to)).toEqual(['in_transit', ...path]);
});

test('only the moves of the table are taken, whoever asks and whatever they send', async () => {
  const number = await placeOrder(app, customer);
  const clients = { customer, technician, administrator: await signIn(app, 'administrator') };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('customer', 'technician', 'administrator' as const),
      fc.constantFrom(...ALL_STATUSES),
      async (role, to) => {
        const before = await find(number);
        const allowed = findMove('repair', before.status, to, role as 'customer');
        const answer = await move(clients[role as 'customer'], number, before.status, to, {
          reason: 'Weil.',
        });
        const after = await find(number);
        expect(answer.status).toBe(allowed ? 302 : 409);
        expect(after.status).toBe(allowed ? to : before.status);
        expect(after.stage).toBe(stageOf('repair', after.status));
      },
    ),
    { numRuns: 60 },
  );
});

test('a reason is asked for, and two people at once make one change', async () => {
  const number = await placeOrder(app, customer);
  const without = await move(customer, number, 'confirmed', 'cancelled');
  expect(without.status).toBe(422);
  expect(await without.text()).toContain('Please give a reason.');
  await move(technician, number, 'confirmed', 'received');
  const late = await move(customer, number, 'confirmed', 'cancelled', { reason: 'Zu spät' });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain('Somebody else changed this order');
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map(() => move(technician, number, 'received', 'diagnosing')),
  );
  expect(answers.every(({ status }) => status === 302)).toBe(true);
  const { id } = await find(number);
  const moves = await app.db.event.findMany({ where: { orderId: id, type: 'order.moved' } });
  expect(moves.filter(({ data }) => (data as { to: string }).to === 'diagnosing')).toHaveLength(1);
});

test('messages go both ways, notes are the technician’s, and internal ones stay inside', async () => {
  const number = await placeOrder(app, customer);
  const say = (client: Client, kind: string, body: string) =>
    client.post(`/orders/${number}`, messageForm(kind, body));
  expect((await say(customer, 'message', 'Wann ist es fertig?')).status).toBe(302);
  expect((await say(technician, 'message', 'Am Freitag.')).status).toBe(302);
  expect((await say(technician, 'public_note', 'Gehäuse zerkratzt.')).status).toBe(302);
  expect((await say(technician, 'internal_note', 'Kunde wirkt verärgert.')).status).toBe(302);
  expect((await say(customer, 'internal_note', 'Ich auch')).status).toBe(403);
  expect((await say(customer, 'public_note', 'Ich auch')).status).toBe(403);
  const theirs = await (await customer.get(`/orders/${number}`)).text();
  for (const shown of ['Wann ist es fertig?', 'Am Freitag.', 'Gehäuse zerkratzt.'])
    expect(theirs).toContain(shown);
  expect(theirs).not.toContain('verärgert');
  expect(theirs).not.toContain('internal_note');
  expect(await (await technician.get(`/orders/${number}`)).text()).toContain('Kunde wirkt verärgert.');
  expect((await say(customer, 'message', '   ')).status).toBe(422);
  expect((await say(customer, 'message', 'x'.repeat(10_001))).status).toBe(422);
});

test('a technician adds products and services; totals and VAT are right; customers cannot', async () => {
  const number = await placeOrder(app, customer);
  await move(technician, number, 'confirmed', 'received');
  const add = (client: Client, fields: Record<string, string>) =>
    client.post(`/orders/${number}`, {
      intent: 'add-line',
      kind: 'service',
      description: 'Arbeit',
      quantity: '1',
      price: '100',
      vat: '810',
      ...fields,
    });
  expect(
    (await add(technician, { quantity: '1,5', price: '120.00', description: 'Arbeitszeit' })).status,
  ).toBe(302);
  expect((await add(technician, { kind: 'product', price: "1'049.95", description: 'Display' })).status).toBe(
    302,
  );
  expect((await add(technician, { price: '50', warranty: 'on', description: 'Kulanz' })).status).toBe(302);
  expect((await add(customer, {})).status).toBe(403);
  const page = words(await (await customer.get(`/orders/${number}`, { 'Accept-Language': 'en-GB' })).text());
  expect(page).toContain('CHF 1,229.95');
  expect(page).toContain('CHF 99.63');
  expect(page).toContain('CHF 1,329.58');
  const wrong = await add(technician, { quantity: 'viel', price: '1,2,3', description: 'bleibt stehen' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('bleibt stehen');
  const line = await app.db.orderLine.findFirstOrThrow({ where: { description: 'Display' } });
  expect(
    (await customer.post(`/orders/${number}`, { intent: 'remove-line', lineId: String(line.id) })).status,
  ).toBe(403);
  expect(
    (await technician.post(`/orders/${number}`, { intent: 'remove-line', lineId: String(line.id) })).status,
  ).toBe(302);
  expect(await app.db.orderLine.count({ where: { id: line.id } })).toBe(0);
});

test('a message typed when the session ended is there after signing in again', async () => {
  const number = await placeOrder(app, customer);
  const browser = await signIn(app, 'customer');
  const { cookies } = browser;
  const session = cookies.get('portal_session') ?? '';
  cookies.set('portal_session', 'e30=');
  const answer = await browser.post(`/orders/${number}`, {
    ...messageForm('message', 'Nicht verlieren'),
  });
  expect(answer.headers.get('Location')).toContain('/login');
  cookies.set('portal_session', session);
  expect(await (await browser.get(`/orders/${number}`)).text()).toContain('Nicht verlieren');
});

test('an unknown number and a stranger’s number get the same answer', async () => {
  const number = await placeOrder(app, customer);
  const stranger = await signIn(app, 'otherCustomer');
  const strip = (html: string) => html.replaceAll(/nonce="[^"]*"|RO-\d{4}-\d+/g, '');
  for (const tail of ['', '/edit', '/summary', '/confirmation', '/order.pdf', '/attachments/1']) {
    const foreign = await stranger.get(`/orders/${number}${tail}`);
    const unknown = await stranger.get(`/orders/RO-2026-999999${tail}`);
    expect(foreign.status, tail).toBe(404);
    expect(unknown.status, tail).toBe(404);
    expect(strip(await foreign.text())).toBe(strip(await unknown.text()));
  }
  expect((await stranger.post(`/orders/${number}`, messageForm('message', 'x'))).status).toBe(404);
  expect((await move(stranger, number, 'confirmed', 'cancelled', { reason: 'x' })).status).toBe(404);
  expect((await find(number)).status).toBe('confirmed');
});

test('the page offers exactly the moves of the table', async () => {
  const number = await placeOrder(app, customer);
  const page = await (await technician.get(`/orders/${number}`)).text();
  const offered = [...page.matchAll(/name="to" value="(\w+)"/g)].map(([, to]) => to);
  expect(offered.sort()).toEqual(
    movesFor('repair', 'confirmed', 'technician')
      .map(({ to }) => to)
      .sort(),
  );
  expect((await technician.post(`/orders/${number}`, { intent: 'explode' })).status).toBe(400);
});

test('a service partner sees the order and no price of it, not even in the data behind the page', async () => {
  const [order] = await insertOrders(app.db, [
    orderRow(app.world, 900_001, {
      kind: 'onsite',
      status: 'confirm_execution',
      partnerId: app.world.companies.partner.id,
    }),
  ]);
  const { id = 0, number = '' } = order ?? {};
  const like = await app.db.orderSubmission.findFirstOrThrow();
  await app.db.orderSubmission.create({
    data: { orderId: id, content: like.content ?? {}, approvedById: like.approvedById, automatic: false },
  });
  await app.db.orderLine.create({
    data: {
      orderId: id,
      kind: 'service',
      description: 'Montage geheim',
      quantityThousandths: 1000,
      unitPriceMinor: 7_654_321,
      vatBasisPoints: 810,
      createdById: app.world.users.administrator.id,
    },
  });
  await app.db.event.create({
    data: {
      type: 'order.line_removed',
      orderId: id,
      visibility: 'public',
      data: { unitPriceMinor: 7_654_321 },
    },
  });
  const partner = await signIn(app, 'partner');
  for (const path of [`/orders/${number}`, `/orders/${number}.data`, `/orders/${number}/confirmation.data`]) {
    const answer = await partner.get(path);
    const body = await answer.text();
    expect(answer.status, path).toBe(200);
    expect(body.includes('7654321') || body.includes('76,543.21'), path).toBe(false);
  }
  const admin = await signIn(app, 'administrator');
  expect((await (await admin.get(`/orders/${number}`)).text()).includes('7654321')).toBe(true);
});
