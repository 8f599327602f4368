import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScanOutcome } from '../../app/domain/shipments/scan-rules';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { eventually } from '../support/eventually';
import { insertOrders, orderRow } from '../support/orders';
import { draftShipment, sendShipment } from '../support/sent-shipment';

let app: TestApp;
let technician: Client;
let reseller: Client;
let first = 1000;

beforeAll(async () => {
  app = await startApp({ jobs: true, env: { LOG_LEVEL: 'silent' } });
  [technician, reseller] = await Promise.all([signIn(app, 'technician'), signIn(app, 'reseller')]);
});
afterAll(() => app?.close());

/** A sent shipment with order numbers of its own. */
function send(facts: Parameters<typeof sendShipment>[2] = {}) {
  first += 100;
  return sendShipment(app, first, facts);
}

/** What the desk's script is answered. */
async function scan(shipment: string, code: string, client = technician) {
  const response = await client.post('/receive/scan', { shipment, code }, { Accept: 'application/json' });
  const body = (await response.json()) as { outcome: ScanOutcome; refusal: { code: string } };
  return { status: response.status, ...body };
}
const result = async (shipment: string, code: string) => (await scan(shipment, code)).outcome.result;
const shipmentOf = (number: string) => app.db.shipment.findUniqueOrThrow({ where: { number } });
const statusOf = async (number: string) =>
  (await app.db.order.findUniqueOrThrow({ where: { number } })).status;
const itemOf = (number: string, orderId: number) =>
  app.db.shipmentItem.findFirstOrThrow({ where: { orderId, shipment: { number } } });
const close = async (number: string, missing: number, unexpected: number) =>
  technician.post(`/receive/${number}`, {
    intent: 'close',
    missing: String(missing),
    unexpected: String(unexpected),
  });
const order = (shipment: Awaited<ReturnType<typeof send>>, index: number) => {
  const found = shipment.orders[index];
  if (!found) throw new Error('no such order');
  return found;
};

describe('a scan', () => {
  test('of a parcel notes it, and the shipment as arrived; twice changes nothing', async () => {
    const shipment = await send({ parcels: 2 });
    const parcel = { position: 2, count: 2 };
    expect((await scan('', `(x)${shipment.parcel(2)}`)).outcome.result).toBe('unknown');
    expect((await scan('', shipment.parcel(2).toLowerCase())).outcome).toMatchObject({
      result: 'parcel',
      parcel,
    });
    const { arrivedAt } = await shipmentOf(shipment.number);
    expect(arrivedAt).not.toBeNull();
    const url = `https://elsewhere.test/receive?code=${shipment.parcel(2)}`;
    expect((await scan(shipment.number, url)).outcome).toMatchObject({ result: 'already', parcel });
    expect(await app.db.shipmentScan.count({ where: { shipment: { number: shipment.number } } })).toBe(1);
    expect((await shipmentOf(shipment.number)).arrivedAt).toEqual(arrivedAt);
  });

  test('of an SSCC or a tracking number finds the parcel', async () => {
    await app.db.operator.update({ where: { id: 1 }, data: { gs1Prefix: '7612345' } });
    const shipment = await send();
    const parcel = await app.db.shipmentParcel.findFirstOrThrow({ where: { code: shipment.parcel(1) } });
    expect(await result('', `]C100${parcel.sscc}`)).toBe('parcel');
    expect(await result('', `(00)${parcel.sscc}`)).toBe('already');
    await app.db.shipmentParcel.update({
      where: { id: parcel.id },
      data: { trackingNumber: 'TR 99.77-1234' },
    });
    await app.db.order.update({
      where: { id: order(shipment, 0).id },
      data: { trackingNumbers: ['TR 99.77-1234'] },
    });
    expect((await scan('', 'tr99771234')).outcome).toMatchObject({
      result: 'already',
      shipment: shipment.number,
    });
  });

  test('of an order number, serial or IMEI receives the device; twice changes nothing', async () => {
    const shipment = await send({ orders: 3 });
    const [one, two] = [order(shipment, 0), order(shipment, 1)];
    expect(await result(shipment.number, one.number.toLowerCase().replaceAll('-', ' '))).toBe('here');
    expect(await result(shipment.number, `s/n ${two.serial}`)).toBe('here');
    expect(await result('', one.number)).toBe('already');
    expect(await statusOf(one.number)).toBe('received');
    const item = await itemOf(shipment.number, one.id);
    expect(item).toMatchObject({ live: false, scannedById: app.world.users.technician.id });
    const moved = await app.db.event.findMany({ where: { orderId: one.id, type: 'order.moved' } });
    expect(moved.map(({ data }) => data)).toEqual([
      expect.objectContaining({ to: 'in_transit' }),
      expect.objectContaining({ from: 'in_transit', to: 'received', shipment: shipment.number }),
    ]);
    const again = await scan(shipment.number, one.number);
    expect(again.outcome).toMatchObject({
      result: 'already',
      order: { number: one.number, status: 'received' },
    });
    expect((await itemOf(shipment.number, one.id)).scannedAt).toEqual(item.scannedAt);
    expect(await app.db.shipmentScan.count({ where: { orderId: one.id } })).toBe(1);
  });

  test('of the account’s other order receives it as unexpected, once', async () => {
    const [shipment, other] = [await send(), await send()];
    const foreign = order(other, 0);
    expect(await result(shipment.number, foreign.number)).toBe('unexpected');
    expect(await statusOf(foreign.number)).toBe('received');
    expect(await result(shipment.number, foreign.number)).toBe('already');
    expect((await itemOf(other.number, foreign.id)).scannedAt).not.toBeNull();
    await close(shipment.number, 2, 1);
    expect((await shipmentOf(shipment.number)).difference).toBe(3);
  });

  test('of another account’s or location’s order is noted and moves nothing', async () => {
    const shipment = await send();
    const { otherReseller } = app.world.companies;
    const [account, place, done] = await insertOrders(app.db, [
      orderRow(app.world, 90_001, { accountId: otherReseller.id, customerId: otherReseller.id }),
      orderRow(app.world, 90_002, { locationId: app.world.there.id }),
      orderRow(app.world, 90_003, {
        status: 'in_repair',
        accountId: app.world.companies.reseller.id,
        customerId: app.world.companies.resellersCustomer.id,
      }),
    ]);
    if (!account || !place || !done) throw new Error('no orders');
    expect(await result(shipment.number, account.number)).toBe('other_account');
    const away = await scan(shipment.number, place.number);
    expect(away.outcome).toEqual({ result: 'other_location', code: place.number, shipment: shipment.number });
    expect(await result(shipment.number, done.number)).toBe('unexpected_status');
    expect(await statusOf(account.number)).toBe('confirmed');
    expect(await statusOf(place.number)).toBe('confirmed');
    expect(await statusOf(done.number)).toBe('in_repair');
    expect((await scan('', place.number)).outcome.result).toBe('unknown');
    const page = await (await technician.get(`/receive/${shipment.number}?view=unexpected`)).text();
    expect(page).toContain(account.number);
    expect(page).toContain(place.number);
    expect(page).not.toContain(`/orders/${place.number}`);
  });

  test('of what nothing has is kept and counts for nothing; an empty one is refused', async () => {
    const shipment = await send();
    expect(await result(shipment.number, 'NEVER-HEARD-OF')).toBe('unknown');
    expect(await result(shipment.number, 'NEVER-HEARD-OF')).toBe('unknown');
    const scans = await app.db.shipmentScan.findMany({ where: { shipment: { number: shipment.number } } });
    expect(scans.map(({ code, result: kept }) => [code, kept])).toEqual([['NEVER-HEARD-OF', 'unknown']]);
    expect((await shipmentOf(shipment.number)).arrivedAt).toBeNull();
    expect(await scan(shipment.number, ' \u001d ')).toMatchObject({
      status: 422,
      refusal: { code: 'scan_empty' },
    });
    for (const odd of ['%', "' OR 1=1 --", '\u0000', '💥'.repeat(400), '00000000000000000000'])
      expect([odd, (await scan(shipment.number, odd)).status]).toEqual([odd, odd === '\u0000' ? 422 : 200]);
  });

  test('of one identifier that several expected devices have asks for the order number', async () => {
    const shipment = await send({ order: { serial: 'TWICE77' } });
    expect(await result(shipment.number, 'TWICE77')).toBe('ambiguous');
    expect(await result(shipment.number, order(shipment, 0).number)).toBe('here');
    expect(await result(shipment.number, 'twice-77')).toBe('here');
    expect(await result(shipment.number, 'TWICE77')).toBe('already');
  });

  test('with no shipment open receives a device that came by itself', async () => {
    const [alone] = await insertOrders(app.db, [orderRow(app.world, 90_100, { imei: '356938035643809' })]);
    const outcome = { result: 'here', shipment: null, order: { number: alone?.number, status: 'received' } };
    expect((await scan('', 'IMEI 35 693803 564380 9')).outcome).toMatchObject(outcome);
    expect((await scan('', '356938035643809')).outcome.result).toBe('already');
  });

  test('of twenty people at once makes one event, one row and no error', async () => {
    const shipment = await send({ orders: 1 });
    const { number, id } = order(shipment, 0);
    const answers = await Promise.all(Array.from({ length: 20 }, () => scan(shipment.number, number)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(answers.filter(({ outcome }) => outcome.result === 'here')).toHaveLength(1);
    const events = await app.db.event.findMany({ where: { orderId: id, type: 'order.moved' } });
    expect(events).toHaveLength(2);
    expect(await app.db.shipmentScan.count({ where: { orderId: id } })).toBe(1);
    expect(
      await app.db.event.count({
        where: { shipmentId: (await shipmentOf(shipment.number)).id, type: 'shipment.arrived' },
      }),
    ).toBe(1);
  });

  test('and a move at the counter at once end in one arrival', async () => {
    const shipment = await send({ orders: 8 });
    await Promise.all(
      shipment.orders.flatMap(({ number }) => [
        scan(shipment.number, number),
        technician.post(`/orders/${number}`, { intent: 'move', from: 'in_transit', to: 'received' }),
      ]),
    );
    for (const { id, number } of shipment.orders) {
      expect(await statusOf(number)).toBe('received');
      expect(await app.db.event.count({ where: { orderId: id, type: 'order.moved' } })).toBe(2);
      expect((await itemOf(shipment.number, id)).scannedAt).not.toBeNull();
    }
  });
});

describe('the page of a scan-in', () => {
  test('works without script: scans, marks by hand, undoes, closes', async () => {
    const shipment = await send({ orders: 3 });
    const [one, two, three] = shipment.orders;
    if (!one || !two || !three) throw new Error('no orders');
    const at = `/receive/${shipment.number}`;
    const led = await technician.post('/receive', { intent: 'scan', code: one.number });
    expect(led.headers.get('Location')).toBe(`${at}?scanned=here&text=${one.number}`);
    expect(await (await technician.get(led.headers.get('Location') ?? '')).text()).toContain(
      `${one.number} is here: Fairphone 5`,
    );
    const item = await itemOf(shipment.number, two.id);
    const marked = await technician.post(at, { intent: 'mark', item: String(item.id) });
    expect(await marked.text()).toContain(`${two.number} is here`);
    const scanned = await technician.post(at, { intent: 'scan', code: three.number });
    expect(await scanned.text()).toContain(`${three.number} is here`);

    const { id } = await app.db.shipmentScan.findFirstOrThrow({ where: { orderId: three.id } });
    for (const _ of ['once', 'twice'])
      expect((await technician.post(at, { intent: 'undo', scan: String(id) })).headers.get('Location')).toBe(
        at,
      );
    expect(await statusOf(three.number)).toBe('in_transit');
    expect(await itemOf(shipment.number, three.id)).toMatchObject({ live: true, scannedAt: null });
    expect(await app.db.shipmentScan.count({ where: { orderId: three.id } })).toBe(0);

    expect((await close(shipment.number, 0, 0)).status).toBe(409);
    expect((await close(shipment.number, 1, 0)).status).toBe(302);
    expect((await close(shipment.number, 1, 0)).status).toBe(302);
    const closed = await shipmentOf(shipment.number);
    expect(closed).toMatchObject({ status: 'closed', difference: 1, differenceSeenAt: null });
    const events = await app.db.event.findMany({ where: { shipmentId: closed.id, type: 'shipment.closed' } });
    expect(events.map(({ data }) => data)).toEqual([{ expected: 3, here: 2, missing: 1, unexpected: 0 }]);
    expect((await technician.post(at, { intent: 'undo', scan: '1' })).status).toBe(409);
  });

  test('takes back an unexpected device, and leaves one on which work has begun', async () => {
    const [shipment, other] = [await send(), await send()];
    const at = `/receive/${shipment.number}`;
    const [moved, begun] = [order(other, 0), order(shipment, 0)];
    await scan(shipment.number, moved.number);
    await scan(shipment.number, begun.number);
    await technician.post(`/orders/${begun.number}`, { intent: 'move', from: 'received', to: 'diagnosing' });
    const scans = await app.db.shipmentScan.findMany({
      where: { shipment: { number: shipment.number } },
      orderBy: { id: 'asc' },
    });
    const undo = (index: number) => technician.post(at, { intent: 'undo', scan: String(scans[index]?.id) });
    expect((await undo(0)).status).toBe(302);
    expect(await statusOf(moved.number)).toBe('in_transit');
    expect(await itemOf(other.number, moved.id)).toMatchObject({ live: true, scannedAt: null });
    expect((await undo(1)).status).toBe(409);
    expect(await statusOf(begun.number)).toBe('diagnosing');
  });

  test('is not closed before anything was scanned', async () => {
    const shipment = await send();
    const refused = await close(shipment.number, 2, 0);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Nothing of this shipment was scanned yet');
  });

  test('the address on the label leads to the shipment and notes nothing', async () => {
    const shipment = await send();
    const at = `/receive?code=${shipment.parcel(1)}`;
    const location = async (client: Client) => (await client.get(at)).headers.get('Location');
    expect(await location(technician)).toBe(`/receive/${shipment.number}?code=${shipment.parcel(1)}`);
    expect(await location(reseller)).toBe(`/shipments/${shipment.number}`);
    expect((await (await signIn(app, 'otherReseller')).get(at)).status).toBe(404);
    expect((await shipmentOf(shipment.number)).arrivedAt).toBeNull();
  });

  test('is for the people of the location, and for shipments on their way in', async () => {
    const shipment = await send();
    const draft = await insertOrders(app.db, [
      orderRow(app.world, 90_200, {
        accountId: app.world.companies.reseller.id,
        customerId: app.world.companies.resellersCustomer.id,
      }),
    ]);
    const preparing = await draftShipment(app, 'inbound', [draft[0]?.number ?? '']);
    const elsewhere = await signIn(app, 'otherTechnician');
    const never = '/receive/SH-2020-999999';
    for (const [client, number] of [
      [elsewhere, shipment.number],
      [reseller, shipment.number],
      [technician, preparing],
    ] as const) {
      expect((await client.get(`/receive/${number}`)).status).toBe(404);
      expect(
        (await client.post(`/receive/${number}`, { intent: 'close', missing: '2', unexpected: '0' })).ok,
      ).toBe(false);
    }
    expect((await elsewhere.get(never)).status).toBe(404);
    expect((await scan(shipment.number, order(shipment, 0).number, elsewhere)).status).toBe(404);
    expect(await scan(preparing, `${preparing}-01`)).toMatchObject({
      status: 409,
      refusal: { code: 'shipment_not_sent' },
    });
    expect((await scan('', `${preparing}-01`)).status).toBe(409);
    expect(await statusOf(order(shipment, 0).number)).toBe('in_transit');
  });
});

describe('a difference', () => {
  test('shrinks when what was missing comes later, by scan or over the counter', async () => {
    const shipment = await send({ orders: 4 });
    const [one, two, three, four] = shipment.orders;
    if (!one || !two || !three || !four) throw new Error('no orders');
    await scan(shipment.number, one.number);
    await close(shipment.number, 3, 0);
    expect(await result('', two.number)).toBe('here');
    expect((await shipmentOf(shipment.number)).difference).toBe(2);
    await technician.post(`/orders/${three.number}`, { intent: 'move', from: 'in_transit', to: 'received' });
    const shrunk = async (to: number) =>
      (await shipmentOf(shipment.number)).difference === to ? true : null;
    await eventually(() => shrunk(1));
    await reseller.post(`/orders/${four.number}`, {
      intent: 'move',
      from: 'in_transit',
      to: 'confirmed',
      reason: 'It is still here',
    });
    await eventually(() => shrunk(0));
  });

  test('is mailed once to each: account, creator and location, and noted by the reseller', async () => {
    const shipment = await send({ orders: 2 });
    await scan(shipment.number, order(shipment, 0).number);
    await close(shipment.number, 1, 0);
    const mails = await eventually(async () => {
      const found = await app.db.mail.findMany({
        where: { template: 'shipment-difference', subject: { contains: shipment.number }, state: 'sent' },
      });
      return found.length === 3 ? found : null;
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
      'r-1@company.test',
      'reseller@people.test',
      'zrh@operator.test',
    ]);
    expect(JSON.stringify(mails[0]?.data)).toContain(order(shipment, 1).number);

    const other = await signIn(app, 'otherReseller');
    const at = `/shipments/${shipment.number}/difference`;
    expect((await other.post(at, {})).status).toBe(404);
    expect((await shipmentOf(shipment.number)).differenceSeenAt).toBeNull();
    for (const _ of ['once', 'twice']) expect((await reseller.post(at, {})).status).toBe(303);
    const { id, differenceSeenAt } = await shipmentOf(shipment.number);
    expect(differenceSeenAt).not.toBeNull();
    expect(await app.db.event.count({ where: { shipmentId: id, type: 'shipment.difference_noted' } })).toBe(
      1,
    );
  });

  test('of none is mailed to nobody', async () => {
    const shipment = await send({ orders: 1 });
    await scan(shipment.number, order(shipment, 0).number);
    await close(shipment.number, 0, 0);
    const marker = await send({ orders: 1 });
    await scan(marker.number, marker.parcel(1));
    await close(marker.number, 1, 0);
    const about = (number: string) =>
      app.db.mail.count({ where: { template: 'shipment-difference', subject: { contains: number } } });
    await eventually(async () => ((await about(marker.number)) > 0 ? true : null));
    expect(await about(shipment.number)).toBe(0);
  });
});
