import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';
import { accepting, addDevice, beginBasket, declining, linkTo, makeOffer, makePlan } from '../support/offers';
import { makeServiceType } from '../support/onsite';
import { readPdf } from '../support/pdf';

let app: TestApp;
let customer: Client;
let reseller: Client;
let administrator: Client;
let guest: Client;
let plan: number;

const DAY_MS = 86_400_000;

beforeAll(async () => {
  app = await startApp({ jobs: true });
  [customer, reseller, administrator] = await Promise.all([
    signIn(app, 'customer'),
    signIn(app, 'reseller'),
    signIn(app, 'administrator'),
  ]);
  guest = visitor(app);
  plan = await makePlan(app);
});
afterAll(() => app?.close());

const offerOf = (number: string) =>
  app.db.offer.findUniqueOrThrow({
    where: { number },
    include: {
      decision: true,
      orders: { orderBy: { id: 'asc' }, include: { lines: true, submission: true, contracts: true } },
      contractVersions: { include: { devices: true, contract: true } },
    },
  });
const contractOf = (number: string) =>
  app.db.contract.findUniqueOrThrow({
    where: { number },
    include: { versions: { orderBy: { version: 'asc' }, include: { devices: true } } },
  });

/** An offer to the world's customer, with a device that is repaired and covered, made by an administrator. */
async function customersOffer(more: Record<string, string> = {}): Promise<string> {
  const basket = await beginBasket(app, administrator, 'C-1');
  await addDevice(administrator, basket, { plan: String(plan) });
  return makeOffer(administrator, basket, more);
}

describe('a basket', () => {
  it('takes devices, services of the catalogue at its price, and plans; each once', async () => {
    await app.db.catalogueItem.create({
      data: {
        sku: 'S-1',
        kind: 'service',
        nameEn: 'Film',
        nameDe: 'Folie',
        currency: 'CHF',
        unitPriceMinor: 1990,
        vatBasisPoints: 810,
      },
    });
    const basket = await beginBasket(app, reseller, 'R-1-1');
    const device = { at: '0', identifier: '35 693803 564380 9', deviceName: 'Phone', plan: String(plan) };
    for (const _ of [1, 2]) expect((await addDevice(reseller, basket, device)).status).toBe(302);
    expect((await addDevice(reseller, basket, { ...device, at: '7' })).status).toBe(422);
    const service = { intent: 'service', at: '2', quantity: '2', vat: '0', forItem: '', serviceType: '' };
    const put = (more: Record<string, string>) =>
      reseller.post(`/baskets/${basket}`, { ...service, ...more });
    for (const _ of [1, 2])
      expect((await put({ description: 'S-1 · Film', price: '0.01' })).status).toBe(302);
    expect((await put({ at: '3', description: 'Anything', price: '1' })).status).toBe(422);
    const items = await app.db.basketItem.findMany({
      where: { basket: { number: basket } },
      orderBy: { position: 'asc' },
    });
    expect(
      items.map(({ kind, quantityThousandths, unitPriceMinor }) => [
        kind,
        quantityThousandths,
        unitPriceMinor,
      ]),
    ).toEqual([
      ['device', 1000, 0],
      ['plan', 12_000, 1000],
      ['service', 2000, 1990],
    ]);
    // 12 × 10.00 + 2 × 19.90 = 159.80 net, 12.94 VAT.
    expect(await (await reseller.get(`/baskets/${basket}`)).text()).toContain('172.74');
    const strangers = await Promise.all(
      (['customer', 'otherReseller', 'technician', 'partner'] as const).map((who) => signIn(app, who)),
    );
    for (const client of [...strangers, guest])
      expect([404, 302]).toContain((await client.get(`/baskets/${basket}`)).status);
    for (const client of strangers)
      expect((await client.post(`/baskets/${basket}`, { intent: 'discard' })).status).toBe(404);
  });

  it('is not offered empty or with a device that nothing is done with', async () => {
    const basket = await beginBasket(app, reseller, 'R-1-1');
    await expect(makeOffer(reseller, basket)).rejects.toThrow('422');
    await addDevice(reseller, basket, { problem: '' });
    await expect(makeOffer(reseller, basket)).rejects.toThrow('422');
    expect(await app.db.offer.count({ where: { basket: { number: basket } } })).toBe(0);
  });
});

describe('an offer', () => {
  it('is frozen with its basket, in the page and in the database, and made once', async () => {
    const number = await customersOffer();
    const { basketId, id } = await offerOf(number);
    const basket = await app.db.basket.findUniqueOrThrow({
      where: { id: basketId },
      include: { items: true },
    });
    expect((await addDevice(administrator, basket.number)).status).toBe(409);
    const page = await (await administrator.get(`/baskets/${basket.number}`)).text();
    expect(page).not.toContain('name="deviceName"');
    expect(await makeOffer(administrator, basket.number)).toBe(number);
    const item = { where: { id: basket.items[0]?.id ?? 0 } };
    await expect(app.db.basketItem.update({ ...item, data: { problem: 'Other' } })).rejects.toThrow(
      'violated',
    );
    await expect(app.db.basketItem.delete(item)).rejects.toThrow('violated');
    await expect(app.db.basket.update({ where: { id: basketId }, data: { state: 'open' } })).rejects.toThrow(
      'violated',
    );
    await expect(
      app.db.offer.update({ where: { id }, data: { grossMinor: 1, netMinor: 1, vatMinor: 0 } }),
    ).rejects.toThrow('violated');
    await expect(app.db.offer.delete({ where: { id } })).rejects.toThrow('violated');
  });

  it('is mailed to the master address and the approver, and stored as a paper', async () => {
    const number = await customersOffer({ approverName: 'Vera', approverEmail: 'Vera@Approver.test' });
    const mails = await eventually(async () => {
      const found = await app.db.mail.findMany({
        where: { template: 'offer-link', data: { path: ['offer'], equals: number } },
      });
      return found.length === 2 ? found : null;
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
      'Vera@Approver.test',
      'c-1@company.test',
    ]);
    await eventually(async () => (await offerOf(number)).documentKey);
    const paper = await customer.get(`/offers/${number}/offer.pdf`);
    const bytes = Buffer.from(await paper.arrayBuffer());
    const { pages } = await readPdf(bytes);
    const text = pages.map((page) => page.text).join(' ');
    expect(text).toContain(number);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Care');
    expect(
      Buffer.from(await (await customer.get(`/offers/${number}/offer.pdf`)).arrayBuffer()).equals(bytes),
    ).toBe(true);
  });

  it('does not exist for strangers, nor by a link that is revoked, cut or over', async () => {
    const number = await customersOffer();
    const link = await linkTo(app, number, 'v@approver.test');
    for (const who of ['otherCustomer', 'reseller', 'technician', 'partner'] as const) {
      const client = await signIn(app, who);
      for (const path of ['', '/decide', '/confirmation', '/offer.pdf'])
        expect([who, path, (await client.get(`/offers/${number}${path}`)).status]).toEqual([who, path, 404]);
      expect((await client.post(`/offers/${number}/decide`, accepting('X'))).status).toBe(404);
      expect((await client.post(`/offers/${number}`, { intent: 'withdraw' })).status).toBe(404);
    }
    const opened = await guest.get(link);
    expect(opened.status).toBe(200);
    expect(opened.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(opened.headers.get('X-Robots-Tag')).toContain('noindex');
    expect((await offerOf(number)).state).toBe('viewed');
    const row = await app.db.offerLink.findFirstOrThrow({
      where: { email: 'v@approver.test', offer: { number } },
    });
    await administrator.post(`/offers/${number}`, { intent: 'revoke', link: String(row.id) });
    for (const path of [link, `${link}/offer.pdf`, `${link}A`, `/o/${'A'.repeat(43)}`])
      expect([path, (await guest.get(path)).status]).toEqual([path, 404]);
    expect((await guest.post(`${link}/decide`, accepting('X'))).status).toBe(404);
    expect((await offerOf(number)).decision).toBeNull();
  });

  it('that is withdrawn or over is not accepted, and says so', async () => {
    const withdrawn = await customersOffer();
    expect((await customer.post(`/offers/${withdrawn}`, { intent: 'withdraw' })).status).toBe(403);
    await administrator.post(`/offers/${withdrawn}`, { intent: 'withdraw' });
    const expired = await customersOffer();
    const reminded = await customersOffer();
    const past = new Date(Date.now() - 1000);
    await app.db.offer.update({ where: { number: expired }, data: { validUntil: past } });
    await app.db.offer.update({
      where: { number: reminded },
      data: { validUntil: new Date(Date.now() + DAY_MS), sentAt: new Date(Date.now() - 2 * DAY_MS) },
    });
    for (const number of [withdrawn, expired]) {
      expect((await customer.post(`/offers/${number}/decide`, accepting('Anna'))).status).toBe(409);
      expect((await offerOf(number)).orders).toEqual([]);
    }
    const { expireOffers, remindOfOffers } = await import('../../app/domain/contracts/end-offer.server');
    await Promise.all([expireOffers(), expireOffers(), remindOfOffers(), remindOfOffers()]);
    expect((await offerOf(expired)).state).toBe('expired');
    expect((await offerOf(reminded)).state).toBe('sent');
    const events = await app.db.event.findMany({
      where: { type: { in: ['offer.expired', 'offer.reminded'] } },
    });
    expect(events.map(({ type }) => type).sort()).toEqual(['offer.expired', 'offer.reminded']);
  });
});

describe('acceptance', () => {
  it('makes orders, contract and confirmation at once; each of the five is told once', async () => {
    const basket = await beginBasket(app, reseller, 'R-1-1');
    await addDevice(reseller, basket, { plan: String(plan) });
    await addDevice(reseller, basket, { plan: String(plan), problem: '' });
    const number = await makeOffer(reseller, basket);
    const link = await linkTo(app, number, 'vera@approver.test');
    const decision = accepting('Vera', 'SERVICE@operator.test');
    const accepted = await guest.post(`${link}/decide`, decision);
    expect(accepted.headers.get('Location')).toContain(`${link}/confirmation`);
    expect((await guest.post(`${link}/decide`, decision)).headers.get('Location')).toContain('/confirmation');
    const offer = await offerOf(number);
    expect(offer.orders.map(({ kind, status }) => [kind, status])).toEqual([
      ['repair', 'confirmed'],
      ['plan', 'to_activate'],
    ]);
    for (const order of offer.orders) {
      expect(order).toMatchObject({
        customerId: app.world.companies.resellersCustomer.id,
        accountId: app.world.companies.reseller.id,
      });
      expect(order.submission).not.toBeNull();
      expect(order.contracts).toHaveLength(1);
      expect(order.dueAt).not.toBeNull();
    }
    expect(offer.orders[1]?.lines).toHaveLength(2);
    const [version] = offer.contractVersions;
    expect(version).toMatchObject({ version: 1, change: 'new', renews: true, priceMinor: 1000 });
    expect(version?.devices).toHaveLength(2);
    const confirmation = await guest.get(`${link}/confirmation`);
    const page = await confirmation.text();
    expect(page).toContain(version?.contract.number);
    for (const order of offer.orders) {
      expect(page).toContain(order.number);
      expect((await guest.get(`${link}/orders/${order.number}.pdf`)).status).toBe(200);
      await expect(
        app.db.order.update({ where: { id: order.id }, data: { problem: 'Other' } }),
      ).rejects.toThrow('violated');
    }
    expect((await guest.get(`${link}/orders/RO-2025-000001.pdf`)).status).toBe(404);
    // The operator's address was typed at agreement, and nobody confirmed who is signed in: three addresses are left.
    const mails = await eventually(async () => {
      const found = await app.db.mail.findMany({
        where: { data: { path: ['offer'], equals: number }, template: 'offer-confirmed' },
      });
      return found.length >= 3 ? found : null;
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
      'r-1-1@company.test',
      'reseller@people.test',
      'service@operator.test',
    ]);
    const others = { orderId: { in: offer.orders.map(({ id }) => id) } };
    expect(await app.db.mail.count({ where: others })).toBe(0);
    for (const path of [`/orders/${offer.orders[0]?.number}`, `/contracts/${version?.contract.number}`]) {
      const text = await (await reseller.get(path)).text();
      expect(text).toContain(version?.contract.number);
      expect(text).toContain(number);
      expect((await customer.get(path)).status).toBe(404);
    }
    const covered = offer.orders[0];
    const cover = await reseller.get(`/devices/check?identifier=${covered?.imei}`);
    expect(await cover.json()).toMatchObject({ cover: [{ contract: version?.contract.number }] });
    const unknown = await customer.get(`/devices/check?identifier=${covered?.imei}`);
    expect(await unknown.json()).toMatchObject({ cover: [] });
  });

  it('makes an on-site order of a service on site, which reaches the partner whom the operator names', async () => {
    const { serviceType } = await makeServiceType(app);
    const basket = await beginBasket(app, administrator, 'C-1');
    await addDevice(administrator, basket, { deviceName: 'OLED 77', problem: '' });
    const device = await app.db.basketItem.findFirstOrThrow({ where: { basket: { number: basket } } });
    const mounting = { description: 'Wall mounting', quantity: '1', price: '321.00', vat: '810' };
    const forItem = { forItem: String(device.id), serviceType: String(serviceType.id) };
    await administrator.post(`/baskets/${basket}`, { intent: 'service', at: '5', ...mounting, ...forItem });
    const number = await makeOffer(administrator, basket);
    const link = await linkTo(app, number, 'vera@approver.test');
    for (const _ of [1, 2]) await guest.post(`${link}/decide`, accepting('Vera'));
    const [order, ...others] = (await offerOf(number)).orders;
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      kind: 'onsite',
      status: 'check_requirements',
      partnerId: null,
      spId: null,
    });
    expect(order?.lines.map(({ unitPriceMinor }) => unitPriceMinor)).toEqual([32_100]);
    const at = `/orders/${order?.number}`;
    const partner = await signIn(app, 'partner');
    expect((await partner.get(at)).status).toBe(404);
    const { id } = app.world.companies.partner;
    const named = { intent: 'partner', partnerId: String(id), fee: '90.50', feeVat: '810' };
    await administrator.post(`${at}/onsite`, named);
    const job = { include: { onsiteJob: true } };
    const released = await app.db.order.findUniqueOrThrow({ where: { id: order?.id ?? 0 }, ...job });
    expect(released).toMatchObject({ partnerId: id, onsiteJob: { feeMinor: 9050, feeVatBasisPoints: 810 } });
    const page = await (await partner.get(at)).text();
    expect(page).toContain(released.spId);
    expect(page).toContain('90.50');
    expect(page).not.toContain('321');
  });

  it('by whom is confirmed in the portal goes to all five', async () => {
    const number = await customersOffer();
    await customer.post(`/offers/${number}/decide`, accepting('Anna', 'anna@muster.test'));
    const mails = await eventually(async () => {
      const found = await app.db.mail.findMany({
        where: { data: { path: ['offer'], equals: number }, template: 'offer-confirmed' },
      });
      return found.length >= 5 ? found : null;
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
      'administrator@people.test',
      'anna@muster.test',
      'c-1@company.test',
      'customer@people.test',
      'service@operator.test',
    ]);
  });

  it('of twenty decisions at once one takes effect, and the others learn which', async () => {
    const number = await customersOffer();
    const links = await Promise.all(
      Array.from({ length: 20 }, (_, n) => linkTo(app, number, `v${n}@approver.test`)),
    );
    const answers = await Promise.all(
      links.map((link, n) => guest.post(`${link}/decide`, n % 2 ? accepting(`A${n}`) : declining(`D${n}`))),
    );
    expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(19);
    const { decision, state, orders } = await offerOf(number);
    expect(state).toBe(decision?.outcome);
    expect(orders).toHaveLength(decision?.outcome === 'accepted' ? 2 : 0);
    for (const answer of refused.slice(0, 2)) expect(await answer.text()).toContain(decision?.name);
  });

  it('of which a part fails makes nothing', async () => {
    const number = await customersOffer();
    const link = await linkTo(app, number, 'v@approver.test');
    await app.db.company.update({ where: { id: app.world.companies.customer.id }, data: { active: false } });
    expect((await guest.post(`${link}/decide`, accepting('Anna'))).status).toBe(422);
    await app.db.company.update({ where: { id: app.world.companies.customer.id }, data: { active: true } });
    expect(await offerOf(number)).toMatchObject({ decision: null, orders: [], contractVersions: [] });
  });

  it('of a prospect waits for the operator, who may come before or after', async () => {
    const prospect = { where: { id: app.world.companies.otherCustomer.id }, data: { prospect: true } };
    await app.db.company.update(prospect);
    const basket = await beginBasket(app, administrator, 'C-2');
    await addDevice(administrator, basket);
    const number = await makeOffer(administrator, basket);
    const other = await signIn(app, 'otherCustomer');
    await other.post(`/offers/${number}/decide`, accepting('Olga'));
    expect(await offerOf(number)).toMatchObject({ orders: [], decision: { outcome: 'accepted' } });
    await expect(app.db.offer.update({ where: { number }, data: { state: 'accepted' } })).rejects.toThrow();
    expect((await other.post(`/offers/${number}`, { intent: 'agree' })).status).toBe(403);
    for (const _ of [1, 2]) await administrator.post(`/offers/${number}`, { intent: 'agree' });
    const done = await offerOf(number);
    expect(done.state).toBe('accepted');
    expect(done.orders).toHaveLength(1);
    expect((await app.db.company.findUniqueOrThrow({ where: prospect.where })).prospect).toBe(false);
    await app.db.company.update(prospect);
    const again = await beginBasket(app, administrator, 'C-2');
    await addDevice(administrator, again);
    const before = await makeOffer(administrator, again);
    await administrator.post(`/offers/${before}`, { intent: 'agree' });
    await other.post(`/offers/${before}/decide`, accepting('Olga'));
    expect((await offerOf(before)).orders).toHaveLength(1);
  });
});

describe('a contract', () => {
  /** A running contract of the world's customer with one device. */
  async function running() {
    const number = await customersOffer();
    await customer.post(`/offers/${number}/decide`, accepting('Anna'));
    const [version] = (await offerOf(number)).contractVersions;
    if (!version) throw new Error('No contract was made');
    return version.contract.number;
  }
  const changes = async (number: string) => (await contractOf(number)).versions.map(({ change }) => change);

  it('gets more devices and a longer term as new versions, by one open basket at a time', async () => {
    const number = await running();
    const before = await contractOf(number);
    const paper = await customer.get(`/contracts/${number}/contract.pdf`);
    const { pages } = await readPdf(Buffer.from(await paper.arrayBuffer()), 0);
    const text = pages.map((page) => page.text).join(' ');
    for (const said of [number, 'Care', 'Version 1', 'New contract']) expect(text).toContain(said);
    const begin = (intent: string, client = customer) => client.post(`/contracts/${number}`, { intent });
    const begun = await Promise.all(['reorder', 'extension', 'reorder'].map((intent) => begin(intent)));
    const baskets = new Set(begun.map(({ headers }) => headers.get('Location')?.split('?')[0]));
    expect(baskets.size).toBe(1);
    await expect(
      app.db.basket.create({
        data: {
          ...{ number: 'BA-2', submissionKey: 'another-basket', currency: 'CHF', purpose: 'extension' },
          ...{ contractId: before.id, accountId: before.accountId, customerId: before.customerId },
          createdById: app.world.users.customer.id,
        },
      }),
    ).rejects.toThrow('Unique constraint');
    const open = await app.db.basket.findFirstOrThrow({ where: { contractId: before.id, state: 'open' } });
    await customer.post(`/baskets/${open.number}`, { intent: 'discard' });
    const change = async (intent: string) => {
      const basket = /BA-[\d-]+/.exec((await begin(intent)).headers.get('Location') ?? '')?.[0] ?? '';
      if (intent === 'reorder') await addDevice(customer, basket, { plan: String(plan), problem: '' });
      const offer = await makeOffer(customer, basket);
      await customer.post(`/offers/${offer}/decide`, accepting('Anna'));
      return offerOf(offer);
    };
    const more = await change('reorder');
    expect(more.orders.map(({ kind }) => kind)).toEqual(['plan']);
    const longer = await change('extension');
    expect(longer.orders[0]?.lines[0]?.quantityThousandths).toBe(24_000);
    const after = await contractOf(number);
    expect(after.versions.map(({ change, devices }) => [change, devices.length])).toEqual([
      ['new', 1],
      ['reorder', 2],
      ['extension', 2],
    ]);
    expect(after.endsOn.getTime() - before.endsOn.getTime()).toBeGreaterThan(364 * DAY_MS);
    const [first] = after.versions;
    await expect(
      app.db.contractVersion.update({ where: { id: first?.id ?? 0 }, data: { renews: false } }),
    ).rejects.toThrow();
  });

  it('renews by itself with an order, until notice is given; then it ends', async () => {
    const number = await running();
    const { renewContracts } = await import('../../app/domain/contracts/renew-contracts.server');
    const { endsOn } = await contractOf(number);
    const past = (date: Date, days: number) => new Date(date.getTime() + days * DAY_MS + DAY_MS / 2);
    await renewContracts(past(endsOn, 0));
    expect(await changes(number)).toEqual(['new']);
    await Promise.all([renewContracts(past(endsOn, 1)), renewContracts(past(endsOn, 1))]);
    expect(await changes(number)).toEqual(['new', 'renewal']);
    const renewed = await contractOf(number);
    const orders = await app.db.orderContract.findMany({
      where: { contractId: renewed.id },
      include: { order: true },
    });
    expect(orders.map(({ order }) => order.kind).sort()).toEqual(['plan', 'plan', 'repair']);
    expect((await customer.post(`/contracts/${number}`, { intent: 'notice' })).status).toBe(400);
    for (const _ of [1, 2]) await customer.post(`/contracts/${number}`, { intent: 'notice', sure: 'on' });
    expect(await changes(number)).toEqual(['new', 'renewal', 'notice']);
    await renewContracts(past(renewed.endsOn, 1));
    expect(await contractOf(number)).toMatchObject({ state: 'ended' });
  });

  it('that does not renew ends, and its customer is told once before', async () => {
    const number = await running();
    const { id } = await contractOf(number);
    await customer.post(`/contracts/${number}`, { intent: 'notice', sure: 'on' });
    await app.db.contract.update({ where: { id }, data: { endsOn: new Date(Date.now() + 5 * DAY_MS) } });
    const { tellOfEndingContracts } = await import('../../app/domain/notifications/ending-contracts.server');
    for (const _ of [1, 2]) await tellOfEndingContracts();
    const told = { template: 'contract-ending', data: { path: ['contract'], equals: number } };
    expect(await app.db.mail.findMany({ where: told })).toMatchObject([{ recipient: 'c-1@company.test' }]);
  });

  it('is activated by a rule of the operator within its limit, in nobody’s name', async () => {
    const rule = (limit: string) =>
      administrator.post('/admin/automation', { kind: 'activation', enabled: 'on', limit });
    // A year for one device is CHF 129.72.
    await rule('129.71');
    const waits = await running();
    await rule('129.72');
    const { orders } = await app.db.contract.findUniqueOrThrow({
      where: { number: waits },
      include: { orders: { include: { order: true } } },
    });
    const order = orders.find((one) => one.order.kind === 'plan')?.order;
    expect(order?.status).toBe('to_activate');
    await running();
    await eventually(async () => {
      const now = await app.db.order.findUniqueOrThrow({ where: { id: order?.id ?? 0 } });
      return now.status === 'activated' ? now : null;
    });
    const [moved] = await app.db.event.findMany({ where: { orderId: order?.id ?? 0, type: 'order.moved' } });
    expect(moved).toMatchObject({
      actorId: null,
      data: { from: 'to_activate', to: 'activated', rule: 'activation' },
    });
    expect(await (await administrator.get('/admin/automation')).text()).toMatch(/100.?%/);
  });
});

describe('a service plan', () => {
  it('is set up by administrators, each code once in a currency', async () => {
    const fields = {
      ...{
        code: 'GOLD',
        nameEn: 'Gold',
        nameDe: 'Gold',
        descriptionEn: '',
        descriptionDe: '',
        currency: 'CHF',
      },
      ...{
        price: '12.90',
        vat: '810',
        termMonths: '24',
        renews: 'on',
        renewalMonths: '12',
        noticeDays: '60',
        active: 'on',
      },
    };
    const add = (more: object) => administrator.post('/admin/plans/new', { ...fields, ...more });
    expect((await add({})).headers.get('Location')).toBe('/admin/plans?saved');
    expect((await add({})).status).toBe(409);
    for (const wrong of [{ price: '-1' }, { termMonths: '0' }, { noticeDays: 'x' }, { nameDe: '' }])
      expect([wrong, (await add({ code: 'OTHER', ...wrong })).status]).toEqual([wrong, 422]);
    const saved = await app.db.servicePlan.findFirstOrThrow({ where: { code: 'GOLD' } });
    expect(saved).toMatchObject({ priceMinor: 1290, termMonths: 24, noticeDays: 60, renews: true });
    expect(await (await administrator.get(`/admin/plans/${saved.id}`)).text()).toContain('value="12.90"');
  });
});
