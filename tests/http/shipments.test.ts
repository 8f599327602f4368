import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, placeOrder, signIn, visitor } from '../support/client';
import { createShipment, sentShipment, shipmentForm, waitingOrders } from '../support/shipments';
import type { Person } from '../support/world';

let app: TestApp;
let clients: Record<
  'reseller' | 'otherReseller' | 'technician' | 'otherTechnician' | 'administrator' | 'customer' | 'partner',
  Client
>;

beforeAll(async () => {
  app = await startApp();
  const people = [
    'reseller',
    'otherReseller',
    'technician',
    'otherTechnician',
    'administrator',
    'customer',
    'partner',
  ] as const;
  const signed = people.map(async (person: Person) => [person, await signIn(app, person)] as const);
  clients = Object.fromEntries(await Promise.all(signed)) as typeof clients;
});
afterAll(() => app?.close());

const numbersOf = (orders: { number: string }[]) => orders.map(({ number }) => number);
const shipmentOf = (number: string) =>
  app.db.shipment.findUniqueOrThrow({
    where: { number },
    include: {
      parcels: { orderBy: { position: 'asc' } },
      items: { orderBy: { id: 'asc' }, include: { order: true } },
    },
  });
const eventsOf = async (number: string) => {
  const { id } = await shipmentOf(number);
  const events = await app.db.event.findMany({ where: { shipmentId: id }, orderBy: { id: 'asc' } });
  return events.map(({ type }) => type);
};
const statusesOf = async (orders: { id: number }[]) => {
  const rows = await app.db.order.findMany({ where: { id: { in: orders.map(({ id }) => id) } } });
  return [...new Set(rows.map(({ status }) => status))];
};
const act = (number: string, fields: Record<string, string>, client: Client = clients.reseller) =>
  client.post(`/shipments/${number}`, fields);
/** Everything that the form of a draft sends. */
async function draftFields(number: string, more: Record<string, string> = {}) {
  const { parcels, items } = await shipmentOf(number);
  const positionOf = new Map(parcels.map(({ id, position }) => [id, position]));
  return {
    parcels: String(parcels.length),
    ...Object.fromEntries(
      parcels.map(({ position, weightGrams }) => [
        `weight-${position}`,
        weightGrams ? String(weightGrams / 1000) : '',
      ]),
    ),
    ...Object.fromEntries(
      items.flatMap(({ id, parcelId, accessories }) => [
        [`parcel-${id}`, String(positionOf.get(parcelId ?? 0) ?? '')],
        [`accessories-${id}`, accessories],
      ]),
    ),
    ...more,
  };
}

describe('creating', () => {
  test('waiting orders stand in groups; a draft is made of the chosen ones, packed evenly, and they wait no more', async () => {
    const courier = await app.db.shippingMethod.findUniqueOrThrow({ where: { code: 'courier' } });
    const orders = await waitingOrders(app, 5, { shippingMethodId: courier.id });
    const page = await (await clients.reseller.get('/shipments')).text();
    expect(page).toContain('Zürich · Express courier');
    for (const { number } of orders) expect(page).toContain(`value="${number}"`);
    const number = await createShipment(clients.reseller, numbersOf(orders).slice(0, 4), {
      parcels: '2',
      weights: '2,5; 3',
      methodId: String(courier.id),
      note: 'Fragile\u0007',
    });
    const shipment = await shipmentOf(number);
    expect(number).toMatch(/^SH-\d{4}-\d{6}$/);
    expect(shipment).toMatchObject({
      status: 'draft',
      direction: 'inbound',
      accountId: app.world.companies.reseller.id,
      locationId: app.world.here.id,
      shippingMethodId: courier.id,
      note: 'Fragile',
    });
    expect(shipment.parcels.map(({ code, weightGrams }) => [code, weightGrams])).toEqual([
      [`${number}-01`, 2500],
      [`${number}-02`, 3000],
    ]);
    const [one, two] = shipment.parcels.map(({ id }) => id);
    expect(shipment.items.map(({ parcelId }) => parcelId)).toEqual([one, one, two, two]);
    const after = await (await clients.reseller.get('/shipments')).text();
    expect(after).not.toContain(`value="${orders[0]?.number}"`);
    expect(after).toContain(`value="${orders[4]?.number}"`);
    expect(await statusesOf(orders)).toEqual(['confirmed']);
    expect(await eventsOf(number)).toEqual(['shipment.created']);
  });

  test('the same form sent twice, one after another or at once, makes one shipment', async () => {
    const orders = await waitingOrders(app, 3);
    const submissionKey = randomUUID();
    const send = () =>
      clients.reseller.post('/shipments', shipmentForm(numbersOf(orders), { submissionKey }));
    const answers = [...(await Promise.all([send(), send(), send()])), await send()];
    expect(new Set(answers.map((answer) => answer.headers.get('Location'))).size).toBe(1);
    expect(await app.db.shipment.count({ where: { submissionKey } })).toBe(1);
    const stranger = await clients.otherReseller.post(
      '/shipments',
      shipmentForm(['RO-1'], { submissionKey }),
    );
    expect(stranger.status).toBe(404);
  });

  test('orders that cannot be in it are named with the reason, and nothing is created', async () => {
    const [good, sent, received, elsewhere] = await waitingOrders(app, 4);
    await createShipment(clients.reseller, [sent?.number ?? '']);
    await app.db.order.update({
      where: { id: received?.id ?? 0 },
      data: { status: 'received', stage: 'at_location' },
    });
    await app.db.order.update({
      where: { id: elsewhere?.id ?? 0 },
      data: { locationId: app.world.there.id },
    });
    const [foreign] = await waitingOrders(app, 1, { accountId: app.world.companies.otherReseller.id });
    const before = await app.db.shipment.count();
    const answer = await clients.reseller.post(
      '/shipments',
      shipmentForm(
        [good, sent, received, elsewhere, foreign].map((order) => order?.number ?? ''),
        {
          accountId: String(app.world.companies.reseller.id),
          locationId: String(app.world.here.id),
        },
      ),
    );
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('4 orders cannot be in this shipment');
    expect(page).toMatch(/is in shipment (<!-- -->)?SH-/);
    expect(page).toContain('does not wait for dispatch any more');
    expect(page).toContain('is for another account or service location');
    expect(page).toContain('there is no such order');
    expect(page).toMatch(
      new RegExp(`checked=""[^>]*value="${good?.number}"|value="${good?.number}"[^>]*checked=""`),
    );
    expect(await app.db.shipment.count()).toBe(before);
  });

  test.each([
    [{ parcels: '0' }, 'from 1 to 99'],
    [{ parcels: '100' }, 'from 1 to 99'],
    [{ parcels: '2', weights: '1; 2; 3' }, 'but 3 weights'],
    [{ weights: 'heavy' }, 'enter a weight in kg'],
    [{ weights: '1000,5' }, 'enter a weight in kg'],
    [{ pickUpOn: '2020-01-06' }, 'pick-up day has passed'],
    [{ pickUpOn: '2026-02-30' }, 'enter a date'],
  ])('%o is told at its field', async (wrong, sentence) => {
    const orders = await waitingOrders(app, 1);
    const group = {
      accountId: String(app.world.companies.reseller.id),
      locationId: String(app.world.here.id),
    };
    const answer = await clients.reseller.post(
      '/shipments',
      shipmentForm(numbersOf(orders), { ...group, ...wrong }),
    );
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(sentence);
  });

  test('all of a group is taken at its word, for large groups too', async () => {
    const orders = await waitingOrders(app, 260, { locationId: app.world.there.id });
    const group = {
      accountId: String(app.world.companies.reseller.id),
      locationId: String(app.world.there.id),
      groupMethodId: '',
    };
    const expected = await app.db.order.count({
      where: {
        ...{ accountId: app.world.companies.reseller.id, locationId: app.world.there.id },
        status: 'confirmed',
        shippingMethodId: null,
        shipmentItems: { none: { live: true } },
      },
    });
    const page = await (await clients.reseller.get('/shipments')).text();
    expect(page).toContain(`All ${expected} orders of this group`);
    const number = await createShipment(clients.reseller, [], { ...group, all: 'on', parcels: '3' });
    expect(expected).toBeGreaterThanOrEqual(orders.length);
    expect((await shipmentOf(number)).items).toHaveLength(expected);
    await act(number, { intent: 'dissolve' });
  });

  test('staff create for an account; technicians only of their location', async () => {
    const orders = await waitingOrders(app, 2);
    const number = await createShipment(clients.technician, numbersOf(orders).slice(0, 1));
    expect((await shipmentOf(number)).accountId).toBe(app.world.companies.reseller.id);
    const other = await clients.otherTechnician.post('/shipments', shipmentForm(numbersOf(orders).slice(1)));
    expect(other.status).toBe(422);
    for (const stranger of [clients.customer, clients.partner]) {
      expect((await stranger.get('/shipments')).status).toBe(404);
      expect((await stranger.post('/shipments', shipmentForm(numbersOf(orders)))).status).toBe(404);
    }
  });
});

describe('a draft', () => {
  test('keeps parcels, weights, places, accessories and details, and forgets nothing with the next button', async () => {
    const orders = await waitingOrders(app, 4);
    const number = await createShipment(clients.reseller, numbersOf(orders), { parcels: '2' });
    const [first] = (await shipmentOf(number)).items;
    const saved = await act(number, {
      ...(await draftFields(number)),
      intent: 'spread',
      parcels: '3',
      'weight-1': '1.25',
      [`accessories-${first?.id}`]: 'Charger',
      pickUpOn: '2099-12-28',
      note: 'Ring twice',
    });
    expect(saved.status).toBe(302);
    const spread = await shipmentOf(number);
    expect(spread.parcels.map(({ weightGrams }) => weightGrams)).toEqual([1250, null, null]);
    expect(spread.items[0]?.accessories).toBe('Charger');
    expect(spread.note).toBe('Ring twice');
    expect(new Set(spread.items.map(({ parcelId }) => parcelId)).size).toBe(3);
    await act(number, {
      ...(await draftFields(number)),
      intent: 'save',
      parcels: '1',
      pickUpOn: '2099-12-28',
      note: 'Ring twice',
    });
    const less = await shipmentOf(number);
    expect(less.parcels.map(({ code }) => code)).toEqual([`${number}-01`]);
    expect(new Set(less.items.map(({ parcelId }) => parcelId))).toEqual(new Set([less.parcels[0]?.id]));
    const events = await eventsOf(number);
    await act(number, {
      ...(await draftFields(number)),
      intent: 'save',
      pickUpOn: '2099-12-28',
      note: 'Ring twice',
    });
    expect(await eventsOf(number)).toEqual(events);
  });

  test('what is wrong is told at its field, and what was typed stays', async () => {
    const orders = await waitingOrders(app, 1);
    const number = await createShipment(clients.reseller, numbersOf(orders));
    const [item] = (await shipmentOf(number)).items;
    const answer = await act(number, {
      ...(await draftFields(number)),
      intent: 'confirm',
      'weight-1': 'heavy',
      [`parcel-${item?.id}`]: '7',
      note: 'Typed text stays',
    });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('enter a weight in kg');
    expect(page).toContain('There is no parcel with this number');
    expect(page).toContain('Typed text stays');
    expect(await statusesOf(orders)).toEqual(['confirmed']);
  });

  test('orders are taken out and added; those that do not fit are named while the others are added', async () => {
    const orders = await waitingOrders(app, 3);
    const [one, two, three] = numbersOf(orders);
    const number = await createShipment(clients.reseller, [one ?? '', two ?? '']);
    const [item] = (await shipmentOf(number)).items;
    await act(number, { ...(await draftFields(number)), intent: `take-out:${item?.id}` });
    expect((await shipmentOf(number)).items.map(({ order }) => order.number)).toEqual([two]);
    const added = await act(number, {
      ...(await draftFields(number)),
      intent: 'add',
      add: `${three}\n${one} RO-1999-000001`,
    });
    expect(added.status).toBe(422);
    expect(await added.text()).toContain('RO-1999-000001');
    expect((await shipmentOf(number)).items.map(({ order }) => order.number).sort()).toEqual(
      [one, two, three].sort(),
    );
    const foreign = await act(number, { ...(await draftFields(number)), intent: 'take-out:1' });
    expect(foreign.status).toBe(302);
    expect((await shipmentOf(number)).items).toHaveLength(3);
  });

  test('is dissolved once, and its orders wait again', async () => {
    const orders = await waitingOrders(app, 2);
    const number = await createShipment(clients.reseller, numbersOf(orders));
    await Promise.all([act(number, { intent: 'dissolve' }), act(number, { intent: 'dissolve' })]);
    expect((await eventsOf(number)).filter((type) => type === 'shipment.dissolved')).toHaveLength(1);
    expect((await shipmentOf(number)).status).toBe('voided');
    await createShipment(clients.reseller, numbersOf(orders));
    expect((await act(number, { intent: 'confirm' })).status).toBe(409);
  });
});

describe('confirming', () => {
  test('puts every order on its way, once, with its event; parcels get an SSCC where there is a prefix', async () => {
    await app.db.operator.update({ where: { id: 1 }, data: { gs1Prefix: '7612345' } });
    const orders = await waitingOrders(app, 3);
    const number = await createShipment(clients.reseller, numbersOf(orders), { parcels: '2' });
    const answers = await Promise.all(Array.from({ length: 4 }, () => act(number, { intent: 'confirm' })));
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 302, 302]);
    const shipment = await shipmentOf(number);
    expect(shipment.status).toBe('confirmed');
    const { isSscc } = await import('../../app/domain/shipments/rules');
    expect(
      shipment.parcels.every(({ sscc }) => sscc !== null && isSscc(sscc) && sscc.slice(1, 8) === '7612345'),
    ).toBe(true);
    expect(await statusesOf(orders)).toEqual(['in_transit']);
    expect(shipment.items.every(({ live }) => live)).toBe(true);
    expect((await eventsOf(number)).filter((type) => type === 'shipment.confirmed')).toHaveLength(1);
    for (const { id } of orders) {
      const moved = await app.db.event.findMany({ where: { orderId: id, type: 'order.moved' } });
      expect(moved.map(({ data }) => data)).toEqual([
        { from: 'confirmed', to: 'in_transit', shipment: number },
      ]);
    }
    const [due] = await app.db.order.findMany({ where: { id: orders[0]?.id ?? 0 } });
    expect(due?.dueAt).not.toBeNull();
    await app.db.operator.update({ where: { id: 1 }, data: { gs1Prefix: null } });
  });

  test('names what cannot be sent any more and changes nothing; without it the rest goes', async () => {
    const orders = await waitingOrders(app, 3);
    const number = await createShipment(clients.reseller, numbersOf(orders));
    await clients.reseller.post(`/orders/${orders[1]?.number}`, {
      intent: 'move',
      from: 'confirmed',
      to: 'cancelled',
      reason: 'Sold',
    });
    const refused = await act(number, { ...(await draftFields(number)), intent: 'confirm' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('One order cannot be sent any more');
    expect(page).toContain('Take them out');
    expect((await shipmentOf(number)).status).toBe('draft');
    await act(number, { ...(await draftFields(number)), intent: 'drop' });
    expect((await act(number, { ...(await draftFields(number)), intent: 'confirm' })).status).toBe(302);
    expect((await shipmentOf(number)).items).toHaveLength(2);
  });

  test('an empty draft and one whose pick-up day has passed are not confirmed', async () => {
    const orders = await waitingOrders(app, 1);
    const number = await createShipment(clients.reseller, numbersOf(orders));
    await app.db.shipment.update({ where: { number }, data: { pickUpOn: new Date('2020-01-06') } });
    expect((await act(number, { intent: 'confirm' })).status).toBe(422);
    expect(await (await clients.reseller.get(`/shipments/${number}`)).text()).toContain(
      'The pick-up day has passed',
    );
    const [item] = (await shipmentOf(number)).items;
    await act(number, {
      ...(await draftFields(number)),
      pickUpOn: '2099-01-01',
      intent: `take-out:${item?.id}`,
    });
    expect((await act(number, { intent: 'confirm' })).status).toBe(422);
  });

  test('500 orders are confirmed within a few seconds', async () => {
    const orders = await waitingOrders(app, 500);
    const number = await createShipment(clients.reseller, numbersOf(orders), { parcels: '10' });
    const started = performance.now();
    expect((await act(number, { intent: 'confirm' })).status).toBe(302);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await statusesOf(orders)).toEqual(['in_transit']);
    expect((await clients.reseller.get(`/shipments/${number}?page=5`)).status).toBe(200);
  });
});

test('20 people who create and confirm overlapping shipments at once: no order is in two', async () => {
  const orders = numbersOf(await waitingOrders(app, 30));
  const from = (start: number) => [...orders.slice(start), ...orders.slice(0, start)].slice(0, 8);
  const people = [clients.reseller, clients.technician, clients.administrator];
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      people[index % 3]?.post(
        '/shipments',
        shipmentForm(from((index * 3) % 30).sort(() => (index % 2 ? 1 : -1))),
      ),
    ),
  );
  const statuses = made.map((answer) => answer?.status);
  expect(statuses.every((status) => status === 302 || status === 422)).toBe(true);
  expect(statuses).toContain(302);
  // Twenty drafts, one for each, then all confirm all of them at once while orders move between them.
  const twenty = await Promise.all(
    (await waitingOrders(app, 20)).map(({ number }) => createShipment(clients.reseller, [number])),
  );
  const free = numbersOf(await waitingOrders(app, 10));
  const results = await Promise.all(
    twenty.flatMap((number, index) => [
      draftFields(number).then((fields) =>
        people[index % 3]?.post(`/shipments/${number}`, { ...fields, intent: 'add', add: free.join(' ') }),
      ),
      people[(index + 1) % 3]?.post(`/shipments/${number}`, { intent: 'confirm' }),
    ]),
  );
  expect(results.every((answer) => answer !== undefined && [302, 409, 422].includes(answer.status))).toBe(
    true,
  );
  const twice = await app.db.$queryRaw`
    SELECT order_id FROM shipment_items i JOIN shipments s ON s.id = i.shipment_id
    WHERE s.status IN ('draft', 'confirmed') GROUP BY order_id HAVING count(*) > 1`;
  expect(twice).toEqual([]);
  const moved = await app.db.$queryRaw`
    SELECT order_id FROM events WHERE type = 'order.moved' AND data->>'to' = 'in_transit' GROUP BY order_id HAVING count(*) > 1`;
  expect(moved).toEqual([]);
});

describe('on the way', () => {
  test('tracking numbers stand on the orders in the parcel, with the carrier’s page; another replaces them', async () => {
    const customer = app.world.companies.resellersCustomer.number;
    const place = () => placeOrder(app, clients.reseller, { intent: 'create', customer });
    const orders = [await place(), await place()];
    const number = await createShipment(clients.reseller, orders, { parcels: '2' });
    await act(number, { intent: 'confirm' });
    const trackingOf = async (index: number) =>
      (await app.db.order.findUniqueOrThrow({ where: { number: orders[index] ?? '' } })).trackingNumbers;
    const saved = await act(number, {
      intent: 'track',
      'tracking-1': '99.00.123456.12345678',
      'tracking-2': '1Z 999 AA1 01 2345 6784',
    });
    expect(saved.status).toBe(302);
    expect(await trackingOf(0)).toEqual(['990012345612345678']);
    expect(await trackingOf(1)).toEqual(['1Z999AA10123456784']);
    const page = await (await clients.reseller.get(`/shipments/${number}`)).text();
    expect(page).toContain('https://www.ups.com/track?loc=en_US&amp;tracknum=1Z999AA10123456784');
    const order = await (await clients.reseller.get(`/orders/${orders[0]}`)).text();
    expect(order).toContain('https://service.post.ch/ekp-web/ui/entry/search/990012345612345678');
    expect(order).toContain(`href="/shipments/${number}"`);
    const found = await clients.reseller.get('/shipments?q=1z999aa10123456784');
    expect(found.headers.get('Location')).toBe(`/shipments/${number}`);
    await act(number, { intent: 'track', 'tracking-1': '', 'tracking-2': 'DPD 01555000123456' });
    expect(await trackingOf(0)).toEqual([]);
    expect(await trackingOf(1)).toEqual(['DPD01555000123456']);
    expect((await act(number, { intent: 'track', 'tracking-1': '…' })).status).toBe(422);
    expect((await eventsOf(number)).filter((type) => type === 'shipment.tracked')).toHaveLength(2);
  });

  test('it is voided with a reason once; its orders wait again and it keeps nothing of them', async () => {
    const { number, orders } = await sentShipment(app, clients.reseller);
    await act(number, { intent: 'track', 'tracking-1': '1Z999AA10123456784' });
    expect((await act(number, { intent: 'void', reason: ' ' })).status).toBe(422);
    const reason = 'Wrong van';
    await Promise.all([act(number, { intent: 'void', reason }), act(number, { intent: 'void', reason })]);
    expect(await statusesOf(orders)).toEqual(['confirmed']);
    const rows = await app.db.order.findMany({ where: { id: { in: orders.map(({ id }) => id) } } });
    expect(rows.every(({ trackingNumbers }) => trackingNumbers.length === 0)).toBe(true);
    expect((await eventsOf(number)).filter((type) => type === 'shipment.voided')).toHaveLength(1);
    await createShipment(clients.reseller, numbersOf(orders));
    expect(await (await clients.reseller.get(`/shipments/${number}`)).text()).toContain(reason);
  });

  test('parcels and weights may change until something is scanned; the papers are void then', async () => {
    const { number } = await sentShipment(app, clients.reseller, 2);
    const { id } = await shipmentOf(number);
    await app.db.shipmentPaper.create({
      data: {
        shipmentId: id,
        kind: 'labels_a6',
        version: 1,
        contentType: 'application/pdf',
        storageKey: `test/${number}`,
        size: 1,
        sha256: '',
        data: {},
        issuedById: app.world.users.reseller.id,
      },
    });
    expect((await clients.reseller.get(`/shipments/${number}?repack=1`)).status).toBe(200);
    const changed = await act(number, {
      ...(await draftFields(number)),
      intent: 'repack',
      parcels: '2',
      'weight-1': '4',
    });
    expect(changed.status).toBe(302);
    expect((await shipmentOf(number)).parcels.map(({ weightGrams }) => weightGrams)).toEqual([4000, null]);
    expect(await app.db.shipmentPaper.count({ where: { shipmentId: id, voidedAt: null } })).toBe(0);
    expect(await eventsOf(number)).toContain('shipment.repacked');
    const [parcel] = (await shipmentOf(number)).parcels;
    await app.db.shipmentParcel.update({ where: { id: parcel?.id ?? 0 }, data: { scannedAt: new Date() } });
    expect(
      (await act(number, { ...(await draftFields(number)), intent: 'repack', parcels: '3' })).status,
    ).toBe(409);
    expect((await act(number, { intent: 'void', reason: 'Late' })).status).toBe(409);
  });
});

test('a shipment exists only for its account, the technicians of its location and administrators', async () => {
  const { number } = await sentShipment(app, clients.reseller);
  const unknown = 'SH-2026-999999';
  const insiders = [clients.reseller, clients.technician, clients.administrator];
  for (const client of insiders) {
    expect((await client.get(`/shipments/${number}`)).status).toBe(200);
    expect((await client.get(`/shipments?q=${number}`)).headers.get('Location')).toBe(`/shipments/${number}`);
  }
  const strip = (html: string, own: string) =>
    html.replaceAll(own, '#').replaceAll(/nonce="[^"]*"|nonce\\?":\\?"[^"\\]*/g, '');
  for (const client of [clients.otherReseller, clients.otherTechnician, clients.customer, clients.partner]) {
    const theirs = await client.get(`/shipments/${number}`);
    const none = await client.get(`/shipments/${unknown}`);
    expect([theirs.status, none.status]).toEqual([404, 404]);
    expect(strip(await theirs.text(), number).length).toBe(strip(await none.text(), unknown).length);
    for (const intent of ['save', 'confirm', 'dissolve', 'void', 'track', 'repack', 'add', 'take-out:1'])
      expect(
        (
          await client.post(`/shipments/${number}`, {
            intent,
            parcels: '1',
            reason: 'x',
            add: 'RO-1',
            'tracking-1': '12345',
          })
        ).status,
      ).toBe(404);
  }
  for (const client of [clients.otherReseller, clients.otherTechnician])
    expect(await (await client.get('/shipments?tab=all')).text()).not.toContain(number);
  expect((await visitor(app).get(`/shipments/${number}`)).headers.get('Location')).toContain('/login');
  expect((await act(number, { intent: 'no-such' })).status).toBe(400);
});
