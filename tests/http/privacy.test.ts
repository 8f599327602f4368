import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '~/locales/en';
import { startApp, type TestApp } from '../support/app';
import { type Client, placeOrder, signIn } from '../support/client';
import { insertOrders, orderNumber, orderRow } from '../support/orders';
import {
  filesWith,
  type Planted,
  plantAccess,
  plantImport,
  plantOrder,
  SOMEBODY,
  tablesWith,
} from '../support/planted';
import { draftShipment } from '../support/sent-shipment';
import { unzip } from '../support/zip';

const ORDERS = 770_000;
/** Stands in all that is planted about the customer. */
const MARK = 'Qzxmark';

let app: TestApp;
let administrator: Client;
let portal: Awaited<ReturnType<typeof loadPortal>>;

/** The portal's own functions, loaded once its settings are those of this test. */
async function loadPortal() {
  const { runRetention } = await import('~/domain/privacy/run-retention.server');
  const { readDocuments } = await import('~/domain/search/documents.server');
  const { storage } = await import('~/platform/storage.server');
  return { runRetention, readDocuments, storage };
}

beforeAll(async () => {
  app = await startApp();
  portal = await loadPortal();
  administrator = await signIn(app, 'administrator');
  await app.db.$executeRaw`UPDATE search_sync SET enabled = true`;
});
afterAll(() => app?.close());

const places = async (mark: string) => [...(await tablesWith(app, mark)), ...filesWith(app, mark)];

const erase = (path: string, confirm: string, more: Record<string, string> = {}) =>
  administrator.post(`/admin/privacy/${path}/erase`, { confirm, ...more });

describe('a customer of a reseller', () => {
  let who: Planted;
  let order: Awaited<ReturnType<typeof plantOrder>>;

  beforeAll(async () => {
    const { reseller, resellersCustomer } = app.world.companies;
    await app.db.company.update({
      where: { id: resellersCustomer.id },
      data: {
        ...{ number: `${MARK}-1`, name: `${MARK} AG`, email: `${MARK}@company.test`, phone: `+41 ${MARK}` },
        ...{ street: `${MARK}strasse 1`, city: MARK, vatId: MARK },
      },
    });
    const user = await app.db.user.create({
      data: {
        ...{ email: `${MARK}@people.test`.toLowerCase(), name: `${MARK} Muster`, role: 'customer' },
        companyId: resellersCustomer.id,
      },
    });
    who = {
      ...{ mark: MARK, facts: MARK },
      ...{ accountId: reseller.id, customerId: resellersCustomer.id, userId: user.id },
      ...{ name: user.name, email: user.email },
    };
    order = await plantOrder(app, ORDERS + 1, who);
    await plantAccess(app, who);
    await plantImport(app, reseller.id, app.world.users.reseller.id, who);
    await app.db.event.create({
      data: {
        ...{ type: 'customer.created', companyId: who.customerId, visibility: 'internal' },
        data: { name: `${MARK} AG`, street: `${MARK}strasse 1` },
      },
    });
    await shipped(order.id);
  });

  /** A shipment with papers that name the order and another customer's. */
  async function shipped(orderId: number): Promise<void> {
    const own = { accountId: who.accountId, customerId: who.accountId };
    await insertOrders(app.db, [orderRow(app.world, ORDERS + 2, own)]);
    const number = await draftShipment(app, 'inbound', [orderNumber(ORDERS + 2)]);
    const key = 'shipments/privacy.pdf';
    await portal.storage().put(key, Buffer.from(`${MARK} AG`));
    await portal.storage().put(`${key}.void`, Buffer.from(`${MARK} AG`));
    const shipment = await app.db.shipment.update({
      where: { number },
      data: { status: 'confirmed', note: `For ${MARK} AG` },
    });
    const { id: shipmentId } = shipment;
    const issuedById = app.world.users.reseller.id;
    await app.db.shipmentItem.create({
      data: { shipmentId, orderId, accessories: MARK, unrepairedReason: MARK, live: false },
    });
    await app.db.shipmentScan.create({
      data: { shipmentId, orderId, code: `${MARK}1`, result: 'here', scannedById: issuedById },
    });
    await app.db.shipmentPaper.create({
      data: {
        ...{ shipmentId, issuedById, kind: 'packing_list', version: 1, contentType: 'application/pdf' },
        ...{
          storageKey: key,
          size: 9,
          sha256: '',
          data: { parcels: [{ items: [{ customer: `${MARK} AG` }] }] },
        },
      },
    });
  }

  it('stays while an order is open, and until its number is typed', async () => {
    const at = `customers/${who.customerId}`;
    const planted = await places(MARK);
    expect(planted.length).toBeGreaterThan(25);
    const [open] = await insertOrders(app.db, [
      orderRow(app.world, ORDERS + 3, { accountId: who.accountId, customerId: who.customerId }),
    ]);
    expect(await (await administrator.get(`/admin/privacy/${at}`)).text()).toContain('1 order is still open');
    expect((await erase(at, `${MARK}-1`)).status).toBe(409);
    await app.db.order.update({
      where: { id: open?.id ?? 0 },
      data: { status: 'cancelled', stage: 'completed', completedAt: new Date() },
    });
    const wrong = await erase(at, 'R-1-1');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain(en.errors.erase_not_confirmed);
    for (const person of ['customer', 'reseller', 'technician'] as const)
      expect(
        (await (await signIn(app, person)).post(`/admin/privacy/${at}/erase`, { confirm: `${MARK}-1` }))
          .status,
      ).toBe(404);
    expect(await places(MARK)).toEqual(expect.arrayContaining(planted));
  });

  it('is in no table and no file any more once it is erased', async () => {
    await app.db.$executeRaw`DELETE FROM search_changes`;
    const answer = await erase(`customers/${who.customerId}`, ` ${MARK}-1 `.toUpperCase());
    expect(answer.headers.get('Location')).toBe('/admin/privacy?erased');
    expect(await places(MARK)).toEqual([]);
  });

  it('leaves the facts of its orders', async () => {
    const after = await app.db.order.findUniqueOrThrow({
      where: { id: order.id },
      include: {
        submission: true,
        messages: true,
        quotes: { include: { decision: true } },
        shipmentItems: true,
      },
    });
    const { number, status, deviceName, completedAt, customerId } = order;
    expect(after).toMatchObject({ number, status, deviceName, completedAt, customerId, serial: null });
    expect(after.submission?.content).toMatchObject({
      device: { name: 'Fairphone 5' },
      delivery: { method: 'Parcel' },
      answers: [{ value: 'red' }],
    });
    expect(after.messages).toHaveLength(3);
    expect(after.quotes[0]?.decision).toMatchObject({
      outcome: 'accepted',
      shown: { number: `Q-${ORDERS + 1}`, lines: [{ description: 'Display', unitPriceMinor: 12_900 }] },
    });
    const jobs = await app.db
      .$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'shipment.papers'`;
    expect(jobs).toHaveLength(1);
    const reseller = await signIn(app, 'reseller');
    expect((await reseller.get(`/orders/${number}`)).status).toBe(200);
  });

  it('is found by neither engine', async () => {
    const noted = await app.db.searchChange.findMany({ where: { orderId: order.id } });
    expect(noted.length).toBeGreaterThan(0);
    const [document] = await portal.readDocuments([order.id]);
    expect(document?.json.toLowerCase()).not.toContain(MARK.toLowerCase());
    expect(
      await app.db.orderIdentifier.count({ where: { orderId: order.id, kind: { not: 'number' } } }),
    ).toBe(0);
    const reseller = await signIn(app, 'reseller');
    const page = await (await reseller.get(`/orders?tab=completed&q=${MARK}${ORDERS + 1}`)).text();
    expect(page).not.toContain(order.number);
  });

  it('is erased once: a repeat changes nothing', async () => {
    const erased = () => app.db.event.count({ where: { type: 'data.erased' } });
    expect(await erased()).toBe(1);
    expect((await erase(`customers/${who.customerId}`, 'anything')).headers.get('Location')).toBe(
      '/admin/privacy?erased',
    );
    expect(await erased()).toBe(1);
    const page = await (await administrator.get(`/admin/privacy/customers/${who.customerId}`)).text();
    expect(page).toContain(en.privacy.subject.gone_title);
    expect((await administrator.post(`/customers/${who.customerId}`, { intent: 'reactivate' })).status).toBe(
      409,
    );
  });
});

describe('a person', () => {
  const PERSON = 'Qzyperson';
  let who: Planted;
  let order: Awaited<ReturnType<typeof plantOrder>>;

  beforeAll(async () => {
    const { customer } = app.world.companies;
    const user = await app.db.user.create({
      data: {
        ...{ email: `${PERSON}.two@people.test`.toLowerCase(), name: `${PERSON} Zwei`, role: 'customer' },
        companyId: customer.id,
      },
    });
    who = {
      ...{ mark: PERSON, facts: 'FACT' },
      accountId: customer.id,
      customerId: customer.id,
      userId: user.id,
      name: user.name,
      email: user.email,
    };
    order = await plantOrder(app, ORDERS + 10, who);
    await plantAccess(app, who);
    await plantImport(app, customer.id, user.id, who);
    await insertOrders(app.db, [
      orderRow(app.world, ORDERS + 11, { status: 'draft', createdById: user.id, problem: PERSON }),
    ]);
  });

  it('has its own data as a ZIP, and nobody else’s', async () => {
    const { customer } = app.world.users;
    const other = await placeOrder(app, await signIn(app, 'customer'), { problem: 'Somebody else’s' });
    const { id: otherId } = await app.db.order.findUniqueOrThrow({ where: { number: other } });
    await app.db.order.update({
      where: { id: otherId },
      data: { status: 'cancelled', stage: 'completed', completedAt: new Date() },
    });
    const answer = await administrator.post(`/admin/privacy/people/${who.userId}/data.zip`, {});
    expect(answer.headers.get('Content-Type')).toBe('application/zip');
    const files = await unzip(Buffer.from(await answer.arrayBuffer()));
    const text = (name: string) => files.get(name)?.toString() ?? '';
    expect(JSON.parse(text('profile.json'))).toMatchObject({ name: who.name, email: who.email });
    expect(text('profile.json')).not.toContain('passwordHash');
    expect(JSON.parse(text('orders.json')).map((one: { number: string }) => one.number)).toContain(
      order.number,
    );
    expect(JSON.parse(text('messages.json'))).toMatchObject([
      { order: order.number, text: `${PERSON} message` },
    ]);
    expect(text('messages.csv')).toContain(`${PERSON} message`);
    expect(JSON.parse(text('visits.json'))).toMatchObject([{ order: order.number, name: who.name }]);
    expect(JSON.parse(text('offers.json'))).toMatchObject([{ outcome: 'accepted', name: who.name }]);
    expect(JSON.parse(text('invitations.json'))).toMatchObject([{ email: who.email, name: PERSON }]);
    expect(JSON.parse(text('emailChanges.json'))).toMatchObject([{ to: 'qzyperson@new.test' }]);
    expect(text('events.json')).toContain('qzyperson@never.test');
    expect(text('index.html')).toContain(order.number);
    expect(text('index.html')).not.toContain('undefined');
    const names = [...files.keys()];
    expect(names.filter((name) => /^files\/\d+-Qzyperson\.png$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => name.startsWith('mails/') && name.endsWith('.eml'))).toHaveLength(2);
    const everything = [...files.values()].map(String).join('\n');
    expect(everything).not.toContain('Guten Tag');
    expect(everything).not.toContain('Somebody else');
    expect(everything).not.toContain(customer.email);
    const event = await app.db.event.findFirstOrThrow({ where: { type: 'data.exported' } });
    expect(event).toMatchObject({ data: { subject: 'people', id: who.userId }, visibility: 'internal' });
  });

  it('exports itself from the account page, and nobody else', async () => {
    const customer = await signIn(app, 'customer');
    expect(await (await customer.get('/account')).text()).toContain('action="/account/data.zip"');
    const own = await unzip(Buffer.from(await (await customer.post('/account/data.zip', {})).arrayBuffer()));
    expect(JSON.parse(String(own.get('profile.json')))).toMatchObject({ name: 'customer' });
    for (const kind of ['people', 'customers', 'nobody'])
      expect((await customer.post(`/admin/privacy/${kind}/${who.userId}/data.zip`, {})).status).toBe(404);
  });

  it('is in no table and no file any more once it is erased; others’ texts stay', async () => {
    expect((await places(PERSON)).length).toBeGreaterThan(20);
    const ids = { dedupeKey: SOMEBODY, messageId: SOMEBODY };
    const others = { template: 'order-news', recipient: SOMEBODY, locale: 'en', subject: 'Yours', data: {} };
    await app.db.mail.create({ data: { ...ids, ...others } });
    const answer = await erase(`people/${who.userId}`, who.email);
    expect(answer.headers.get('Location')).toBe('/admin/privacy?erased');
    expect(await places(PERSON)).toEqual([]);
    expect(await app.db.mail.findMany({ where: { recipient: SOMEBODY } })).toMatchObject([others]);
    const after = await app.db.order.findUniqueOrThrow({
      where: { id: order.id },
      include: { messages: { orderBy: { id: 'asc' } }, createdBy: true },
    });
    expect(after.serial).toBe(order.serial);
    expect(after.messages[1]?.body).toMatch(/^Guten Tag Erased.*Ihr Gerät ist fertig\.$/);
    expect(after.createdBy).toMatchObject({ active: false, passwordHash: null });
    expect(await app.db.order.count({ where: { number: orderNumber(ORDERS + 11) } })).toBe(0);
  });

  it('keeps the wording of what was written when that is chosen', async () => {
    const { technician, otherTechnician } = app.world.users;
    await app.db.user.update({ where: { id: otherTechnician.id }, data: { name: `${PERSON} Drei` } });
    const { id: orderId } = order;
    const write = (authorId: number, body: string) =>
      app.db.message.create({ data: { orderId, authorId, kind: 'message', body } });
    const own = await write(otherTechnician.id, 'The display is here.');
    const others = await write(technician.id, `Ask ${PERSON} drei.`);
    await erase(`people/${otherTechnician.id}`, otherTechnician.email, { keepTexts: 'on' });
    const body = async (id: number) => (await app.db.message.findUniqueOrThrow({ where: { id } })).body;
    expect(await body(own.id)).toBe('The display is here.');
    expect(await body(others.id)).toBe('Ask Erased · Gelöscht.');
  });

  it('cannot be oneself', async () => {
    const { id, email } = app.world.users.administrator;
    expect((await erase(`people/${id}`, email)).status).toBe(409);
  });
});

describe('what is past its period', () => {
  const DAY = 86_400_000;

  it('is counted before a period is saved, and erased in the night after', async () => {
    const { customer } = app.world.companies;
    const { id: userId, name, email } = app.world.users.customer;
    const PAST = 'Qzzpast';
    const who = {
      mark: PAST,
      facts: PAST,
      accountId: customer.id,
      customerId: customer.id,
      userId,
      name,
      email,
    };
    const old = await plantOrder(app, ORDERS + 20, who);
    const young = await plantOrder(app, ORDERS + 21, who);
    const now = Date.now();
    const completed = (id: number, days: number) =>
      app.db.order.update({ where: { id }, data: { completedAt: new Date(now - days * DAY) } });
    await app.db.order.updateMany({ where: { stage: 'completed' }, data: { completedAt: new Date(now) } });
    await completed(old.id, 100);
    await completed(young.id, 80);

    const preview = await administrator.post('/admin/privacy', {
      orders: '90',
      files: '',
      mails: '',
      intent: 'preview',
    });
    const page = await preview.text();
    expect(page).toContain('<li>1 order</li>');
    expect(page).not.toMatch(/<li>\d+ (files?|mails?)<\/li>/);
    expect(await app.db.operator.findFirst()).toMatchObject({ retainOrdersDays: null });
    for (const wrong of ['0', '-1', '1.5', '40000', 'x'])
      expect((await administrator.post('/admin/privacy', { orders: wrong, intent: 'save' })).status).toBe(
        422,
      );

    const save = (periods: Record<string, string>) =>
      administrator.post('/admin/privacy', { orders: '', files: '', mails: '', ...periods, intent: 'save' });
    await save({ orders: '90' });
    expect(await portal.runRetention(new Date(now - 30 * DAY))).toMatchObject({ orders: 0 });
    expect(await portal.runRetention(new Date(now))).toEqual({ orders: 1, files: 0, mails: 0 });
    const stands = async (id: number) => {
      const { problem, erasedAt } = await app.db.order.findUniqueOrThrow({ where: { id } });
      const [files, mails] = await Promise.all([
        app.db.attachment.count({ where: { orderId: id } }),
        app.db.mail.count({ where: { orderId: id } }),
      ]);
      return { kept: problem.includes(PAST) && erasedAt === null, files, mails };
    };
    expect(await stands(old.id)).toEqual({ kept: false, files: 0, mails: 0 });
    expect(await tablesWith(app, old.serial ?? '')).toEqual([]);
    expect(await stands(young.id)).toEqual({ kept: true, files: 1, mails: 2 });

    await save({ files: '60', mails: '70' });
    expect(await portal.runRetention(new Date(now - 5 * DAY))).toMatchObject({
      orders: 0,
      files: 1,
      mails: 2,
    });
    expect(await stands(young.id)).toEqual({ kept: true, files: 0, mails: 0 });
    expect(filesWith(app, PAST).filter((file) => /attachments/.test(file))).toEqual([]);
    expect(await portal.runRetention(new Date(now + 400 * DAY))).toMatchObject({ orders: 0 });
  });
});
