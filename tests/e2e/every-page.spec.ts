import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { hashPassword } from '../../app/domain/auth/password.server';
import type { TestApp } from '../support/app';
import { orderFields, placeOrder } from '../support/client';
import {
  type Actor,
  expect,
  type Fixtures,
  guestLink,
  hydrated,
  overflow,
  type Person,
  test,
  violations,
  workedOrder,
} from '../support/e2e';
import { eventually } from '../support/eventually';
import { newImport } from '../support/imports';
import { failedJob } from '../support/jobs';
import { accepting, addDevice, beginBasket, linkTo, makeOffer, makePlan } from '../support/offers';
import { dayIn, makeServiceType, sellOnsite } from '../support/onsite';
import { insertOrders, orderRow } from '../support/orders';
import { LOOKED_AT } from '../support/pages';
import { agreeing, sendQuote } from '../support/quotes';
import { sendShipment } from '../support/sent-shipment';
import { executedOrders, settle, uploadInvoice } from '../support/settlements';
import { createShipment } from '../support/shipments';

/** A page by its address, and what is opened or typed on it before it is looked at. */
type Look = { address: string; act?: (page: Page) => Promise<unknown> };
type Looks = { page: Page; pages: Look[] };

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const PASSWORD = 'Regenschirm im Schnee';

/** Waits until the page says what was wrong. */
const refusal = (page: Page) =>
  page.locator('main [role="alert"], main [aria-invalid="true"]').first().waitFor();

const openMenu = (page: Page) => page.locator('header button[popovertarget]').first().click();

/** On-site orders as a partner and as the operator see them: each step, with its errors, and what is set up for them. */
async function onsitePages(app: TestApp, partner: Actor, operator: Actor) {
  const { serviceType, question } = await makeServiceType(app);
  const sell = (more: Record<string, string> = {}) =>
    sellOnsite(app, operator.client, partner.companyId ?? 0, more);
  const wait = (page: Page) => page.getByRole('alert').first().waitFor();
  const press = async (page: Page) => {
    await page.locator('button[value="fulfilled"]').click();
    await wait(page);
  };
  const unpaid = await sell({ prepaid: 'on' });
  const toCheck = await sell();
  const [toVisit, visited, failed] = [await sell(), await sell(), await sell()];
  const day = dayIn(3);
  for (const number of [toVisit, visited, failed]) {
    const checked = { outcome: 'fulfilled', [`item-${question.id}`]: 'yes' };
    await partner.client.post(`/orders/${number}/requirements`, checked);
    await operator.client.post(`/orders/${number}/onsite`, { intent: 'dispatch', arrivesOn: dayIn(1) });
    if (number === toVisit) continue;
    const visit = { day, from: '09:00', until: '11:00', despite: 'on', note: 'Ring twice' };
    await partner.client.post(`/orders/${number}/appointment`, visit);
  }
  const absent = { intent: 'failed', failure: 'customer_absent' };
  await partner.client.post(`/orders/${failed}/execution`, absent);
  const of = ({ page }: Actor, pages: Look[]): Looks => ({ page, pages });
  return [
    of(partner, [
      { address: '/partner' },
      { address: '/partner/calendar' },
      { address: `/orders/${toCheck}` },
      { address: `/orders/${toCheck}/requirements`, act: press },
      { address: `/orders/${toVisit}/appointment` },
      {
        address: `/orders/${toVisit}/appointment`,
        act: async (page) => {
          await page.locator('[name="day"]').fill(day);
          await page.locator('[name="from"]').fill('10:00');
          await page.locator('[name="until"]').fill('12:00');
          await page.locator('main form button[type="submit"]').first().click();
          await wait(page);
        },
      },
      { address: `/orders/${visited}/appointment` },
      {
        address: `/orders/${visited}/execution`,
        act: (page) => page.locator('main details > summary').last().click(),
      },
    ]),
    of(operator, [
      {
        address: `/orders/${unpaid}/onsite`,
        act: (page) => page.locator('main details > summary').last().click(),
      },
      { address: `/orders/${failed}/onsite` },
      { address: '/onsite/new' },
      { address: '/admin/service-types' },
      { address: '/admin/service-types/new' },
      { address: `/admin/service-types/${serviceType.id}` },
      { address: `/admin/service-types/${serviceType.id}/items/${question.id}` },
    ]),
  ];
}

/** Everything a person with an account meets, with its errors, open menus and empty lists. */
async function accountPages(app: TestApp, actor: Actor, technician: Person): Promise<Look[]> {
  const empty: Look[] = ['new', 'at-location', 'completed'].map((tab) => ({ address: `/orders?tab=${tab}` }));
  const number = await workedOrder(app, actor, technician.client);
  const quote = await sendQuote(technician.client, number);
  const { option } = await agreeing(app, quote);
  const fresh = await placeOrder(app, actor.client);
  const saved = await actor.client.post('/orders/new', {
    ...orderFields(app.world),
    intent: 'summary',
  });
  const summary = saved.headers.get('Location') ?? '';
  return [
    ...empty,
    { address: '/orders', act: openMenu },
    { address: '/orders?tab=new&status=draft', act: (page) => page.locator('.chip summary').first().click() },
    { address: '/orders?q=Fairphone' },
    { address: '/orders?q=nothing+of+this+kind' },
    { address: '/orders?tab=completed&from=2026-01-01&until=2026-01-02' },
    { address: `/orders/${number}` },
    { address: `/orders/${fresh}`, act: (page) => page.locator('main details > summary').last().click() },
    { address: `/orders/${number}/confirmation` },
    { address: `/orders/${number}/share` },
    {
      address: `/orders/${number}/share`,
      act: async (page) => {
        await page.locator('main button[type="submit"]').first().click();
        await page.locator('[name="address"]').waitFor();
      },
    },
    { address: '/orders/export' },
    { address: '/search/list' },
    { address: '/orders/new' },
    { address: '/orders/new', act: (page) => page.locator('button[value="summary"]').last().click() },
    { address: summary },
    { address: summary.replace('/summary', '/edit') },
    { address: '/quotes' },
    { address: '/quotes?tab=ended' },
    { address: `/quotes/${quote}`, act: (page) => page.locator('main details > summary').last().click() },
    { address: `/quotes/${quote}/decide?option=${option}` },
    {
      address: `/quotes/${quote}/decide?outcome=declined`,
      act: async (page) => {
        await page.locator('main form button[type="submit"]').click();
        await page.getByRole('alert').waitFor();
      },
    },
    { address: '/account' },
    { address: '/account', act: (page) => page.locator('button[value="password"]').click() },
    { address: '/account/security' },
    { address: '/account/security/app' },
    { address: '/account/security/app', act: (page) => page.locator('button[value="on"]').click() },
    { address: '/account/security/passkey' },
    { address: '/account/notifications' },
    { address: '/account/security/codes' },
    {
      address: '/account/security/codes',
      act: async (page) => {
        await page.locator('main button[type="submit"]').click();
        await refusal(page);
      },
    },
    {
      address: '/account',
      act: async (page) => {
        const passwordHash = await hashPassword(PASSWORD);
        await app.db.user.update({ where: { id: actor.user.id }, data: { passwordHash } });
        await app.db.session.updateMany({
          where: { userId: actor.user.id },
          data: { provedAt: new Date(0) },
        });
        await page.goto('/account/confirm');
        await hydrated(page);
        await page.locator('[name="password"]').fill('not this one');
        await page.locator('main button[type="submit"]').first().click();
        await refusal(page);
      },
    },
    { address: '/orders/RO-2026-999999' },
    { address: '/no/such/page' },
  ];
}

async function operatorPages(app: TestApp, technician: Actor, customer: Person): Promise<Look[]> {
  const number = await workedOrder(app, customer, technician.client);
  const { deviceId } = await app.db.order.findUniqueOrThrow({ where: { number } });
  return [
    { address: `/orders/${number}/mails` },
    { address: '/quotes?tab=draft' },
    {
      address: `/orders/${number}/quote`,
      act: async (page) => {
        await page.locator('main button[value*="insert"]').last().click();
        await page.locator('[name="options[0].lines[0].description"]').fill('Display');
        await page.locator('main form button[type="submit"]').last().click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    { address: `/devices/${deviceId}` },
    { address: `/orders/${number}/passcode` },
    {
      address: `/orders/${number}/intake`,
      act: async (page) => {
        await page.locator('main form[id="intake"] button[type="submit"]').click();
        await page.getByRole('alert').waitFor();
      },
    },
    { address: '/orders?tab=at-location' },
    {
      address: '/queue',
      act: async (page) => {
        await page.locator('[name="order"]').first().check();
        await page.locator('[data-menu="status"] button').first().click();
      },
    },
    { address: '/queue?tab=mine&code=NEVER' },
    { address: '/orders/new' },
    { address: `/orders/${number}`, act: (page) => page.getByRole('log').waitFor() },
    {
      address: `/orders/${number}`,
      act: async (page) => {
        await page.locator('.internal-note summary').click();
        await page.locator('#lines details summary').click();
        await page.locator('#lines button[type="submit"]').last().click();
        await page.locator('#lines [aria-invalid="true"]').first().waitFor();
      },
    },
  ];
}

/** The receiving desk with something of every kind scanned, and the way back. */
async function receivingPages(app: TestApp, { client }: Actor, first: number): Promise<Look[]> {
  const { reseller, resellersCustomer } = app.world.companies;
  const sent = await sendShipment(app, first, { orders: 3, parcels: 2 });
  const other = await sendShipment(app, first + 10);
  const own = { accountId: reseller.id, customerId: resellersCustomer.id, status: 'ready' as const };
  await insertOrders(app.db, [orderRow(app.world, first + 20, own)]);
  const at = `/receive/${sent.number}`;
  for (const code of [sent.parcel(1), `SER${first}`, `SER${first + 10}`, 'NEVER'])
    await client.post('/receive/scan', { shipment: sent.number, code });
  const closing = { intent: 'close', missing: '1', unexpected: '0' };
  await client.post(`/receive/${other.number}`, { intent: 'scan', code: other.parcel(1) });
  await client.post(`/receive/${other.number}`, closing);
  return [
    { address: '/receive' },
    { address: '/receive?code=NEVER' },
    {
      address: at,
      act: async (page) => {
        await page.locator('[name="code"]').fill('NEVER');
        await page.keyboard.press('Enter');
        await page.locator('.scanner-answer').waitFor();
      },
    },
    { address: `${at}?view=here` },
    { address: `${at}?view=unexpected` },
    { address: `/receive/${other.number}` },
    { address: `/shipments/${other.number}` },
    { address: '/shipments/new-return' },
    { address: `/shipments/new-return?group=${reseller.id}-${app.world.here.id}-` },
  ];
}

/** What only those meet who order for others, with a customer that they order for and one that was deactivated. */
async function customerPages(app: TestApp, actor: Actor): Promise<Look[]> {
  const customer = await app.db.company.findFirstOrThrow({ where: { resellerId: actor.companyId } });
  const { id: _, ...common } = customer;
  const gone = await app.db.company.create({
    data: { ...common, number: `${customer.number}-gone`, name: 'Ehemalige AG', active: false },
  });
  await placeOrder(app, actor.client, { customer: customer.number, intent: 'create' });
  const rows = ['Customer;Device;Serial number;Problem', `${customer.number};Fairphone 5;AB123;Battery.`];
  const token = await newImport(actor.client, rows.join('\n'));
  await actor.client.post('/context', { company: String(customer.id) });
  return [
    { address: `/imports/${token}` },
    {
      address: `/imports/${token}`,
      act: async (page) => {
        await page.locator('button[value="check"]').click();
        await refusal(page);
      },
    },
    { address: '/customers' },
    { address: '/customers?q=nobody' },
    { address: '/customers?state=inactive' },
    { address: '/overview' },
    { address: '/customers/new' },
    {
      address: '/customers/new',
      act: async (page) => {
        await page.locator('[name="name"]').fill('Neu');
        await page.locator('[name="number"]').fill(customer.number);
        await page.locator('main form button[type="submit"]').first().click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    { address: `/customers/${customer.id}` },
    { address: `/customers/${gone.id}` },
    { address: `/customers/${actor.companyId}` },
    { address: `/customers/${actor.companyId}/edit` },
    {
      address: '/orders/new',
      act: async (page) => {
        await page.locator('[name="customer"]').fill('Somebody else');
        await page.getByRole('button', { name: customer.name }).waitFor();
      },
    },
  ];
}

/** Shipments in every state, with their forms, errors and empty lists. */
async function shipmentPages(app: TestApp, actor: Actor): Promise<Look[]> {
  const customer = await app.db.company.findFirstOrThrow({ where: { resellerId: actor.companyId } });
  const place = () => placeOrder(app, actor.client, { customer: customer.number, intent: 'create' });
  const draft = await createShipment(actor.client, [await place(), await place()], { parcels: '2' });
  const sent = await createShipment(actor.client, [await place()]);
  await actor.client.post(`/shipments/${sent}`, { intent: 'confirm' });
  await actor.client.post(`/shipments/${sent}`, { intent: 'track', 'tracking-1': '1Z999AA10123456784' });
  await place();
  return [
    {
      address: '/shipments',
      act: async (page) => {
        await page.locator('[name="order"]').first().check();
        await page.locator('[name="weights"]').first().fill('heavy');
        await page.locator('form[method="post"] button[type="submit"]').last().click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    ...['preparation', 'arrived', 'all'].map((tab) => ({ address: `/shipments?tab=${tab}` })),
    { address: '/shipments?q=nothing' },
    {
      address: `/shipments/${draft}`,
      act: async (page) => {
        await page.locator('main details > summary').first().click();
        await page.locator('[name="weight-1"]').fill('heavy');
        await page.locator('button[value="save"]:visible').click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    { address: `/shipments/${sent}`, act: (page) => page.locator('main details > summary').last().click() },
    { address: `/shipments/${sent}?repack=1` },
  ];
}

/** Baskets, offers and contracts: empty and filled, with errors, to decide, by link and confirmed. */
async function offerPages(app: TestApp, reseller: Actor, operator: Actor, anybody: Page) {
  const { number } = await app.db.company.findFirstOrThrow({ where: { resellerId: reseller.companyId } });
  const plan = String(await makePlan(app));
  const filled = async () => {
    const basket = await beginBasket(app, reseller.client, number);
    await addDevice(reseller.client, basket, { plan });
    return basket;
  };
  const open = await filled();
  const offer = await makeOffer(reseller.client, await filled(), { approverEmail: 'vera@approver.test' });
  const agreed = await makeOffer(reseller.client, await filled());
  const [link, done] = [
    await linkTo(app, offer, 'vera@approver.test'),
    await linkTo(app, agreed, 'v@approver.test'),
  ];
  await reseller.client.post(`/offers/${agreed}/decide`, accepting('Vera'));
  const made = { versions: { some: { offer: { number: agreed } } } };
  const contract = await app.db.contract.findFirstOrThrow({ where: made });
  const refused = async (page: Page) => {
    await page.locator('main form button[type="submit"]').last().click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
  };
  const of = (page: Page, pages: Look[]): Looks => ({ page, pages });
  return [
    of(reseller.page, [
      { address: '/baskets/new' },
      ...['baskets', 'draft', 'open', 'accepted', 'ended'].map((tab) => ({ address: `/offers?tab=${tab}` })),
      {
        address: `/baskets/${open}`,
        act: async (page) => {
          await page.locator('main details > summary').first().click();
          await page.locator('main details[open] button[type="submit"]').first().click();
          await page.locator('[aria-invalid="true"]').first().waitFor();
        },
      },
      { address: `/offers/${offer}` },
      { address: `/offers/${offer}/decide?outcome=accepted` },
      { address: `/offers/${offer}/decide?outcome=declined`, act: refused },
      { address: `/offers/${agreed}` },
      { address: `/offers/${agreed}/confirmation` },
      { address: '/contracts' },
      { address: '/contracts?tab=ended' },
      { address: `/contracts/${contract.number}` },
    ]),
    of(operator.page, [
      { address: '/admin/plans' },
      { address: '/admin/plans/new', act: refused },
      { address: `/admin/plans/${plan}` },
      { address: '/admin/automation' },
    ]),
    of(anybody, [
      { address: link },
      { address: `${link}/decide?outcome=accepted` },
      { address: `${done}/confirmation` },
      { address: '/o/unknown' },
    ]),
  ];
}

/** Settlements as a partner and as the operator sees them: to settle, open, with an invoice that differs, cancelled. */
async function settlementPages(app: TestApp, partner: Actor, operator: Actor, first: number) {
  const orders = await executedOrders(app, first, 4, partner.companyId ?? 0);
  const open = await settle(partner.client, orders.slice(0, 1));
  const invoiced = await settle(partner.client, orders.slice(1, 2));
  await uploadInvoice(partner.client, invoiced, '%PDF-1.4', 'scan.pdf');
  const { id } = await app.db.partnerInvoice.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const unread: Look = { address: `/settlements/${invoiced}` };
  const of = ({ page }: Actor, pages: Look[]): Looks => ({ page, pages });
  const submit = { intent: 'submit', invoiceId: String(id), number: 'R-1', note: 'By post too' };
  return [
    of(partner, [
      { address: '/settlements?month=2026-10' },
      {
        address: '/settlements',
        act: async (page) => {
          await page.locator('main form button[type="submit"]').last().click();
          await page.getByRole('alert').waitFor();
        },
      },
      { address: '/settlements?tab=all' },
      { address: `/settlements/${open}?refused=invoice_unreadable` },
      {
        ...unread,
        act: async (page) => {
          await page.locator('[name="number"]').fill('R-1');
          await partner.client.post(unread.address, submit);
          await page.locator('details summary').first().click();
        },
      },
      unread,
    ]),
    of(operator, [
      ...['unsettled', 'open', 'paid'].map((tab) => ({ address: `/settlements?tab=${tab}` })),
      { address: '/settlements?tab=invoiced', act: (page) => page.locator('.chip summary').first().click() },
      {
        address: `/settlements/${invoiced}`,
        act: async (page) => {
          await page.locator('details:has([value="return"]) summary').click();
          await page.locator('form:has([value="return"]) button').click();
          await page.locator('[aria-invalid="true"]').first().waitFor();
        },
      },
    ]),
  ];
}

/** People, companies and places, with their errors. */
async function teamPages(app: TestApp): Promise<Look[]> {
  const { companies, users, here } = app.world;
  const soon = new Date(Date.now() + 86_400_000);
  const invited = await app.db.invitation.create({
    data: { email: `${randomUUID()}@page.test`, name: 'Every Page', role: 'administrator', expiresAt: soon },
  });
  const change = { userId: users.partner.id, email: `${randomUUID()}@page.test`, expiresAt: soon };
  await app.db.emailChange.upsert({ where: { userId: change.userId }, create: change, update: {} });
  const way = { nameEn: 'Courier', nameDe: 'Kurier', carrier: 'dhl' };
  const { id } = await app.db.shippingMethod.create({ data: { code: randomUUID().slice(0, 8), ...way } });
  const refused = async (page: Page) => {
    await page.locator('main form[method="post"] button[type="submit"]').last().click();
    await page.locator('main [role="alert"]').first().waitFor();
  };
  const at = [
    ...['/admin', '/admin/people?role=technician', '/admin/people?state=invited', '/admin/people?q=nobody'],
    ...[`/admin/people/invitations/${invited.id}`, `/admin/people/new?company=${companies.partner.id}`],
    ...[`/admin/people/${users.partner.id}`, '/admin/companies', '/admin/companies?state=inactive'],
    ...[`/admin/companies/${companies.reseller.id}`, `/admin/companies/${companies.reseller.id}/edit`],
    ...['/admin/locations', `/admin/locations/${here.id}`, '/admin/shipping-methods'],
    ...[`/admin/shipping-methods/${id}`, '/admin/delivery-methods', '/admin/delivery-methods/new'],
    ...['/invitation/unknown', '/confirm-email/unknown'],
  ];
  return [
    ...at.map((address) => ({ address })),
    ...['/admin/people/new', '/admin/companies/new', '/admin/locations/new'].map((address) => ({
      address,
      act: refused,
    })),
  ];
}

async function administratorPages(app: TestApp): Promise<Look[]> {
  const mail = await eventually(() => app.db.mail.findFirst({ where: { state: 'sent' } }));
  return [
    { address: '/imports' },
    { address: '/imports/new' },
    { address: '/imports/new?kind=customers' },
    { address: '/orders' },
    { address: '/overview', act: (page) => page.locator('.chart summary').first().click() },
    { address: '/orders?unread=1&due=overdue&completed=2026-01-01..&shipment=SH-2026-000001' },
    { address: '/admin' },
    { address: '/admin/mailbox' },
    { address: `/admin/mailbox/${mail.id}` },
    { address: '/admin/search' },
    { address: '/admin/statuses' },
    { address: '/admin/statuses/repair.received' },
    { address: '/admin/mails' },
    { address: '/admin/mails/order-news.ready?language=de' },
    { address: '/admin/jobs' },
    { address: `/admin/jobs/${await failedJob(app)}` },
    { address: '/admin/audit' },
    { address: '/admin/audit?person=nobody-at-all' },
    {
      address: '/admin/privacy?q=a',
      act: async (page) => {
        await page.locator('[name="orders"]').fill('1');
        await page.locator('[value="preview"]').click();
        await page.locator('[value="save"]').waitFor();
      },
    },
    { address: `/admin/privacy/customers/${app.world.companies.otherCustomer.id}` },
    { address: `/admin/privacy/customers/${app.world.companies.otherCustomer.id}/erase` },
    ...(await teamPages(app)),
    { address: '/admin/security' },
    { address: '/admin/brand' },
    { address: '/admin/catalogue' },
    { address: '/admin/catalogue/new' },
    { address: '/admin/questions' },
    { address: '/admin/hours' },
    {
      address: `/admin/hours/${app.world.here.id}`,
      act: async (page) => {
        await page.locator('[name="opens1"]').fill('late');
        await page.locator('main form button[type="submit"]').first().click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    { address: '/admin/canned-replies' },
    {
      address: '/admin/canned-replies/new',
      act: async (page) => {
        await page.locator('main button[type="submit"]').first().click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    { address: '/admin/gates' },
    { address: '/admin/gates/new' },
    ...(await programPages(app)),
    { address: '/devices' },
    { address: '/devices?q=nothing+of+this+kind' },
    { address: '/customers' },
    { address: `/customers/${app.world.companies.reseller.id}` },
    { address: '/admin/questions/new' },
    {
      address: '/admin/questions/new',
      act: async (page) => {
        await page.locator('main button[type="submit"]').first().click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    { address: `/admin/questions/${app.world.question.id}` },
  ];
}

/** Webhooks and keys of the API: what is told to another machine, in each of its states. */
async function programPages({ db, world }: TestApp): Promise<Look[]> {
  const { id: userId } = world.users.administrator;
  await db.apiKey.create({
    data: { userId, name: 'Webshop', prefix: 'rp_abcdef', keyHash: randomUUID(), scopes: ['orders:read'] },
  });
  const stopped = { active: false, stoppedBecause: 'failing', failingSince: new Date() };
  const endpoint = await db.webhookEndpoint.create({
    data: { userId, url: 'https://hooks.example.com/a', secret: new Uint8Array(), ...stopped },
  });
  const message = await db.webhookMessage.create({
    data: {
      ...{ id: `msg_${randomUUID()}`, endpointId: endpoint.id, type: 'order.created', state: 'failed' },
      ...{ payload: { type: 'order.created', data: { order: { problem: 'x'.repeat(300) } } } },
      attempts: { create: { status: 500, milliseconds: 1200, answer: '<html>Internal Server Error' } },
    },
  });
  const at = `/webhooks/${endpoint.id}`;
  const makeKey: Look = {
    address: '/api-keys/new',
    act: async (page) => {
      await page.locator('main form button[type="submit"]').first().click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  };
  return [
    ...['/webhooks', '/admin/webhooks', '/webhooks/new', at, `${at}/edit`, `${at}?state=sent`].map(
      (address) => ({ address }),
    ),
    ...[`${at}/messages/${message.id}`, '/api-keys', '/admin/api-keys'].map((address) => ({ address })),
    makeKey,
  ];
}

/** A secret of a link and what is stored of it. */
function newToken() {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') };
}

/** Gives somebody a password, and an authenticator app whose codes nobody knows. */
async function askForCode({ db }: TestApp, { user }: Person): Promise<void> {
  const { sealTotp } = await import('../../app/domain/auth/totp.server');
  const second = { totpConfirmedAt: new Date(), totpSecret: sealTotp('JBSWY3DPEHPK3PXP', user.id) };
  const recoveryCodes = { create: { codeHash: randomUUID() } };
  const passwordHash = await hashPassword(PASSWORD);
  await db.user.update({ where: { id: user.id }, data: { ...second, passwordHash, recoveryCodes } });
}

/** What those meet who have no account, and an order of this customer by a guest link. */
async function publicPages(app: TestApp, customer: Person, technician: Person): Promise<Look[]> {
  const { db, world } = app;
  const number = await workedOrder(app, customer, technician.client);
  const quote = await sendQuote(technician.client, number);
  const guest = await guestLink(customer.client, number);
  const expiresAt = new Date(Date.now() + 3_600_000);
  const { token, tokenHash } = newToken();
  const userId = world.users.otherCustomer.id;
  await db.userToken.create({ data: { userId, purpose: 'password_reset', tokenHash, expiresAt } });
  const invited = newToken();
  const who = { email: `${randomUUID()}@page.test`, name: 'Every Page', role: 'administrator', expiresAt };
  await db.invitation.create({ data: { ...who, tokenHash: invited.tokenHash } });
  const changed = newToken();
  const change = { userId: customer.user.id, email: `${randomUUID()}@page.test`, expiresAt };
  await db.emailChange.create({ data: { ...change, tokenHash: changed.tokenHash } });
  await askForCode(app, technician);
  return [
    { address: '/login' },
    {
      address: '/login',
      act: async (page) => {
        await page.locator('[name="email"]').fill('nobody@people.test');
        await page.locator('[name="password"]').fill('wrong password');
        await page.locator('main button[type="submit"]').first().click();
        await page.getByRole('alert').waitFor();
      },
    },
    { address: '/login?done=signed_out' },
    { address: '/api' },
    { address: '/api/orders' },
    { address: '/forgot-password' },
    { address: '/track' },
    {
      address: '/track',
      act: async (page) => {
        await page.locator('main button[type="submit"]').first().click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    {
      address: '/track',
      act: async (page) => {
        await page.locator('[name="number"]').fill('RO-2026-739999');
        await page.locator('[name="proof"]').fill('8000');
        await page.locator('main button[type="submit"]').first().click();
        await page.getByRole('status').waitFor();
      },
    },
    {
      address: '/login',
      act: async (page) => {
        await page.locator('[name="email"]').fill(technician.user.email);
        await page.locator('[name="password"]').fill(PASSWORD);
        await page.locator('main button[type="submit"]').first().click();
        await page.locator('[name="code"]').fill('000000');
        await page.locator('main form:has([name="code"]) button[type="submit"]').click();
        await refusal(page);
      },
    },
    { address: '/login/code?recovery' },
    { address: guest },
    { address: `${guest}/quotes/${quote}` },
    { address: `${guest}/quotes/${quote}/decide?outcome=declined` },
    { address: `/invitation/${invited.token}` },
    { address: `/confirm-email/${changed.token}` },
    { address: '/g/unknown' },
    { address: '/reset-password/unknown' },
    { address: `/reset-password/${token}` },
  ];
}

/**
 * Looks at each page on a screen of its own language: English wide and light, German narrow and dark; in both languages
 * it has to fit a phone. Gives what is wrong, and adds the routes that it met to `seen`.
 */
async function lookAt({ page, pages }: Looks, locale: 'en' | 'de', seen: Set<string>): Promise<string[]> {
  const wrong: string[] = [];
  await page.emulateMedia({ colorScheme: locale === 'en' ? 'light' : 'dark', reducedMotion: 'reduce' });
  for (const { address, act } of pages) {
    await page.setViewportSize(locale === 'en' || act ? WIDE : PHONE);
    await page.goto(address);
    if (act) await hydrated(page);
    await act?.(page);
    if (locale === 'de' && act) await page.setViewportSize(PHONE);
    for (const route of await settled(page)) seen.add(route);
    wrong.push(...(await violations(page)).map((violation) => `${address}: ${violation}`));
    if (locale === 'en') await page.setViewportSize(PHONE);
    const wider = await overflow(page);
    if (wider > 0) wrong.push(`${address} is ${wider} px wider than a phone`);
  }
  return wrong;
}

/** Waits until the colours of a changed look are drawn. Gives the routes whose pages were loaded. */
function settled(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
    return Object.keys((window as unknown as { __remixRouteModules: object }).__remixRouteModules);
  });
}

type Audience = keyof typeof LOOKED_AT;
type Place = Fixtures & { app: TestApp; locale: 'en' | 'de'; options: { locale: string } };

// The longest first, so that both browsers end together.
const TESTS: Record<Audience, (place: Place) => Promise<Looks[]>> = {
  'for administrators': async ({ app, enter, join, options }) => {
    await placeOrder(app, (await join('customer')).client);
    const { page } = await enter('administrator', options);
    return [{ page, pages: await administratorPages(app) }];
  },
  'for customers': async ({ app, enter, join, options }) => {
    const actor = await enter('customer', options);
    return [{ page: actor.page, pages: await accountPages(app, actor, await join('technician')) }];
  },
  'for those who order for others': async ({ app, enter, options }) => {
    const actor = await enter('reseller', options);
    return [{ page: actor.page, pages: await customerPages(app, actor) }];
  },
  'on shipments': async ({ app, enter, options }) => {
    const actor = await enter('reseller', options);
    return [{ page: actor.page, pages: await shipmentPages(app, actor) }];
  },
  'at the receiving desk': async ({ app, enter, locale, options }) => {
    const technician = await enter('technician', options);
    const pages = await receivingPages(app, technician, locale === 'en' ? 980_000 : 981_000);
    return [{ page: technician.page, pages }];
  },
  'on settlements': async ({ app, enter, locale, options }) => {
    const [partner, operator] = [await enter('partner', options), await enter('administrator', options)];
    return settlementPages(app, partner, operator, locale === 'en' ? 790_920 : 790_930);
  },
  'on offers and contracts': async ({ app, enter, visit, options }) => {
    const [reseller, operator] = [await enter('reseller', options), await enter('administrator', options)];
    return offerPages(app, reseller, operator, await visit(options));
  },
  'on on-site orders': async ({ app, enter, options }) =>
    onsitePages(app, await enter('partner', options), await enter('administrator', options)),
  'for technicians': async ({ app, enter, join, options }) => {
    const technician = await enter('technician', options);
    return [{ page: technician.page, pages: await operatorPages(app, technician, await join('customer')) }];
  },
  'for those without an account': async ({ app, join, visit, options }) => {
    const pages = await publicPages(app, await join('customer'), await join('technician'));
    return [{ page: await visit(options), pages }];
  },
};

for (const locale of ['en', 'de'] as const)
  for (const [audience, looks] of Object.entries(TESTS) as [Audience, (typeof TESTS)[Audience]][])
    test(`axe finds nothing ${audience} (${locale})`, async ({ app, enter, join, visit }) => {
      test.setTimeout(300_000);
      const options = { locale: locale === 'en' ? 'en-GB' : 'de-CH' };
      const seen = new Set<string>();
      for (const some of await looks({ app, enter, join, visit, locale, options }))
        expect(await lookAt(some, locale, seen)).toEqual([]);
      const missed = LOOKED_AT[audience].filter((name) => !seen.has(`routes/${name}/route`));
      expect(missed, 'pages that were not looked at').toEqual([]);
    });

test('axe finds nothing in the dark look that a person chose', async ({ app, enter, join }) => {
  const actor = await enter('customer');
  const number = await workedOrder(app, actor, (await join('technician')).client);
  await app.db.user.update({ where: { id: actor.user.id }, data: { theme: 'dark' } });
  const { page } = actor;
  for (const address of ['/orders', `/orders/${number}`, '/orders/new', '/account']) {
    await page.goto(address);
    await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
    expect(await violations(page, ['color-contrast'])).toEqual([]);
  }
});
