import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, orderFields, placeOrder, signIn, visitor } from '../support/client';

let app: TestApp;
let customer: Client;

beforeAll(async () => {
  app = await startApp();
  customer = await signIn(app, 'customer');
});
afterAll(() => app.close());

const orders = () => app.db.order.count();

test('a customer fills the form, sees the summary, approves, and the order is confirmed', async () => {
  const saved = await customer.post('/orders/new', orderFields(app.world));
  expect(saved.status).toBe(302);
  const summary = saved.headers.get('Location') ?? '';
  expect(summary).toMatch(/^\/orders\/RO-\d{4}-\d{6}\/summary$/);
  const page = await (await customer.get(summary)).text();
  expect(page).toContain('Fairphone 5');
  expect(page).toContain('Das Display bleibt schwarz.');
  expect(page).toContain('PO-4711');
  expect(page).toContain('Approve service order');
  const approved = await customer.post(summary, { intent: 'approve' });
  expect(approved.headers.get('Location')).toMatch(/\/confirmation$/);
  const number = summary.split('/')[2] ?? '';
  const order = await app.db.order.findUniqueOrThrow({
    where: { number },
    include: { submission: true, device: true },
  });
  expect(order).toMatchObject({
    status: 'confirmed',
    stage: 'new',
    imei: '356938035643809',
    draft: null,
    onBehalf: false,
  });
  expect(order.submission?.content).toMatchObject({
    device: { name: 'Fairphone 5' },
    answers: [{ shown: 'yes' }],
  });
  expect(order.device?.identifier).toBe('356938035643809');
  expect(order.dueAt).not.toBeNull();
  const events = await app.db.event.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } });
  expect(events.map(({ type }) => type)).toEqual(['order.drafted', 'order.confirmed']);
});

test("a reseller's order is approved by itself", async () => {
  const reseller = await signIn(app, 'reseller');
  const answer = await reseller.post(
    '/orders/new',
    orderFields(app.world, { intent: 'create', customer: 'R-1-1' }),
  );
  expect(answer.headers.get('Location')).toMatch(/\/confirmation$/);
  const number = answer.headers.get('Location')?.split('/')[2] ?? '';
  const order = await app.db.order.findUniqueOrThrow({ where: { number }, include: { submission: true } });
  expect(order.status).toBe('confirmed');
  expect(order.submission?.automatic).toBe(true);
  expect(order.accountId).toBe(app.world.companies.reseller.id);
  expect(order.customerId).toBe(app.world.companies.resellersCustomer.id);
});

test('a reseller cannot order for a stranger, nor without naming a customer', async () => {
  const reseller = await signIn(app, 'reseller');
  const before = await orders();
  for (const name of ['C-1', 'R-2', '', 'Muster AG']) {
    const answer = await reseller.post(
      '/orders/new',
      orderFields(app.world, { intent: 'create', customer: name }),
    );
    expect(answer.status).toBe(422);
  }
  expect(await orders()).toBe(before);
});

test('a technician orders for a customer under their own name, and the record says so', async () => {
  const technician = await signIn(app, 'technician');
  const number = await placeOrder(app, technician, { customer: 'C-1' });
  const order = await app.db.order.findUniqueOrThrow({ where: { number } });
  expect(order).toMatchObject({
    onBehalf: true,
    createdById: app.world.users.technician.id,
    customerId: app.world.companies.customer.id,
  });
  expect(await (await customer.get(`/orders/${number}`)).text()).toContain('Placed on behalf by');
});

test('an unfinished order is a draft that waits under New and can be finished', async () => {
  const fields = orderFields(app.world, {
    intent: 'draft',
    problem: '',
    identifier: '12',
    deviceName: 'Halb fertig',
  });
  const kept = await customer.post('/orders/new', fields);
  expect(kept.headers.get('Location')).toBe('/orders?tab=new');
  const draft = await app.db.order.findUniqueOrThrow({
    where: { submissionKey: fields.submissionKey ?? '' },
  });
  expect(draft).toMatchObject({ status: 'draft', deviceName: 'Halb fertig', confirmedAt: null });
  expect((await customer.get(`/orders/${draft.number}`)).headers.get('Location')).toBe(
    `/orders/${draft.number}/edit`,
  );
  const form = await (await customer.get(`/orders/${draft.number}/edit`)).text();
  expect(form).toContain('Halb fertig');
  expect((await customer.get(`/orders/${draft.number}/summary`)).headers.get('Location')).toMatch(/\/edit$/);
  const early = await customer.post(`/orders/${draft.number}/summary`, { intent: 'approve' });
  expect(early.headers.get('Location')).toBe(`/orders/${draft.number}/edit`);
  expect(await app.db.order.findUniqueOrThrow({ where: { id: draft.id } })).toMatchObject({
    status: 'draft',
  });
  const done = await customer.post(`/orders/${draft.number}/edit`, orderFields(app.world));
  expect(done.headers.get('Location')).toBe(`/orders/${draft.number}/summary`);
});

test('a draft can be thrown away, a submitted order cannot', async () => {
  const fields = orderFields(app.world, { intent: 'draft' });
  await customer.post('/orders/new', fields);
  const draft = await app.db.order.findUniqueOrThrow({
    where: { submissionKey: fields.submissionKey ?? '' },
  });
  const gone = await customer.post(`/orders/${draft.number}/edit`, { intent: 'discard' });
  expect(gone.status).toBe(302);
  expect(await app.db.order.findUnique({ where: { id: draft.id } })).toBeNull();
  const number = await placeOrder(app, customer);
  const kept = await customer.post(`/orders/${number}/edit`, { intent: 'discard' });
  expect(kept.headers.get('Location')).toBe(`/orders/${number}`);
  expect(await app.db.order.count({ where: { number } })).toBe(1);
});

test('fifty parallel identical submissions make one order and give the same answer to all', async () => {
  const before = await orders();
  const fields = orderFields(app.world);
  const answers = await Promise.all(Array.from({ length: 50 }, () => customer.post('/orders/new', fields)));
  const places = new Set(answers.map((answer) => answer.headers.get('Location')));
  expect(places.size).toBe(1);
  const [summary = ''] = places;
  const approvals = await Promise.all(
    Array.from({ length: 50 }, () => customer.post(summary ?? '', { intent: 'approve' })),
  );
  expect(new Set(approvals.map((answer) => answer.headers.get('Location'))).size).toBe(1);
  expect(await orders()).toBe(before + 1);
  const order = await app.db.order.findUniqueOrThrow({
    where: { submissionKey: fields.submissionKey ?? '' },
  });
  expect(await app.db.event.count({ where: { orderId: order.id, type: 'order.confirmed' } })).toBe(1);
  const again = await customer.post('/orders/new', fields);
  expect(again.headers.get('Location')).toBe(`/orders/${order.number}/confirmation`);
});

test('another person cannot use a submission key that is taken', async () => {
  const fields = orderFields(app.world);
  await customer.post('/orders/new', fields);
  const stranger = await signIn(app, 'otherCustomer');
  expect((await stranger.post('/orders/new', { ...fields, deviceName: 'Übernommen' })).status).toBe(404);
  const order = await app.db.order.findUniqueOrThrow({
    where: { submissionKey: fields.submissionKey ?? '' },
  });
  expect(order.deviceName).toBe('Fairphone 5');
});

const WRONG: [name: string, fields: Record<string, string>, sentence: string][] = [
  ['a wrong check digit', { identifier: '356938035643808' }, 'it would end in 9, not 8'],
  ['14 digits', { identifier: '35693803564380' }, 'has 14 digits'],
  ['17 digits', { identifier: '35693803564380912' }, 'has 17 digits'],
  ['no identifier', { identifier: '' }, 'Enter the IMEI or serial number'],
  ['no problem', { problem: '   ' }, 'Please fill this in.'],
  ['a megabyte of text', { problem: 'x'.repeat(1_048_576) }, 'at most 20000 characters'],
  ['an unanswered question', { 'answer-1': '' }, 'Please fill this in.'],
  ['a delivery without address', { deliveryMethodId: '1' }, 'Please fill this in.'],
  ['an unknown location', { locationId: '999' }, 'Please fill this in.'],
];

test.each(WRONG)(
  '%s is explained next to its field, and nothing typed is lost',
  async (_, wrong, sentence) => {
    const before = await orders();
    const question = `answer-${app.world.question.id}`;
    const fields = orderFields(app.world, { customerReferences: 'bleibt-stehen' });
    for (const [name, value] of Object.entries(wrong)) {
      fields[name === 'answer-1' ? question : name] =
        name === 'deliveryMethodId' ? String(app.world.delivery.id) : value;
    }
    const answer = await customer.post('/orders/new', fields);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(sentence);
    expect(page).toContain('bleibt-stehen');
    expect(page).toContain('Fairphone 5');
    if (wrong.identifier) expect(page).toContain(wrong.identifier);
    expect(await orders()).toBe(before);
  },
);

test('German readers get German sentences', async () => {
  const answer = await customer.post(
    '/orders/new',
    orderFields(app.world, { identifier: '356938035643808' }),
    {
      'Accept-Language': 'de-CH,de;q=0.9',
    },
  );
  expect(await answer.text()).toContain('müsste sie auf 9 enden, nicht auf 8');
});

test('a device without a number can be ordered for', async () => {
  const number = await placeOrder(app, customer, { identifier: '', noIdentifier: 'on', deviceName: 'Lampe' });
  const order = await app.db.order.findUniqueOrThrow({ where: { number } });
  expect(order).toMatchObject({ status: 'confirmed', imei: null, serial: null });
});

test('an IMEISV, a serial with prefix and spaces are taken and normalised', async () => {
  const imeisv = await placeOrder(app, customer, { identifier: '35-693803-564380-15' });
  expect((await app.db.order.findUniqueOrThrow({ where: { number: imeisv } })).imei).toBe('356938035643809');
  const serial = await placeOrder(app, customer, { identifier: 'S/N: c02 xk-1234' });
  expect((await app.db.order.findUniqueOrThrow({ where: { number: serial } })).serial).toBe('C02XK1234');
});

test('an account without delivery orders without being asked for one', async () => {
  const plain = await signIn(app, 'otherCustomer');
  expect(await (await plain.get('/orders/new')).text()).not.toContain('deliveryMethodId');
  const { deliveryMethodId: _, ...fields } = orderFields(app.world);
  const saved = await plain.post('/orders/new', fields);
  const approved = await plain.post(saved.headers.get('Location') ?? '', { intent: 'approve' });
  expect(approved.headers.get('Location')).toMatch(/\/confirmation$/);
});

test('HTML and control characters stay text', async () => {
  const number = await placeOrder(app, customer, {
    problem: '<script>alert(1)</script> \u0000\u0007Ende',
    deviceName: '<b>Gerät</b>',
  });
  const page = await (await customer.get(`/orders/${number}`)).text();
  expect(page).not.toContain('<script>alert(1)</script>');
  expect(page).not.toContain('<b>Gerät</b>');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  const order = await app.db.order.findUniqueOrThrow({ where: { number } });
  expect(order.problem).toBe('<script>alert(1)</script> Ende');
});

test('what was approved is frozen by the database itself', async () => {
  const number = await placeOrder(app, customer);
  const { id } = await app.db.order.findUniqueOrThrow({ where: { number } });
  const attempts = [
    `UPDATE orders SET problem = 'anders' WHERE id = ${id}`,
    `UPDATE orders SET imei = NULL WHERE id = ${id}`,
    `UPDATE orders SET customer_references = '{x}' WHERE id = ${id}`,
    `UPDATE orders SET status = 'draft', confirmed_at = NULL WHERE id = ${id}`,
    `DELETE FROM orders WHERE id = ${id}`,
    `UPDATE order_submissions SET content = '{}' WHERE order_id = ${id}`,
    `DELETE FROM order_submissions WHERE order_id = ${id}`,
    `UPDATE events SET data = '{"x":1}' WHERE order_id = ${id}`,
    `DELETE FROM events WHERE order_id = ${id}`,
  ];
  for (const sql of attempts) await expect(app.db.$executeRawUnsafe(sql), sql).rejects.toThrow();
  expect(await app.db.order.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'confirmed' });
});

test('an expired session while filling in the form: after signing in again, what was typed is there', async () => {
  const browser = await signIn(app, 'customer');
  await app.db.session.deleteMany({ where: { userId: app.world.users.customer.id } });
  const answer = await browser.post('/orders/new', orderFields(app.world, { deviceName: 'Nicht verloren' }));
  expect(answer.headers.get('Location')).toBe('/login?redirectTo=%2Forders%2Fnew');
  const fresh = await signIn(app, 'customer');
  for (const [name, value] of fresh.cookies) browser.cookies.set(name, value);
  const form = await (await browser.get('/orders/new')).text();
  expect(form).toContain('Nicht verloren');
  customer = await signIn(app, 'customer');
  expect(await (await customer.get('/orders/new')).text()).not.toContain('Nicht verloren');
});

test('a form without a submission key, and a visitor, make nothing', async () => {
  const before = await orders();
  const { submissionKey: _, ...fields } = orderFields(app.world);
  expect((await customer.post('/orders/new', fields)).status).toBe(400);
  const anybody = await visitor(app).post(
    '/orders/new',
    orderFields(app.world, { submissionKey: randomUUID() }),
  );
  expect(anybody.headers.get('Location')).toContain('/login');
  expect(await orders()).toBe(before);
});
