import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, asker, codeOf, keyed, type Program, pointers, program } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { signIn } from '../support/client';
import { eventually } from '../support/eventually';
import { goodFiles } from '../support/files';
import { insertOrders, orderNumber, orderRow } from '../support/orders';
import { diagnosedOrder, sendQuote } from '../support/quotes';
import { agreeingFacts, executedOrders, ublInvoice } from '../support/settlements';
import { waitingOrders } from '../support/shipments';

/** The nouns of the API: each made, read and moved on by those whom it concerns, and by nobody else. */

type Json = Record<string, unknown>;
type Links = { links: { self: string } };

let app: TestApp;
let ask: Awaited<ReturnType<typeof asker>>['ask'];
let reseller: Program;
let other: Program;
let customer: Program;
let technician: Program;
let partner: Program;
let admin: Program;

beforeAll(async () => {
  app = await startApp({ env: { LOG_LEVEL: 'silent' }, jobs: ['event', 'shipment.papers'] });
  ({ ask } = await asker(app));
  [reseller, other, customer, technician, partner, admin] = await Promise.all([
    program(app, 'reseller'),
    program(app, 'otherReseller'),
    program(app, 'customer'),
    program(app, 'technician'),
    program(app, 'partner'),
    program(app, 'administrator'),
  ]);
});
afterAll(() => app?.close());

const order = (more: Json = {}): Json => ({
  customer: 'R-1-1',
  locationId: app.world.here.id,
  deviceName: 'Fairphone 5',
  problem: 'Das Display bleibt schwarz.',
  customerReferences: ['PO-1', 'PO-2'],
  deliveryMethodId: app.world.pickUp.id,
  answers: [{ questionId: app.world.question.id, value: 'yes' }],
  ...more,
});
const place = async (who: Program, more: Json = {}) => {
  const made = await ask(who, 'POST', '/orders', keyed(order(more)));
  expect([made.status, made.text]).toEqual([201, expect.stringContaining('RO-')]);
  return (made.json as { number: string }).number;
};
const atLink = (links: Links) => new URL(links.links.self).pathname.replace('/api/v1', '');
const field = <Value = string>({ json }: Answer, name: string) => (json as Json)[name] as Value;

describe('an order', () => {
  it('is made and submitted as the form does it, once for each key', async () => {
    const form = await ask(reseller, 'GET', '/order-form');
    expect(form.json).toMatchObject({
      choosesCustomer: true,
      questions: [{ id: app.world.question.id, kind: 'yes_no', required: true }],
    });
    const sent = keyed(order({ identifier: '35 693803 564380 9', passcode: '1234' }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(reseller, 'POST', '/orders', sent)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const [made] = answers as [Answer];
    const number = field(made, 'number');
    expect(made.headers.get('Location')).toMatch(new RegExp(`/api/v1/orders/${number}$`));
    expect(made.json).toMatchObject({
      status: 'confirmed',
      device: { imei: '356938035643809' },
      customerReferences: ['PO-1', 'PO-2'],
      customer: { name: 'Kundin des Handels' },
    });
    const stored = await app.db.order.findUniqueOrThrow({ where: { number }, include: { submission: true } });
    expect(JSON.stringify(stored)).not.toContain('1234');
    expect(stored.submission?.automatic).toBe(true);
    const events = await ask(reseller, 'GET', `/orders/${number}/events`);
    expect(field<Json[]>(events, 'events').map(({ type }) => type)).toContain('order.confirmed');
    expect((await ask(other, 'GET', `/orders/${number}`)).status).toBe(404);

    const again = await ask(reseller, 'POST', '/orders', keyed(order({ identifier: '356938035643809' })));
    expect([again.status, codeOf(again), pointers(again)]).toEqual([
      409,
      'device_ordered',
      ['#/secondOrder'],
    ]);
    await place(reseller, { identifier: '356938035643809', secondOrder: true });
  });

  it('is refused with every part that is wrong, and for customers of others', async () => {
    const wrong = order({
      deviceName: '',
      identifier: '356938035643808',
      deliveryMethodId: app.world.delivery.id,
      answers: [{ questionId: app.world.question.id, value: 'perhaps' }],
      confirmedGates: [99],
    });
    const refused = await ask(reseller, 'POST', '/orders', keyed(wrong));
    expect([refused.status, pointers(refused)?.sort()]).toEqual([
      422,
      [
        '#/answers/0/value',
        '#/confirmedGates/0',
        ...['name', 'street', 'postalCode', 'city', 'country'].map((part) => `#/delivery/${part}`).sort(),
        '#/deviceName',
        '#/identifier',
      ].sort(),
    ]);
    for (const name of ['C-1', 'R-2', 'Nobody', '']) {
      const foreign = await ask(reseller, 'POST', '/orders', keyed(order({ customer: name })));
      expect([name, foreign.status, pointers(foreign)]).toEqual([name, 422, ['#/customer']]);
    }
    expect((await ask(partner, 'POST', '/orders', keyed(order()))).status).toBe(404);
    const own = await place(customer, { customer: undefined });
    expect((await ask(customer, 'GET', `/orders/${own}`)).json).toMatchObject({ status: 'confirmed' });
  });

  it('is cancelled as its page allows it; a repeat changes nothing', async () => {
    const number = await place(reseller);
    const cancel = (who: Program, body: Json) => ask(who, 'POST', `/orders/${number}/cancel`, { body });
    expect((await cancel(other, { reason: 'x' })).status).toBe(404);
    expect(pointers(await cancel(reseller, { reason: ' ' }))).toEqual(['#/reason']);
    expect(codeOf(await cancel(reseller, { reason: 'x', status: 'received' }))).toBe('order_changed');
    for (const _ of [1, 2])
      expect((await cancel(reseller, { reason: 'Verkauft' })).json).toMatchObject({ status: 'cancelled' });
    const { id } = await app.db.order.findUniqueOrThrow({ where: { number } });
    expect(await app.db.event.count({ where: { orderId: id, type: 'order.moved' } })).toBe(1);
    const [started] = await insertOrders(app.db, [orderRow(app.world, 830_001, { status: 'in_repair' })]);
    const late = await ask(customer, 'POST', `/orders/${started?.number}/cancel`, { body: { reason: 'x' } });
    expect(codeOf(late)).toBe('move_not_allowed');
  });

  it('has messages: each said once, internal notes the operator’s alone', async () => {
    const number = await place(reseller);
    const at = `/orders/${number}/messages`;
    const sent = keyed({ body: 'Bitte anrufen.' });
    const [one, two] = [await ask(reseller, 'POST', at, sent), await ask(reseller, 'POST', at, sent)];
    expect([one.status, two.text]).toEqual([201, one.text]);
    const { Prisma } = await import('../../app/platform/db/generated/client');
    const key = sent.headers?.['Idempotency-Key'] ?? '';
    const cutOff = { status: null, body: Prisma.DbNull, createdAt: new Date(Date.now() - 120_000) };
    await app.db.apiIdempotency.updateMany({ where: { key }, data: cutOff });
    expect((await ask(reseller, 'POST', at, sent)).text).toBe(one.text);

    expect((await ask(reseller, 'POST', at, keyed({ kind: 'internal_note', body: 'x' }))).status).toBe(403);
    await ask(technician, 'POST', at, keyed({ kind: 'internal_note', body: 'Intern Q9' }));
    await ask(technician, 'POST', at, keyed({ body: 'Wird gemacht.' }));
    const mine = await ask(reseller, 'GET', `${at}?limit=1`);
    expect(field<Json[]>(mine, 'messages')).toMatchObject([{ body: 'Bitte anrufen.', mine: true }]);
    const { next } = field<{ next: string }>(mine, 'links');
    const rest = await ask(reseller, 'GET', next.split('/api/v1')[1] ?? '');
    expect(field<Json[]>(rest, 'messages')).toMatchObject([{ body: 'Wird gemacht.', mine: false }]);
    expect(field(rest, 'links')).toEqual({ next: null });
    expect((await ask(technician, 'GET', at)).text).toContain('Intern Q9');
    expect((await ask(other, 'GET', at)).status).toBe(404);
  });

  it('takes files through the checks of the page, and gives them and its papers back', async () => {
    const number = await place(reseller);
    const at = `/orders/${number}/attachments`;
    const files = await goodFiles();
    const png = files['Riss im Gehäuse.png'] ?? Buffer.alloc(0);
    const form = (content: Buffer | string, name: string, more: Record<string, string> = {}) => {
      const body = new FormData();
      for (const [key, value] of Object.entries(more)) body.append(key, value);
      body.append('files', new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
      return { body };
    };
    const added = await ask(reseller, 'POST', at, form(png, 'Riss im Gehäuse.png'));
    expect([added.status, added.json]).toMatchObject([
      201,
      { attachments: [{ name: 'Riss im Gehäuse.png', contentType: 'image/png', size: png.length }] },
    ]);
    for (const [name, content, code, status] of [
      ['seite.html', '<html>', 'file_type_refused', 422],
      ['bild.png', '<html>', 'file_content_mismatch', 422],
    ] as const) {
      const refused = await ask(reseller, 'POST', at, form(content, name));
      expect([refused.status, codeOf(refused)]).toEqual([status, code]);
    }
    expect(codeOf(await ask(reseller, 'POST', at, { body: { a: 1 } }))).toBe('bad_form');
    expect((await ask(reseller, 'POST', at, form(png, 'a.png', { internal: 'on' }))).status).toBe(403);
    expect((await ask(other, 'POST', at, form(png, 'a.png'))).status).toBe(404);
    await ask(technician, 'POST', at, form(png, 'intern.png', { internal: 'on' }));
    const list = field<(Json & Links)[]>(await ask(reseller, 'GET', at), 'attachments');
    expect(list.map(({ name }) => name)).toEqual(['Riss im Gehäuse.png']);
    const file = atLink(list[0] as Links);
    const read = await ask(reseller, 'GET', file);
    expect(Buffer.from(read.text, 'latin1').equals(png)).toBe(true);
    expect(read.headers.get('RateLimit')).toMatch(/^"key"/);
    const known = { headers: { 'If-None-Match': read.headers.get('ETag') ?? '' } };
    expect((await ask(reseller, 'GET', file, known)).status).toBe(304);
    expect((await ask(reseller, 'HEAD', file)).text).toBe('');
    expect((await ask(other, 'GET', file)).status).toBe(404);
    const once = { 'Idempotency-Key': randomUUID() };

    const [first, ...more] = await Promise.all(
      Array.from({ length: 3 }, () =>
        ask(reseller, 'POST', at, { ...form(png, 'einmal.png'), headers: once }),
      ),
    );
    expect([first?.status, ...more.map(({ text }) => text)]).toEqual([201, first?.text, first?.text]);
    const otherFile = await ask(reseller, 'POST', at, { ...form('Text', 'einmal.txt'), headers: once });
    expect([otherFile.status, codeOf(otherFile)]).toEqual([422, 'idempotency_other']);
    const { Prisma } = await import('../../app/platform/db/generated/client');
    const cutOff = { status: null, body: Prisma.DbNull, createdAt: new Date(Date.now() - 120_000) };
    await app.db.apiIdempotency.updateMany({ where: { key: once['Idempotency-Key'] }, data: cutOff });
    const after = await ask(reseller, 'POST', at, { ...form(png, 'einmal.png'), headers: once });
    expect(after.text).toBe(first?.text);
    const stored = readdirSync(path.join(app.dataDir, 'files', 'attachments'));
    expect(stored.length).toBe(await app.db.attachment.count());

    const papers = await ask(reseller, 'GET', `/orders/${number}/papers`);
    const [paper] = field<Links[]>(papers, 'papers');
    expect((await ask(reseller, 'GET', atLink(paper as Links))).text.slice(0, 5)).toBe('%PDF-');
    expect((await ask(other, 'GET', `/orders/${number}/order.pdf`)).status).toBe(404);
  });

  it('is found and exported by those whose it is', async () => {
    const number = await place(reseller, { internalReferences: ['SUCHE-77'] });
    const found = await ask(reseller, 'GET', '/search?q=suche77');
    expect(found.json).toMatchObject({ exact: number, orders: [{ number }] });
    expect((await ask(other, 'GET', '/search?q=suche77')).json).toEqual({ exact: null, orders: [] });
    const csv = await ask(reseller, 'GET', `/orders/export.csv?columns=number,status_code&q=${number}`);
    expect([csv.headers.get('Content-Type'), csv.text.trim().split('\r\n')]).toEqual([
      expect.stringMatching(/^text\/csv/),
      [expect.stringContaining('number'), `${number},confirmed`],
    ]);
    const all = await ask(reseller, 'GET', '/orders/export.csv?columns=number&stage=new&delimiter=tab');
    const count = await app.db.order.count({
      where: { accountId: app.world.companies.reseller.id, stage: 'new' },
    });
    expect(all.text.trim().split('\r\n')).toHaveLength(count + 1);
    const refused = await ask(reseller, 'GET', '/orders/export.csv?from=2026-02-30&columns=secret');
    expect(pointers(refused)?.sort()).toEqual(['columns', 'from']);
    expect((await ask(reseller, 'HEAD', '/orders/export.csv')).status).toBe(200);
  });
});

describe('a customer', () => {
  const fields = (more: Json = {}) => ({
    ...{ name: 'Neue Kundin', country: 'CH', currency: 'CHF', locale: 'de', city: 'Bern', ...more },
  });

  it('is added, read and changed by its reseller and by administrators alone', async () => {
    const sent = keyed(fields({ number: 'K-7' }));
    const made = await ask(reseller, 'POST', '/customers', sent);
    expect([made.status, made.json]).toMatchObject([201, { number: 'K-7', city: 'Bern', active: true }]);
    expect((await ask(reseller, 'POST', '/customers', sent)).text).toBe(made.text);
    const taken = await ask(reseller, 'POST', '/customers', keyed(fields({ number: 'K-7' })));
    expect([codeOf(taken), pointers(taken)]).toEqual(['customer_number_taken', ['#/number']]);
    const at = atLink(made.json as Links);
    const changed = await ask(reseller, 'PUT', at, {
      body: fields({ city: 'Thun', email: 'k@kundin.test' }),
    });
    expect(changed.json).toMatchObject({ number: 'K-7', city: 'Thun', email: 'k@kundin.test' });
    expect((await ask(admin, 'GET', at)).json).toMatchObject({ city: 'Thun' });
    expect((await ask(other, 'GET', at)).status).toBe(404);
    expect((await ask(other, 'PUT', at, { body: fields() })).status).toBe(404);
    expect(pointers(await ask(reseller, 'PUT', at, { body: { name: '', country: 'XX' } }))?.sort()).toEqual([
      '#/country',
      '#/currency',
      '#/locale',
      '#/name',
    ]);
    const { reseller: account, otherReseller } = app.world.companies;
    for (const resellerId of [otherReseller.id, app.world.companies.customer.id, 999_999])
      expect((await ask(reseller, 'POST', '/customers', keyed(fields({ resellerId })))).status).toBe(404);
    const byAdmin = await ask(admin, 'POST', '/customers', keyed(fields({ resellerId: account.id })));
    expect(byAdmin.json).toMatchObject({ resellerId: account.id });
    const list = await ask(reseller, 'GET', '/customers?q=neue');
    expect(field<Json[]>(list, 'customers')).toHaveLength(2);
    expect(field<Json[]>(await ask(other, 'GET', '/customers?q=neue'), 'customers')).toEqual([]);
    expect((await ask(other, 'POST', `${at}/deactivate`)).status).toBe(404);
    for (const _ of [1, 2])
      expect((await ask(reseller, 'POST', `${at}/deactivate`)).json).toMatchObject({ active: false });
    expect((await ask(admin, 'POST', `${at}/activate`)).json).toMatchObject({ active: true });
    const own = await ask(admin, 'POST', `/customers/${account.id}/deactivate`);
    expect(codeOf(own)).toBe('customer_is_account');
    const eager = await program(app, 'customer', ['customers:read', 'customers:write']);
    expect((await ask(eager, 'POST', '/customers', keyed(fields()))).status).toBe(404);
    expect(field<Json[]>(await ask(eager, 'GET', '/customers'), 'customers')).toEqual([]);
  });
});

describe('a shipment', () => {
  it('is made, confirmed, tracked and gets its papers', async () => {
    const orders = (await waitingOrders(app, 3)).map(({ number }) => number);
    const body = { orders, parcels: [{ weightGrams: 1200 }, {}] };
    const made = await ask(reseller, 'POST', '/shipments', keyed(body));
    expect([made.status, made.json]).toMatchObject([
      201,
      { status: 'draft', parcels: [{ position: 1, weightGrams: 1200 }, { position: 2 }] },
    ]);
    const at = atLink(made.json as Links);
    const twice = await ask(reseller, 'POST', '/shipments', keyed(body));
    expect([twice.status, codeOf(twice), pointers(twice)]).toEqual([409, 'orders_refused', orders]);
    const past = { ...body, orders: ['RO-2020-000001'], pickUpOn: '2020-01-01' };
    expect(codeOf(await ask(reseller, 'POST', '/shipments', keyed(past)))).toBe('orders_refused');
    expect((await ask(other, 'GET', at)).status).toBe(404);
    expect((await ask(other, 'POST', `${at}/confirm`)).status).toBe(404);
    const track = (who: Program, trackingNumber: string) =>
      ask(who, 'PUT', `${at}/tracking`, { body: { parcels: [{ position: 1, trackingNumber }] } });
    expect(codeOf(await track(reseller, '99 00 11 22'))).toBe('shipment_changed');
    for (const _ of [1, 2])
      expect((await ask(reseller, 'POST', `${at}/confirm`)).json).toMatchObject({ status: 'confirmed' });
    expect((await track(reseller, '99 00 11 22')).json).toMatchObject({
      parcels: [{ trackingNumber: '99001122' }, { trackingNumber: null }],
    });
    expect(pointers(await track(reseller, '1'))).toEqual(['#/parcels/0/trackingNumber']);
    const papers = await eventually(async () => {
      const found = field<(Json & Links)[]>(await ask(reseller, 'GET', at), 'papers');
      return found.length >= 4 ? found : null;
    });
    for (const paper of papers) {
      const read = await ask(reseller, 'GET', atLink(paper));
      expect(read.text.slice(0, 3)).toBe(paper.kind === 'labels_zpl' ? '^XA' : '%PD');
      expect((await ask(other, 'GET', atLink(paper))).status).toBe(404);
    }
    const list = await ask(reseller, 'GET', '/shipments?state=on_the_way');
    expect(field<Json[]>(list, 'shipments')).toMatchObject([{ devices: 3, parcels: 2 }]);
    expect(field<Json[]>(await ask(other, 'GET', '/shipments'), 'shipments')).toEqual([]);
  });
});

describe('a quote', () => {
  it('is read and decided by the account that pays, for the amount that it saw', async () => {
    const desk = await signIn(app, 'technician');
    const numbers = [await diagnosedOrder(app, 831_001), await diagnosedOrder(app, 831_002)];
    const [first, second] = [
      await sendQuote(desk, numbers[0] ?? ''),
      await sendQuote(desk, numbers[1] ?? ''),
    ];
    const list = await ask(customer, 'GET', `/quotes?state=sent&order=${numbers[0]}`);
    expect(field<Json[]>(list, 'quotes')).toMatchObject([{ number: first, grossMinor: 12_972 }]);
    const quote = await ask(customer, 'GET', `/quotes/${first}`);
    const [option] = field<{ id: number; lines: { id: number; optional: boolean }[] }[]>(quote, 'options');
    const wished = option?.lines.filter(({ optional }) => optional).map(({ id }) => id);
    const person = { name: 'Anna Muster', email: 'anna@muster.test' };
    const decision = {
      outcome: 'accepted',
      option: option?.id,
      lines: wished,
      grossMinor: 12_972,
      ...person,
    };
    const decide = (who: Program, number: string, body: Json) =>
      ask(who, 'POST', `/quotes/${number}/decision`, { body });
    expect(codeOf(await decide(customer, first, decision))).toBe('quote_amount_differs');
    expect((await decide(other, first, decision)).status).toBe(404);
    const lacking = await program(app, 'customer', ['quotes:read']);
    expect((await decide(lacking, first, decision)).status).toBe(403);
    for (const _ of [1, 2]) {
      const agreed = await decide(customer, first, { ...decision, grossMinor: 15_134 });
      expect(agreed.json).toMatchObject({
        state: 'accepted',
        decision: { outcome: 'accepted', lines: wished, grossMinor: 15_134 },
      });
    }
    const declined = await decide(customer, second, { outcome: 'declined', reason: 'Zu teuer', ...person });
    expect(declined.json).toMatchObject({ state: 'declined', decision: { reason: 'Zu teuer' } });
    expect(codeOf(await decide(customer, second, { ...decision, lines: [], option: 1 }))).toBe(
      'quote_declined',
    );
    expect((await ask(customer, 'GET', `/quotes/${first}/quote.pdf`)).text.slice(0, 5)).toBe('%PDF-');
    expect((await ask(other, 'GET', `/quotes/${first}`)).status).toBe(404);
    const nosy = await program(app, 'partner', ['quotes:read']);
    expect(field<Json[]>(await ask(nosy, 'GET', '/quotes'), 'quotes')).toEqual([]);
  });
});

describe('a settlement', () => {
  it('is made by its partner of what is executed, an order once', async () => {
    const orders = await executedOrders(app, 832_001, 2, app.world.companies.partner.id);
    const numbers = orders.map(({ number }) => number);
    const open = await ask(partner, 'GET', '/settlements/unsettled');
    expect(field<Json[]>(open, 'orders').map((one) => one.order)).toEqual(numbers);
    expect(field<Json[]>(await ask(admin, 'GET', '/settlements/unsettled'), 'orders')).toEqual([]);
    const sent = keyed({ orders: numbers });
    const made = await ask(partner, 'POST', '/settlements', sent);
    expect([made.status, made.json]).toMatchObject([201, { state: 'open', netMinor: 16_110 }]);
    expect((await ask(partner, 'POST', '/settlements', sent)).text).toBe(made.text);
    const again = await ask(partner, 'POST', '/settlements', keyed({ orders: [...numbers, orderNumber(1)] }));
    expect([again.status, codeOf(again), pointers(again)?.length]).toEqual([409, 'orders_not_settled', 3]);
    const at = atLink(made.json as Links);
    expect((await ask(partner, 'GET', `${at}/settlement.pdf`)).text.slice(0, 5)).toBe('%PDF-');
    expect((await ask(admin, 'GET', `${at}/settlement.csv`)).text).toContain(
      numbers.length ? 'SP-832001' : '',
    );
    expect(field<Json[]>(await ask(partner, 'GET', '/settlements?state=open'), 'settlements')).toHaveLength(
      1,
    );
    const stranger = await program(app, 'otherPartner');
    expect((await ask(stranger, 'GET', at)).status).toBe(404);
    expect(field<Json[]>(await ask(stranger, 'GET', '/settlements'), 'settlements')).toEqual([]);
    const eager = await program(app, 'administrator', ['settlements:write']);
    expect((await ask(eager, 'POST', '/settlements', sent)).status).toBe(404);
  });

  it('takes its partner’s invoice, with what differs once that is explained', async () => {
    const orders = await executedOrders(app, 832_101, 1, app.world.companies.partner.id);
    const made = await ask(partner, 'POST', '/settlements', keyed({ orders: [orders[0]?.number] }));
    const at = atLink(made.json as Links);
    const facts = await agreeingFacts(app, field(made, 'number'));
    const upload = (who: Program, content: string, name = 'rechnung.xml') => {
      const body = new FormData();
      body.append('file', new File([content], name));
      return ask(who, 'POST', `${at}/invoices`, { body });
    };
    const differing = ublInvoice({ ...facts, gross: '1.00' });
    const stranger = await program(app, 'otherPartner');
    const eager = await program(app, 'administrator', ['settlements:write']);
    expect((await upload(stranger, differing)).status).toBe(404);
    expect((await upload(eager, differing)).status).toBe(403);
    expect(codeOf(await upload(partner, 'kein Beleg'))).toBe('invoice_unreadable');
    expect(codeOf(await ask(partner, 'POST', `${at}/invoices`, { body: {} }))).toBe('bad_form');
    const checked = await upload(partner, differing);
    expect((await upload(partner, differing)).text).toBe(checked.text);
    const [invoice] = field<(Json & Links)[]>(checked, 'invoices');
    expect([checked.json, invoice?.checks]).toMatchObject([
      { state: 'open', invoices: [{ state: 'checked', format: 'ubl', fileName: 'rechnung.xml' }] },
      expect.arrayContaining([expect.objectContaining({ name: 'gross', result: 'differs', found: ['100'] })]),
    ]);
    const file = atLink(invoice as Links);
    expect((await ask(partner, 'GET', file)).text).toBe(differing);
    expect((await ask(admin, 'GET', file)).status).toBe(404);
    const submit = (who: Program, note: string) => ask(who, 'POST', `${file}/submit`, { body: { note } });
    expect(pointers(await submit(partner, ' '))).toEqual(['#/note']);
    expect((await submit(stranger, 'x')).status).toBe(404);
    for (const _ of [1, 2])
      expect((await submit(partner, 'Gerundet')).json).toMatchObject({
        state: 'invoiced',
        invoices: [{ state: 'submitted', note: 'Gerundet' }],
      });
    expect(field<Json[]>(await ask(admin, 'GET', at), 'invoices')).toHaveLength(1);
    expect(codeOf(await upload(partner, ublInvoice(facts)))).toBe('settlement_invoiced');
  });
});

it('tells whom a key acts as, and what the forms of on-site orders offer', async () => {
  expect((await ask(reseller, 'GET', '/me')).json).toMatchObject({
    ...{ role: 'reseller', company: 'Handel AG', email: 'reseller@people.test' },
    scopes: expect.arrayContaining(['orders:write', 'shipments:write']),
  });
  expect((await ask(null, 'GET', '/me')).status).toBe(401);
  const offered = await ask(admin, 'GET', '/onsite-form');
  expect(field<Json[]>(offered, 'partners')).toHaveLength(2);
  const eager = await program(app, 'reseller', ['onsite:write']);
  expect((await ask(eager, 'GET', '/onsite-form')).status).toBe(404);
  const nothing = { headers: { 'Idempotency-Key': randomUUID() } };
  expect((await ask(admin, 'POST', '/orders', nothing)).status).toBe(415);
});
