import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, orderFields, placeOrder, signIn } from '../support/client';
import { readCodes, readPdf } from '../support/pdf';

let app: TestApp;
let customer: Client;
let technician: Client;
let number: string;
let orderId: number;

beforeAll(async () => {
  app = await startApp();
  customer = await signIn(app, 'customer');
  technician = await signIn(app, 'technician');
  number = await placeOrder(app, customer);
  orderId = (await app.db.order.findUniqueOrThrow({ where: { number } })).id;
  const { technician: author } = app.world.users;
  const line = {
    orderId,
    kind: 'product',
    quantityThousandths: 1000,
    vatBasisPoints: 810,
    createdById: author.id,
  };
  await app.db.orderLine.create({
    data: { ...line, description: 'Display-Einheit', unitPriceMinor: 28_900 },
  });
  const message = { orderId, authorId: author.id };
  await app.db.message.create({ data: { ...message, kind: 'public_note', body: 'Teil ist eingetroffen.' } });
  await app.db.message.create({ data: { ...message, kind: 'internal_note', body: 'Kunde ist schwierig.' } });
  await app.db.message.create({ data: { ...message, kind: 'message', body: 'Nur zum Gespräch.' } });
});
afterAll(() => app?.close());

const squeezed = (text: string) => text.replace(/[\s\p{Cc}\ufffe-]+/gu, '');

async function paper(client: Client, order: string, headers: Record<string, string> = {}) {
  const response = await client.get(`/orders/${order}/order.pdf`, headers);
  const { pages } = await readPdf(Buffer.from(await response.arrayBuffer()));
  return { response, pages, text: squeezed(pages.map((page) => page.text).join('\n')) };
}

describe('the paper of an order', { timeout: 60_000 }, () => {
  test('is a PDF named after the order, with its number as a bar code that decodes', async () => {
    const { response, pages } = await paper(customer, number);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/pdf');
    expect(response.headers.get('Content-Disposition')).toBe(`inline; filename="${number}.pdf"`);
    expect(response.headers.get('Cache-Control')).toContain('private');
    const [first] = pages;
    if (!first) throw new Error('no page');
    expect(await readCodes(first)).toEqual([{ format: 'Code128', text: number }]);
  });

  test('says what the order says, in the language of the reader', async () => {
    const german = await paper(customer, number, { 'Accept-Language': 'de-CH' });
    for (const part of [
      'Serviceauftrag',
      'Muster AG',
      'Fairphone 5',
      '35 693803 564380 9',
      'Das Display bleibt schwarz.',
      // Question and method as they were called when the order was approved.
      'Is there a backup? Ja',
      'Pick-up',
      'PO-4711',
      'Display-Einheit',
      '312.41',
      'Teil ist eingetroffen.',
      'Testwerk',
    ])
      expect(german.text, part).toContain(squeezed(part));
    const english = await paper(technician, number, { 'Accept-Language': 'en' });
    expect(english.text).toContain(squeezed(`Service order ${number}`));
  });

  test('has public notes only', async () => {
    for (const client of [customer, technician]) {
      const { text } = await paper(client, number);
      expect(text).not.toContain(squeezed('Kunde ist schwierig.'));
      expect(text).not.toContain(squeezed('Nur zum Gespräch.'));
    }
  });

  test('says who placed it for the customer', async () => {
    const onBehalf = await placeOrder(app, technician, { customer: 'C-1 · Muster AG' });
    const { text } = await paper(customer, onBehalf);
    expect(text).toContain(squeezed('Placed by technician, Testwerk, on behalf of Muster AG.'));
    expect((await paper(customer, number)).text).not.toContain('Placedby');
  });

  test('shows a partner no price, and times in the place’s zone', async () => {
    const { companies, here, users } = app.world;
    const order = await app.db.order.create({
      data: {
        number: 'RO-2026-900002',
        kind: 'onsite',
        status: 'set_appointment',
        stage: 'at_location',
        accountId: companies.customer.id,
        customerId: companies.customer.id,
        partnerId: companies.partner.id,
        locationId: here.id,
        createdById: users.administrator.id,
        submissionKey: 'onsite-2',
        currency: 'CHF',
        createdAt: new Date('2026-03-02T23:30:00Z'),
        confirmedAt: new Date('2026-03-02T23:30:00Z'),
        deviceName: 'Backofen',
      },
    });
    await app.db.orderLine.create({
      data: {
        orderId: order.id,
        kind: 'service',
        description: 'Montage',
        quantityThousandths: 1000,
        unitPriceMinor: 12_345,
        vatBasisPoints: 810,
        createdById: users.administrator.id,
      },
    });
    const { text } = await paper(await signIn(app, 'partner'), order.number, { 'Accept-Language': 'de' });
    expect(text).toContain('Montage');
    expect(text).toContain('03.03.2026');
    expect(text).not.toMatch(/CHF|123[.,]45/);
    const stranger = await signIn(app, 'otherPartner');
    expect((await stranger.get(`/orders/${order.number}/order.pdf`)).status).toBe(404);
  });

  test('is not there for strangers, for drafts, and without an order, all alike', async () => {
    const saved = await customer.post('/orders/new', orderFields(app.world));
    const draft = /RO-\d{4}-\d+/.exec(saved.headers.get('Location') ?? '')?.[0] ?? '';
    const unknown = await customer.get('/orders/RO-2020-999999/order.pdf');
    const body = await unknown.text();
    expect(unknown.status).toBe(404);
    const stranger = await signIn(app, 'otherCustomer');
    for (const response of [
      await customer.get(`/orders/${draft}/order.pdf`),
      await stranger.get(`/orders/${number}/order.pdf`),
      await customer.get('/orders/%00/order.pdf'),
      await (await signIn(app, 'partner')).get(`/orders/${number}/order.pdf`),
    ])
      expect([response.status, await response.text()]).toEqual([404, body]);
  });
});
