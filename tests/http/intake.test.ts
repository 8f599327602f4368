import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import de from '~/locales/de';
import en from '~/locales/en';
import { startApp, type TestApp } from '../support/app';
import { type Client, orderFields, placeOrder, sessionCookieFor, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';
import { placesOfText } from '../support/find-text';
import { keepLog } from '../support/log-lines';
import { insertOrders, orderNumber, orderRow } from '../support/orders';
import { readPdf } from '../support/pdf';
import { stateOf } from '../support/state';
import type { Person } from '../support/world';

const MARK = 'Kx7-öffne-9Qz';
const written: string[] = [];

let app: TestApp;
let clients: Record<Person, Client>;

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  app = await startApp({ jobs: true, env: { LOG_LEVEL: 'debug' } });
  await keepLog(written);
  const signedIn = Object.keys(app.world.users).map(async (person) => [
    person,
    await signIn(app, person as Person),
  ]);
  clients = Object.fromEntries(await Promise.all(signedIn));
});
afterAll(async () => {
  await app?.close();
  vi.restoreAllMocks();
});

const page = async (person: Person, at: string, headers = {}) =>
  (await clients[person].get(at, headers)).text();
/** Which of these texts stand on the page: short enough to be read when a test fails. */
const said = (html: string, ...texts: string[]) => texts.filter((text) => html.includes(text));
const orderOf = (number: string) => app.db.order.findUniqueOrThrow({ where: { number } });
const move = (number: string, from: string, to: string, more = {}) =>
  clients.technician.post(`/orders/${number}`, { intent: 'move', from, to, ...more });
const intakesOf = async (number: string) =>
  app.db.intake.findMany({ where: { order: { number } }, orderBy: { id: 'asc' } });
const eventsOf = (number: string, type: string) =>
  orderOf(number).then(({ id }) => app.db.event.findMany({ where: { orderId: id, type } }));

const GATE = {
  labelEn: 'The tracking lock is off',
  labelDe: 'Die Ortungssperre ist aus',
  helpEn: 'Settings, your name, Find My.',
  helpDe: 'Einstellungen, Ihr Name, Wo ist.',
  askedOf: 'sender',
  blocking: 'on',
  active: 'on',
  position: '1',
};

/** Sets a gate up. @returns its id */
async function addGate(more: Record<string, string> = {}): Promise<number> {
  const fields = { ...GATE, ...more };
  expect((await clients.administrator.post('/admin/gates/new', fields)).status).toBe(302);
  return (await app.db.gate.findFirstOrThrow({ where: { labelEn: fields.labelEn } })).id;
}
/** Lets no gate of a test stand in the way of the next. */
beforeEach(async () => {
  await app.db.gate.deleteMany();
});

describe('what administrators set up', () => {
  test('gates are added, changed and refused; others find no such page', async () => {
    const id = await addGate({ labelEn: 'The battery is flat' });
    expect(said(await page('administrator', '/admin/gates?saved'), 'The battery is flat')).toHaveLength(1);
    const answer = await clients.administrator.post(`/admin/gates/${id}`, {
      ...GATE,
      labelDe: '',
      askedOf: 'x',
    });
    expect(answer.status).toBe(422);
    expect(said(await answer.text(), en.errors.choose_one)).toHaveLength(1);
    for (const at of ['/admin/gates/999999', '/admin/gates/abc', '/admin/gates/0'])
      expect((await clients.administrator.post(at, GATE)).status).toBe(404);
    const { active: _, ...inactive } = GATE;
    await clients.administrator.post(`/admin/gates/${id}`, inactive);
    expect(await app.db.gate.findUnique({ where: { id } })).toMatchObject({ active: false, blocking: true });
    expect(await app.db.event.count({ where: { type: { startsWith: 'gate.' } } })).toBe(2);
  });

  test('the warranty of repairs is a whole number of months', async () => {
    for (const months of ['', '-1', '1.5', '121', '1e2'])
      expect((await clients.administrator.post('/admin/gates', { months })).status).toBe(422);
    for (const _ of [1, 2])
      expect((await clients.administrator.post('/admin/gates', { months: '12' })).status).toBe(302);
    expect(await app.db.operator.findFirst()).toMatchObject({ repairWarrantyMonths: 12 });
    const changed = await app.db.event.findMany({ where: { type: 'operator.changed' } });
    expect(changed.map(({ data }) => data)).toMatchObject([{ repairWarrantyMonths: 12 }]);
    await clients.administrator.post('/admin/gates', { months: '6' });
  });
});

describe('intake', () => {
  test('the sender confirms on the order form, and the order keeps it as it was said', async () => {
    const id = await addGate();
    const asked = await addGate({ labelEn: 'The SIM card is removed', labelDe: 'Ohne SIM', askedOf: 'both' });
    await addGate({ labelEn: 'Looks fine', askedOf: 'technician', blocking: '' });
    const form = await page('customer', '/orders/new');
    expect(said(form, GATE.labelEn)).toHaveLength(1);
    expect(said(form, GATE.helpEn)).toHaveLength(1);
    expect(said(form, 'Looks fine')).toEqual([]);
    const number = await placeOrder(app, clients.customer, { [`gate-${id}`]: 'on' });
    const { content } = await app.db.orderSubmission.findFirstOrThrow({ where: { order: { number } } });
    expect((content as { gates: unknown }).gates).toEqual([
      { gateId: id, label: GATE.labelEn, confirmed: true },
      { gateId: asked, label: 'The SIM card is removed', confirmed: false },
    ]);
    expect(said(await page('customer', `/orders/${number}`), 'The SIM card is removed')).toHaveLength(1);
  });

  test('a blocking gate keeps the device from its diagnosis until it is settled', async () => {
    const sender = await addGate();
    const both = await addGate({
      labelEn: 'The SIM card is removed',
      labelDe: 'Die SIM-Karte ist raus',
      askedOf: 'both',
    });
    const mild = await addGate({ labelEn: 'The case is clean', askedOf: 'technician', blocking: '' });
    const number = await placeOrder(app, clients.customer, {
      [`gate-${sender}`]: 'on',
      [`gate-${both}`]: 'on',
    });
    await move(number, 'confirmed', 'received');
    const refused = await clients.technician.post(
      `/orders/${number}`,
      { intent: 'move', from: 'received', to: 'diagnosing' },
      { 'Accept-Language': 'de-CH' },
    );
    expect(refused.status).toBe(409);
    expect(said(await refused.text(), '«Die SIM-Karte ist raus» ist nicht geklärt')).toHaveLength(1);
    const many = { intent: 'move', to: 'diagnosing', order: `${number}:received` };
    expect(
      said(await (await clients.technician.post('/queue', many)).text(), '“The SIM card is removed”'),
    ).toHaveLength(1);
    const intake = (gate: string, more = {}) =>
      clients.technician.post(`/orders/${number}/intake`, {
        condition: 'Kratzer',
        accessories: '',
        [`gate-${both}`]: gate,
        [`gate-${mild}`]: 'unmet',
        ...more,
      });
    await intake('unmet');
    expect((await move(number, 'received', 'diagnosing')).status).toBe(409);
    expect(said(await page('customer', `/orders/${number}`), en.intake.panel.settle_title)).toHaveLength(1);
    await intake('met', { [`gate-${sender}`]: 'unmet' });
    expect((await move(number, 'received', 'diagnosing')).status).toBe(409);
    await intake('met');
    expect((await move(number, 'received', 'diagnosing')).status).toBe(302);
    expect((await orderOf(number)).status).toBe('diagnosing');
    expect(await intakesOf(number)).toHaveLength(3);
  });

  test('an intake receives the device, is read by the customer and stands on the paper; a repeat changes nothing', async () => {
    const number = await placeOrder(app, clients.customer);
    const at = `/orders/${number}/intake`;
    expect(said(await page('technician', at), en.intake.form.receive)).toHaveLength(1);
    const empty = await clients.technician.post(at, { condition: ' ', accessories: 'Ladegerät' });
    expect(empty.status).toBe(422);
    expect(said(await empty.text(), 'Ladegerät')).toHaveLength(1);
    expect((await orderOf(number)).status).toBe('confirmed');
    const fields = { condition: 'Display gesprungen, Dellen', accessories: 'Ladegerät' };
    const both = await Promise.all([
      clients.technician.post(at, fields),
      clients.technician.post(at, fields),
    ]);
    expect(both.map(({ status }) => status)).toEqual([302, 302]);
    expect(await intakesOf(number)).toMatchObject([{ ...fields, byId: app.world.users.technician.id }]);
    expect(await eventsOf(number, 'order.intake')).toMatchObject([{ visibility: 'public', data: fields }]);
    expect(await eventsOf(number, 'order.moved')).toMatchObject([
      { data: { from: 'confirmed', to: 'received' } },
    ]);
    await clients.technician.post(at, { ...fields, condition: 'Display ganz, doch Dellen' });
    const shown = await page('customer', `/orders/${number}`);
    expect(said(shown, 'Display ganz, doch Dellen')).toHaveLength(1);
    const pdf = await clients.customer.get(`/orders/${number}/order.pdf`);
    const { pages } = await readPdf(Buffer.from(await pdf.arrayBuffer()), 0);
    expect(pages.map(({ text }) => text).join(' ')).toContain('Display ganz, doch Dellen');
  });

  test('is the technicians’ of the location, and over once the order is completed', async () => {
    const number = await placeOrder(app, clients.customer);
    const at = `/orders/${number}/intake`;
    const before = await stateOf(app.db);
    for (const person of ['customer', 'reseller', 'otherTechnician', 'partner'] as const) {
      expect((await clients[person].get(at)).status).toBe(404);
      expect((await clients[person].post(at, { condition: 'x' })).status).toBe(404);
      expect((await clients[person].post(`/orders/${number}/passcode`, { intent: 'show' })).status).not.toBe(
        200,
      );
    }
    expect(await stateOf(app.db)).toBe(before);
    await move(number, 'confirmed', 'cancelled', { reason: 'Doppelt' });
    expect(said(await page('technician', at), en.intake.form.closed)).toHaveLength(1);
    expect((await clients.technician.post(at, { condition: 'x' })).status).toBe(409);
  });
});

describe('a passcode', () => {
  test('is nowhere in clear: no table, file, log, index, mail, waiting form', async () => {
    const draft = orderFields(app.world, { passcode: MARK, intent: 'draft' });
    await clients.customer.post('/orders/new', draft);
    const known = await app.db.order.findUniqueOrThrow({
      where: { submissionKey: draft.submissionKey ?? '' },
    });
    const { number } = known;
    const edit = await page('customer', `/orders/${number}/edit`);
    expect(said(edit, en.intake.passcode.kept)).toHaveLength(1);
    expect(said(edit, MARK)).toEqual([]);
    await clients.customer.post(`/orders/${number}/edit`, { ...draft, passcode: '', intent: 'summary' });
    expect(
      said(await page('customer', `/orders/${number}/summary`), en.intake.passcode.is_kept),
    ).toHaveLength(1);
    await clients.customer.post(`/orders/${number}/summary`, { intent: 'approve' });
    const stranger = visitor(app);
    await stranger.post(
      '/orders/new',
      orderFields(app.world, { passcode: MARK, problem: 'Vor der Anmeldung' }),
    );
    const [name, value] = await sessionCookieFor(app, app.world.users.customer.id);
    expect(await app.db.pendingForm.count()).toBe(1);
    await eventually(() =>
      app.db.mail.findFirst({ where: { state: 'sent', subject: { contains: number } } }),
    );
    expect(await app.db.orderSecret.count({ where: { order: { number } } })).toBe(1);
    expect(await placesOfText(app, MARK)).toEqual([]);
    expect(await placesOfText(app, 'Vor der Anmeldung')).toEqual(['public.pending_forms']);
    stranger.cookies.set(name, value);
    expect(said(await (await stranger.get('/orders/new')).text(), 'Vor der Anmeldung')).toHaveLength(1);
    for (const at of [`/orders/${number}`, `/orders/export.csv?tab=new`])
      expect(said(await page('customer', at), MARK)).toEqual([]);

    const shown = await clients.technician.post(`/orders/${number}/passcode`, { intent: 'show' });
    expect(shown.headers.get('Cache-Control')).toContain('no-store');
    expect(said(await shown.text(), MARK)).toHaveLength(1);
    expect(await eventsOf(number, 'order.secret_shown')).toMatchObject([
      { actorId: app.world.users.technician.id, visibility: 'internal', data: {} },
    ]);
    expect(
      said(await page('technician', `/orders/${number}`), en.orders.history.order_secret_shown),
    ).toHaveLength(1);
    expect(said(await page('customer', `/orders/${number}`), en.orders.history.order_secret_shown)).toEqual(
      [],
    );
    for (const person of ['customer', 'otherTechnician', 'partner'] as const)
      expect((await clients[person].post(`/orders/${number}/passcode`, { intent: 'show' })).status).toBe(404);
    expect(said(written.join(''), `/orders/${number}/passcode`)).toHaveLength(1);
    expect(said(written.join(''), MARK)).toEqual([]);
    expect(await placesOfText(app, MARK)).toEqual([]);
  });

  test('is replaced, forgotten, and gone once the order is completed', async () => {
    const number = await placeOrder(app, clients.customer);
    const at = `/orders/${number}/passcode`;
    const secret = () => app.db.orderSecret.findFirst({ where: { order: { number } } });
    expect((await clients.customer.post(at, { intent: 'keep', passcode: '1'.repeat(65) })).status).toBe(422);
    await clients.customer.post(at, { intent: 'keep', passcode: '1234' });
    const first = await secret();
    await clients.reseller.post(at, { intent: 'keep', passcode: '9999' });
    expect(await secret()).toEqual(first);
    await clients.technician.post(`/orders/${number}/intake`, {
      condition: 'gut',
      accessories: '',
      passcode: '5678',
    });
    expect(said(await (await clients.technician.post(at, { intent: 'show' })).text(), '5678')).toHaveLength(
      1,
    );
    await clients.customer.post(at, { intent: 'keep', forgetPasscode: 'on' });
    expect(await secret()).toBeNull();
    expect((await clients.technician.post(at, { intent: 'show' })).status).toBe(409);
    await clients.customer.post(at, { intent: 'keep', passcode: '4321' });
    await move(number, 'received', 'cancelled', { reason: 'Doppelt' });
    expect(await secret()).toBeNull();
    expect((await clients.customer.post(at, { intent: 'keep', passcode: '4321' })).status).toBe(409);
    expect(await secret()).toBeNull();
  });

  test('opens for its own order alone, and with the key that the portal has', async () => {
    const [one = '', other = ''] = [
      await placeOrder(app, clients.customer, { passcode: '1111' }),
      await placeOrder(app, clients.customer, { passcode: '2222' }),
    ];
    const [mine, theirs] = [await orderOf(one), await orderOf(other)];
    const { ciphertext } = await app.db.orderSecret.findUniqueOrThrow({ where: { orderId: theirs.id } });
    await app.db.orderSecret.update({ where: { orderId: mine.id }, data: { ciphertext } });
    const answer = await clients.technician.post(`/orders/${one}/passcode`, { intent: 'show' });
    expect(answer.status).toBe(409);
    expect(said(await answer.text(), '2222')).toEqual([]);
    const file = fs.statSync(path.join(app.dataDir, 'secret'));
    expect(file.mode & 0o777).toBe(0o600);
  });
});

describe('a device', () => {
  const IMEI = '490154203237518';

  test('a second open order is made only when it is meant; a repeat of the form is no second one', async () => {
    const fields = orderFields(app.world, { identifier: IMEI, secondOrder: '' });
    const number = await placeOrder(app, clients.customer, fields);
    const again = { ...fields, submissionKey: randomUUID() };
    const refused = await clients.customer.post('/orders/new', again);
    expect(refused.status).toBe(422);
    const answer = await refused.text();
    expect(said(answer, `The order ${number} for this device is still open`)).toHaveLength(1);
    expect(said(answer, `value="${IMEI}"`)).toHaveLength(1);
    const asked = await clients.customer.get(`/devices/check?identifier=${IMEI}`);
    expect(await asked.json()).toMatchObject({ identifier: IMEI, open: [number], repeatOf: null });
    expect(await (await clients.otherCustomer.get(`/devices/check?identifier=${IMEI}`)).json()).toMatchObject(
      { open: [] },
    );
    expect((await clients.partner.get(`/devices/check?identifier=${IMEI}`)).status).toBe(404);
    expect((await clients.customer.post('/orders/new', { ...again, secondOrder: IMEI })).status).toBe(302);
    const reseller = orderFields(app.world, {
      identifier: 'RES-7777',
      customer: 'R-1-1',
      intent: 'create',
      secondOrder: '',
    });
    for (const _ of [1, 2])
      expect((await clients.reseller.post('/orders/new', reseller)).headers.get('Location')).toMatch(
        /confirmation$/,
      );
    const second = await placeOrder(app, clients.customer, { identifier: `${IMEI.slice(0, 14)}01` });
    expect(said(await page('customer', `/orders/${second}`), en.intake.device.open_title_one)).toHaveLength(
      1,
    );
  });

  test('has a page with the orders that the viewer may know of, and no other', async () => {
    const { otherCustomer } = app.world.companies;
    const device = await app.db.device.create({
      data: { identifier: 'SN760', serial: 'SN760', name: 'Notebook' },
    });
    const day = (date: string) => new Date(`${date}T10:00:00Z`);
    const order = (serial: number, facts: object) =>
      orderRow(app.world, serial, { deviceId: device.id, serial: 'SN760', ...facts });
    const [, back] = await insertOrders(app.db, [
      order(760_001, {
        status: 'returned',
        ...{ createdAt: day('2026-01-05'), confirmedAt: day('2026-01-05'), completedAt: day('2026-01-31') },
      }),
      order(760_002, {
        status: 'received',
        ...{ createdAt: day('2026-04-30'), confirmedAt: day('2026-04-30') },
      }),
      order(760_003, {
        ...{ customerId: otherCustomer.id, accountId: otherCustomer.id, locationId: app.world.there.id },
        createdAt: day('2026-05-02'),
      }),
    ]);
    const { content } = await app.db.orderSubmission.findFirstOrThrow();
    const submission = {
      content: content ?? {},
      approvedById: app.world.users.customer.id,
      automatic: false,
    };
    await app.db.orderSubmission.create({ data: { ...submission, orderId: back?.id ?? 0 } });
    const at = `/devices/${device.id}`;
    const own = await page('customer', at, { 'Accept-Language': 'de-CH' });
    for (const shown of [orderNumber(760_001), orderNumber(760_002), de.intake.device.repeat, '31.07.2026'])
      expect(said(own, shown)).toHaveLength(1);
    expect(said(own, orderNumber(760_003))).toEqual([]);
    expect(said(await page('otherTechnician', at), orderNumber(760_001))).toEqual([]);
    for (const person of ['reseller', 'partner', 'otherCustomer'] as const)
      expect((await clients[person].get(at)).status).toBe(person === 'otherCustomer' ? 200 : 404);
    const now = await page('customer', `/orders/${orderNumber(760_002)}`);
    expect(said(now, `It came back 89 days after its repair, order ${orderNumber(760_001)}`)).toHaveLength(1);
    expect(said(now, `href="${at}"`)).toHaveLength(1);
    const queue = await page('technician', '/queue');
    expect(said(queue, `Repeat repair after ${orderNumber(760_001)}`)).toHaveLength(1);
    expect(said(await page('administrator', '/devices?q=n76'), at)).toHaveLength(1);
    expect(said(await page('technician', '/devices?q=note%20book'), at)).toHaveLength(1);
    expect(
      said(await page('technician', '/devices?q=nothing-like-it'), en.intake.devices.nothing_title),
    ).toHaveLength(1);
    for (const person of ['customer', 'reseller', 'partner'] as const)
      expect((await clients[person].get('/devices')).status).toBe(404);
    expect((await clients.administrator.get('/devices/999999')).status).toBe(404);
  });
});
