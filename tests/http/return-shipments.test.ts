import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { eventually } from '../support/eventually';
import { insertOrders, type OrderFacts, orderRow } from '../support/orders';
import { draftShipment } from '../support/sent-shipment';

let app: TestApp;
let technician: Client;
let reseller: Client;
let first = 5000;

beforeAll(async () => {
  app = await startApp({ jobs: true, env: { LOG_LEVEL: 'silent' } });
  [technician, reseller] = await Promise.all([signIn(app, 'technician'), signIn(app, 'reseller')]);
});
afterAll(() => app?.close());

/** Repaired devices of the reseller, or of whom the facts say. */
function ready(count: number, facts: OrderFacts = {}) {
  const { reseller: account, resellersCustomer } = app.world.companies;
  first += 100;
  const own = { accountId: account.id, customerId: resellersCustomer.id, status: 'ready' as const };
  return insertOrders(
    app.db,
    Array.from({ length: count }, (_, index) => orderRow(app.world, first + index, { ...own, ...facts })),
  );
}

const orderOf = (number: string) => app.db.order.findUniqueOrThrow({ where: { number } });
const shipmentOf = (number: string) =>
  app.db.shipment.findUniqueOrThrow({ where: { number }, include: { items: { orderBy: { id: 'asc' } } } });
const fields = (orders: { number: string }[], more: Record<string, string> = {}) => {
  const form = new FormData();
  const { reseller: account } = app.world.companies;
  const given = {
    submissionKey: randomUUID(),
    accountId: String(account.id),
    locationId: String(app.world.here.id),
    way: '',
    parcels: '1',
    weights: '2.5',
    ...more,
  };
  for (const [name, value] of Object.entries(given)) form.append(name, value);
  for (const { number } of orders) form.append('order', number);
  return form;
};
const create = (form: FormData, client = technician) => client.post('/shipments/new-return', form);
const numberIn = (response: Response) =>
  /SH-\d{4}-\d+$/.exec(response.headers.get('Location') ?? '')?.[0] ?? '';

test('what is ready is listed by account, and bundled into one draft, once for a key', async () => {
  const orders = await ready(3);
  const page = await (await technician.get('/shipments/new-return')).text();
  expect(page).toContain('Handel AG');
  const group = `${app.world.companies.reseller.id}-${app.world.here.id}-`;
  const listed = await (await technician.get(`/shipments/new-return?group=${group}`)).text();
  for (const { number } of orders) expect(listed).toContain(number);

  const form = fields(orders);
  const [one, two] = await Promise.all([create(form), create(form)]);
  expect(numberIn(one)).toMatch(/^SH-/);
  expect(numberIn(two)).toBe(numberIn(one));
  const shipment = await shipmentOf(numberIn(one));
  expect(shipment).toMatchObject({ direction: 'return', status: 'draft' });
  expect(shipment.items.map(({ orderId }) => orderId)).toEqual(orders.map(({ id }) => id));
  expect((await technician.get(`/shipments/${shipment.number}`)).status).toBe(200);
  const again = await create(fields(orders));
  expect(again.status).toBe(422);
  expect(await again.text()).toContain(orders[0]?.number);
});

test('all that wait go with one tick; none, or a foreign one, is refused', async () => {
  const { otherReseller } = app.world.companies;
  await ready(4, { accountId: otherReseller.id, customerId: otherReseller.id });
  const account = { accountId: String(otherReseller.id) };
  const whole = numberIn(await create(fields([], { ...account, all: 'on' })));
  expect((await shipmentOf(whole)).items).toHaveLength(4);
  expect((await create(fields([], account))).status).toBe(422);
  const mixed = [
    ...(await ready(1)),
    ...(await ready(1, { accountId: otherReseller.id, customerId: otherReseller.id })),
  ];
  expect((await create(fields(mixed))).status).toBe(422);
  const [away] = await ready(1, { locationId: app.world.there.id });
  expect((await create(fields(away ? [away] : []))).status).toBe(422);
  expect((await create(fields(mixed.slice(0, 1), { parcels: '0' }))).status).toBe(422);
});

test('confirming returns the repaired, and with a reason the unrepaired', { timeout: 60_000 }, async () => {
  const orders = await ready(3);
  const [repaired, beyond] = orders;
  const number = await draftShipment(
    app,
    'return',
    orders.map((order) => order.number),
  );
  const { items } = await shipmentOf(number);
  await app.db.shipmentParcel.updateMany({
    where: { shipment: { number } },
    data: { trackingNumber: '996012345678901234' },
  });
  const packing = Object.fromEntries(
    items.flatMap(({ id }) => [
      [`parcel-${id}`, '1'],
      [`accessories-${id}`, ''],
    ]),
  );
  const reasons = { [`unrepaired-${items[1]?.id}`]: ' Beyond\u0007 repair ' };
  const sent = await technician.post(`/shipments/${number}`, {
    intent: 'confirm',
    parcels: '1',
    ...packing,
    ...reasons,
  });
  expect(sent.status).toBe(302);
  expect(await orderOf(repaired?.number ?? '')).toMatchObject({
    status: 'returned',
    stage: 'completed',
    trackingNumbers: ['996012345678901234'],
  });
  expect(await orderOf(beyond?.number ?? '')).toMatchObject({ status: 'returned_unrepaired' });
  const moved = await app.db.event.findFirstOrThrow({
    where: { orderId: beyond?.id ?? 0, type: 'order.moved' },
  });
  expect(moved.data).toMatchObject({ reason: 'Beyond repair', shipment: number });
  const papers = await eventually(async () => {
    const kinds = await app.db.shipmentPaper.findMany({ where: { shipment: { number } } });
    return kinds.length >= 2 ? kinds : null;
  }, 50);
  expect(papers.map(({ kind }) => kind)).toContain('packing_list');
  expect((await technician.post(`/shipments/${number}`, { intent: 'confirm' })).status).toBe(302);
  expect(await app.db.event.count({ where: { orderId: repaired?.id ?? 0, type: 'order.moved' } })).toBe(1);
});

test('the account notes its arrival and what was not in it; the location notes the difference', async () => {
  const orders = await ready(2);
  const number = await draftShipment(
    app,
    'return',
    orders.map((order) => order.number),
  );
  const at = `/shipments/${number}/arrival`;
  const { items } = await shipmentOf(number);
  const form = () => {
    const fields = new FormData();
    for (const { id } of items) fields.append('item', String(id));
    fields.append('here', String(items[0]?.id));
    return fields;
  };
  await reseller.post(at, form());
  expect((await shipmentOf(number)).status).toBe('draft');
  await technician.post(`/shipments/${number}`, { intent: 'confirm' });
  const listed = await (await reseller.get('/shipments?tab=on-the-way')).text();
  expect(listed).toContain(number);
  expect(await (await reseller.get(`/shipments/${number}`)).text()).toContain('Has it arrived?');

  expect((await (await signIn(app, 'otherReseller')).post(at, form())).status).toBe(404);
  expect((await (await signIn(app, 'customer')).post(at, form())).status).toBe(404);
  expect((await shipmentOf(number)).status).toBe('confirmed');
  for (const _ of ['once', 'twice']) expect((await reseller.post(at, form())).status).toBe(303);
  const closed = await shipmentOf(number);
  expect(closed).toMatchObject({ status: 'closed', difference: 1, differenceSeenAt: null });
  expect(closed.items.map(({ scannedAt }) => scannedAt !== null)).toEqual([true, false]);
  expect(await app.db.event.count({ where: { shipmentId: closed.id, type: 'shipment.closed' } })).toBe(1);
  const told = await eventually(async () => {
    const mails = await app.db.mail.findMany({
      where: { template: 'shipment-difference', subject: { contains: number } },
    });
    return mails.length > 0 ? mails.map(({ recipient }) => recipient) : null;
  });
  expect(told).toContain('zrh@operator.test');
  await reseller.post(`/shipments/${number}/difference`, {});
  expect((await shipmentOf(number)).differenceSeenAt).toBeNull();
  await technician.post(`/shipments/${number}/difference`, {});
  expect((await shipmentOf(number)).differenceSeenAt).not.toBeNull();
  for (const { number: order } of orders) expect((await orderOf(order)).status).toBe('returned');
});

test('is for the people of the location only', async () => {
  const orders = await ready(1);
  const elsewhere = await signIn(app, 'otherTechnician');
  expect((await create(fields(orders), elsewhere)).status).toBe(422);
  expect(await (await elsewhere.get('/shipments/new-return')).text()).not.toContain(
    `group=${app.world.companies.reseller.id}-${app.world.here.id}-`,
  );
  for (const client of [reseller, await signIn(app, 'customer'), await signIn(app, 'partner')]) {
    expect((await client.get('/shipments/new-return')).status).toBe(404);
    expect((await create(fields(orders), client)).ok).toBe(false);
  }
  expect(await app.db.shipmentItem.count({ where: { orderId: orders[0]?.id ?? 0 } })).toBe(0);
});

test('twenty people who bundle the same devices at once end with each device in one draft', async () => {
  const orders = await ready(10);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => create(fields(orders.slice(index % 5, (index % 5) + 5)))),
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  for (const { id } of orders)
    expect(await app.db.shipmentItem.count({ where: { orderId: id, live: true } })).toBeLessThanOrEqual(1);
});
