import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '~/locales/en';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { eventually } from '../support/eventually';
import { readPdf } from '../support/pdf';
import {
  agreeingFacts,
  ciiInvoice,
  executedOrders,
  settle,
  settleForm,
  spIdOf,
  ublInvoice,
  uploadInvoice,
} from '../support/settlements';

let app: TestApp;
let partner: Client;
let administrator: Client;
let other: Client;
let serial = 790_000;

beforeAll(async () => {
  app = await startApp({ jobs: true });
  [partner, administrator, other] = await Promise.all([
    signIn(app, 'partner'),
    signIn(app, 'administrator'),
    signIn(app, 'otherPartner'),
  ]);
});
afterAll(() => app?.close());

async function executed(count: number, more: Parameters<typeof executedOrders>[4] = {}) {
  const first = serial + 1;
  serial += count;
  return executedOrders(app, first, count, app.world.companies.partner.id, more);
}
const settlementOf = (number: string) =>
  app.db.settlement.findUniqueOrThrow({
    where: { number },
    include: { items: { orderBy: { position: 'asc' } }, invoices: { orderBy: { id: 'asc' } } },
  });
const eventsOf = async (number: string) => {
  const events = await app.db.event.findMany({
    where: { type: { startsWith: 'settlement.' }, data: { path: ['settlement'], equals: number } },
    orderBy: { id: 'asc' },
  });
  return events.map(({ type }) => type.replace('settlement.', ''));
};
const step = (client: Client, number: string, fields: Record<string, string>) =>
  client.post(`/settlements/${number}`, fields);
const latest = async (number: string) => {
  const invoice = (await settlementOf(number)).invoices.at(-1);
  if (!invoice) throw new Error('no invoice');
  return invoice;
};
const checksOf = async (number: string) =>
  Object.fromEntries(
    ((await latest(number)).checks as { name: string; result: string }[]).map(({ name, result }) => [
      name,
      result,
    ]),
  );

describe('a settlement', () => {
  it('freezes a month of executed orders under a billing ID, once for a form', async () => {
    const orders = await executed(3, { executedAt: new Date('2026-08-31T21:59:00Z') });
    await executed(1, { executedAt: new Date('2026-08-31T22:01:00Z') });
    const page = await (await partner.get('/settlements?month=2026-08')).text();
    // Ticked by the choice of the month, with their totals, without scripts.
    for (const { number } of orders) expect(page).toMatch(new RegExp(`name="order-${number}"[^>]*checked`));
    expect(page).not.toContain(spIdOf(serial));
    expect(page).toMatch(/CHF\s243\.15/);
    const form = settleForm(orders);
    const sum = await partner.post('/settlements', { ...form, intent: 'total' });
    expect([sum.status, await sum.text()]).toEqual([200, expect.stringMatching(/CHF\s262\.85/)]);
    const [one, two] = await Promise.all([
      partner.post('/settlements', form),
      partner.post('/settlements', form),
    ]);
    expect(one.headers.get('Location')).toMatch(/^\/settlements\/BI-2\d{3}-\d{6}\?created$/);
    expect(two.headers.get('Location')).toBe(one.headers.get('Location'));
    const number = /BI-[\d-]+/.exec(one.headers.get('Location') ?? '')?.[0] ?? '';
    // 80.05 + 81.05 + 82.05, VAT once on the sum: 243.15 × 8.1 % = 19.695 → 19.70 (BR-CO-17).
    expect(await settlementOf(number)).toMatchObject({
      state: 'open',
      netMinor: 24_315,
      vatMinor: 1_970,
      grossMinor: 26_285,
      items: orders.map(({ id }) => ({ orderId: id, live: true })),
    });
    await expect(
      app.db.$executeRaw`UPDATE settlement_items SET fee_minor = 1 WHERE order_id = ${orders[0]?.id}`,
    ).rejects.toThrow(/is frozen/);
    expect(await eventsOf(number)).toEqual(['created']);
    expect(await (await partner.get('/settlements')).text()).not.toContain(spIdOf(serial - 1));
    expect(await (await partner.get('/settlements?tab=all')).text()).toContain(number);
  });

  it('is its partner’s and the administrator’s alone', async () => {
    const orders = await executed(1);
    expect((await other.post('/settlements', settleForm(orders))).status).toBe(409);
    expect((await administrator.post('/settlements', settleForm(orders))).status).toBe(404);
    const number = await settle(partner, orders);
    const invoice = ublInvoice(await agreeingFacts(app, number));
    const at = `/settlements/${number}`;
    for (const person of ['otherPartner', 'technician', 'customer', 'reseller'] as const) {
      const stranger = await signIn(app, person);
      for (const path of [at, `${at}/settlement.pdf`, `${at}/settlement.csv`])
        expect([person, path, (await stranger.get(path)).status]).toEqual([person, path, 404]);
      expect((await step(stranger, number, { intent: 'cancel', reason: 'x' })).status).toBe(404);
      expect((await uploadInvoice(stranger, number, invoice)).status).toBe(404);
    }
    for (const intent of ['cancel', 'pay'])
      expect((await step(partner, number, { intent, reason: 'x' })).status).toBe(403);
    expect((await settlementOf(number)).state).toBe('open');
  });

  it('refuses what stands elsewhere by name, keeps the ticks, and takes one currency only', async () => {
    const [first, second] = await executed(2);
    const [euro] = await executed(1, { currency: 'EUR', vat: 1900 });
    if (!first || !second || !euro) throw new Error('no orders');
    const number = await settle(partner, [first]);
    const refused = await partner.post('/settlements', settleForm([first, second]));
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain(`${first.spId} stands on settlement`);
    expect(page).toContain(`/settlements/${number}`);
    expect(page).toMatch(new RegExp(`name="order-${second.number}"[^>]*checked`));
    expect((await partner.post('/settlements', settleForm([second, euro]))).status).toBe(422);
    expect((await partner.post('/settlements', settleForm([]))).status).toBe(422);
    expect((await partner.post('/settlements', settleForm([{ number: 'RO-2026-1\0' }]))).status).toBe(409);
    expect(await app.db.settlementItem.count({ where: { orderId: second.id } })).toBe(0);
  });

  it('settles each order once, and loses none, when 50 settlements of overlapping orders come at once', async () => {
    const orders = await executed(120);
    const slice = (at: number) => Array.from({ length: 8 }, (_, index) => orders[(at * 5 + index) % 120]);
    const forms = Array.from({ length: 50 }, (_, at) =>
      settleForm(slice(at).filter((one) => one !== undefined)),
    );
    const answers = await Promise.all(forms.map((form) => partner.post('/settlements', form)));
    const made = answers.filter(({ status }) => status === 302).length;
    expect(answers.filter(({ status }) => status !== 302 && status !== 409)).toEqual([]);
    const ids = orders.map(({ id }) => id);
    const items = await app.db.settlementItem.findMany({ where: { orderId: { in: ids }, live: true } });
    const twice = items.length - new Set(items.map(({ orderId }) => orderId)).size;
    // Lost would be an order that is neither on a settlement nor in the list of what is left.
    const page = await (await partner.get('/settlements')).text();
    const settled = new Set(items.map(({ orderId }) => orderId));
    const lost = orders.filter(({ id, number }) => !settled.has(id) && !page.includes(`order-${number}"`));
    expect({ twice, lost: lost.length, items: items.length }).toEqual({ twice: 0, lost: 0, items: made * 8 });
    expect(made).toBeGreaterThan(0);
    // What is left can still be settled.
    await settle(
      partner,
      orders.filter(({ id }) => !settled.has(id)),
    );
  });

  it('is drawn once and stays as it was; CSV cells are safe', async () => {
    const orders = await executed(2);
    const number = await settle(partner, orders);
    const early = await readPdf(
      Buffer.from(await (await partner.get(`/settlements/${number}/settlement.pdf`)).arrayBuffer()),
      0,
    );
    const stored = await eventually(async () => (await settlementOf(number)).documentKey);
    const { storage } = await import('../../app/platform/storage.server');
    const bytes = await buffer(await storage().open(stored));
    expect((await settlementOf(number)).documentSha256).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
    const answer = await administrator.get(`/settlements/${number}/settlement.pdf`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    const text = (await readPdf(bytes, 0)).pages[0]?.text ?? '';
    for (const part of [number, orders[0]?.spId ?? '', 'This settlement is not an invoice', 'keine Rechnung'])
      expect([text, early.pages[0]?.text]).toEqual([
        expect.stringContaining(part),
        expect.stringContaining(part),
      ]);
    const csv = await partner.get(`/settlements/${number}/settlement.csv`);
    const lines = (await csv.text()).split('\r\n');
    expect(lines[1]).toBe(
      `${number},${orders[0]?.spId},"Washing machine, installed · =Waschmaschine · 8800 Thalwil",2026-10-15,8.1,80.05,CHF`,
    );
    expect(lines[5]).toBe(`${number},,Total,,,174.15,CHF`);
  });

  it('is cancelled by the operator with a reason, which frees its orders; its number is never used again', async () => {
    const orders = await executed(2);
    const number = await settle(partner, orders);
    expect((await step(administrator, number, { intent: 'cancel', reason: ' ' })).status).toBe(422);
    const cancel = { intent: 'cancel', reason: 'Wrong month' };
    await Promise.all([step(administrator, number, cancel), step(administrator, number, cancel)]);
    expect(await settlementOf(number)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'Wrong month',
      items: [{ live: false }, { live: false }],
    });
    expect(await eventsOf(number)).toEqual(['created', 'cancelled']);
    const late = await uploadInvoice(partner, number, ublInvoice(await agreeingFacts(app, number)));
    expect(late.headers.get('Location')).toContain('refused=settlement_cancelled');
    const again = await settle(partner, orders);
    expect(again > number).toBe(true);
  });
});

describe('an invoice', () => {
  const made = async (count = 2) => settle(partner, await executed(count));

  it.each([
    ['UBL', ublInvoice, 'ubl'],
    ['CII', ciiInvoice, 'cii'],
  ] as const)('that agrees is submitted at once: %s', async (_, write, format) => {
    const number = await made();
    const file = write(await agreeingFacts(app, number));
    const sent = await Promise.all([
      uploadInvoice(partner, number, file),
      uploadInvoice(partner, number, file),
    ]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const { state, invoices } = await settlementOf(number);
    expect([state, invoices.map((one) => [one.format, one.state, one.number])]).toEqual([
      'invoiced',
      [[format, 'submitted', 'R-2026-77']],
    ]);
    expect(new Set(Object.values(await checksOf(number)))).toEqual(new Set(['agrees']));
    expect(await eventsOf(number)).toEqual(['created', 'invoiced']);
    expect(await (await partner.get(`/settlements/${number}`)).text()).toContain(
      en.billing.checks.verdict.agrees,
    );
  });

  it('is taken out of a hybrid PDF, packed or plain; a plain PDF is compared by hand', async () => {
    for (const packed of [true, false]) {
      const number = await made();
      const xml = Buffer.from(ciiInvoice(await agreeingFacts(app, number)));
      await uploadInvoice(partner, number, new Uint8Array(hybridPdf(xml, packed)), 'invoice.pdf');
      expect(await latest(number)).toMatchObject({
        format: 'hybrid',
        state: 'submitted',
        number: 'R-2026-77',
      });
    }
    const number = await made();
    await uploadInvoice(partner, number, '%PDF-1.4\n%%EOF', 'scan.pdf');
    const { id, state } = await latest(number);
    expect(state).toBe('checked');
    expect(await (await administrator.get(`/settlements/${number}`)).text()).not.toContain('scan.pdf');
    const submit = { intent: 'submit', invoiceId: String(id), note: '' };
    expect((await step(partner, number, { ...submit, number: '' })).status).toBe(422);
    await step(partner, number, { ...submit, number: 'A 17' });
    expect(await latest(number)).toMatchObject({ format: 'pdf', state: 'submitted', number: 'A 17' });
    expect(await (await administrator.get(`/settlements/${number}`)).text()).toContain(
      en.billing.checks.verdict.by_hand_operator,
    );
    const file = await administrator.get(`/settlements/${number}/invoices/${id}`);
    expect([file.headers.get('Content-Type'), file.headers.get('Content-Disposition')]).toEqual([
      'application/pdf',
      'attachment; filename="scan.pdf"',
    ]);
    expect((await other.get(`/settlements/${number}/invoices/${id}`)).status).toBe(404);
  });

  it('with differences is shown with each of them, and submitted with a note only', async () => {
    const number = await made(3);
    const right = await agreeingFacts(app, number);
    const wrongs = {
      billing_id: { billingId: 'BI-2026-999999' },
      sp_ids: { spIds: right.spIds.slice(1) },
      foreign_sp_ids: { spIds: [...right.spIds, 'SP-999999'] },
      currency: { currency: 'EUR' },
      net: { net: '1.00' },
      vat: { vat: '0.01' },
      gross: { gross: `${right.gross}1` },
      kind: { typeCode: '381' },
    };
    for (const [name, wrong] of Object.entries(wrongs)) {
      await uploadInvoice(partner, number, ublInvoice({ ...right, ...wrong }));
      const checks = await checksOf(number);
      expect([name, Object.keys(checks).filter((key) => checks[key] === 'differs')]).toEqual([name, [name]]);
    }
    const { invoices, state } = await settlementOf(number);
    expect([invoices.length, state]).toEqual([1, 'open']);
    await uploadInvoice(partner, number, ublInvoice({ ...right, net: '1.00', seller: 'Someone else' }));
    const { id } = await latest(number);
    const page = await (await partner.get(`/settlements/${number}`)).text();
    expect(page).toContain(en.billing.checks.verdict.differs_one);
    expect(page).toMatch(/Expected: CHF\s243\.15\. In the invoice: CHF\s1\.00\./);
    const submit = { intent: 'submit', invoiceId: String(id), number: '' };
    expect((await step(partner, number, { ...submit, note: '' })).status).toBe(422);
    await step(partner, number, { ...submit, note: 'A discount' });
    expect((await settlementOf(number)).state).toBe('invoiced');
    const operators = await (await administrator.get(`/settlements/${number}`)).text();
    for (const part of ['A discount', en.billing.checks.verdict.differs_one])
      expect(operators).toContain(part);
  });

  it('that is none is refused: other files, entities, document types, what is too deep or too large', async () => {
    const number = await made(1);
    const good = ublInvoice(await agreeingFacts(app, number));
    const bad = {
      words: 'An invoice',
      empty: '',
      otherXml: '<Invoice/>',
      broken: good.slice(0, -5),
      doctype: good.replace('?>', '?><!DOCTYPE Invoice [<!ENTITY a "b">]>'),
      entity: good.replace('Montage', '&a;'),
      deep: good.replace('<cac:Item>', `<cac:Item>${'<x>'.repeat(100)}${'</x>'.repeat(100)}`),
      bytes: new Uint8Array([0x3c, 0xff, 0xfe, 0xfd]),
    };
    for (const [name, content] of Object.entries(bad)) {
      const answer = await uploadInvoice(partner, number, content);
      expect([name, answer.headers.get('Location')]).toEqual([
        name,
        `/settlements/${number}?refused=invoice_unreadable#invoice`,
      ]);
    }
    const large = await uploadInvoice(partner, number, new Uint8Array(10_000_001), 'large.pdf');
    expect(large.headers.get('Location')).toContain('refused=file_too_large&max=10');
    const none = await partner.post(`/settlements/${number}/invoice`, new FormData());
    expect(none.headers.get('Location')).toMatch(/refused=(invoice_missing|bad_form)/);
    expect(await (await partner.get(`/settlements/${number}?refused=invoice_unreadable`)).text()).toContain(
      en.errors.invoice_unreadable,
    );
    expect((await settlementOf(number)).invoices).toEqual([]);
  });

  it('is returned with a reason, sent again, accepted and paid; each once, with its mails', async () => {
    const number = await made(1);
    const right = await agreeingFacts(app, number);
    await uploadInvoice(partner, number, ublInvoice(right));
    const first = String((await latest(number)).id);
    const back = { intent: 'return', invoiceId: first, reason: 'Please add your VAT number' };
    expect((await step(administrator, number, { ...back, reason: '' })).status).toBe(422);
    await Promise.all([step(administrator, number, back), step(administrator, number, back)]);
    expect((await settlementOf(number)).state).toBe('open');
    expect(await (await partner.get(`/settlements/${number}`)).text()).toContain(back.reason);
    expect((await step(administrator, number, { intent: 'accept', invoiceId: first })).status).toBe(409);
    await uploadInvoice(partner, number, ublInvoice({ ...right, number: 'R-2' }));
    const second = String((await latest(number)).id);
    const accept = { intent: 'accept', invoiceId: second };
    await Promise.all([step(administrator, number, accept), step(administrator, number, accept)]);
    expect((await step(administrator, number, { intent: 'cancel', reason: 'x' })).status).toBe(409);
    await step(administrator, number, { intent: 'pay' });
    await step(administrator, number, { intent: 'pay' });
    expect((await settlementOf(number)).state).toBe('paid');
    const happened = ['created', 'invoiced', 'returned', 'invoiced', 'accepted', 'paid'];
    expect(await eventsOf(number)).toEqual(happened);
    const mails = () =>
      app.db.mail.findMany({
        where: { template: 'settlement', data: { path: ['settlement'], equals: number } },
        orderBy: { id: 'asc' },
      });
    const sent = await eventually(async () => ((await mails()).length >= 9 ? mails() : null));
    const { email } = app.world.companies.partner;
    const told = sent.map(({ recipient, data }) => `${(data as { kind: string }).kind} ${recipient}`);
    const both = (kind: string) => [`${kind} ${email}`, `${kind} ${app.world.users.partner.email}`];
    const operators = ['created', 'invoiced', 'invoiced'].map((kind) => `${kind} service@operator.test`);
    expect(told.sort()).toEqual(
      [...operators, ...both('accepted'), ...both('paid'), ...both('returned')].sort(),
    );
  });
});

describe('the operator’s view', () => {
  it('shows settlements by state, partner and month, what is not settled, and exports it', async () => {
    const orders = await executed(2, { executedAt: new Date('2025-02-10T09:00:00Z') });
    const { partner: company, otherPartner } = app.world.companies;
    const view = async (query: string) => (await administrator.get(`/settlements?${query}`)).text();
    expect(await view(`tab=unsettled&month=2025-02&partner=${company.id}`)).toMatch(/CHF\s161\.10/);
    expect(await view(`tab=unsettled&month=2025-02&partner=${otherPartner.id}`)).toContain(
      en.billing.unsettled.empty_title,
    );
    const sums = await (
      await administrator.get('/settlements/export.csv?tab=unsettled&month=2025-02')
    ).text();
    expect(sums.split('\r\n')[1]).toBe(`2025-02,Montage Nord,2,161.10,CHF`);
    const number = await settle(partner, orders);
    expect(await view('tab=open')).toContain(number);
    expect(await view('tab=paid')).not.toContain(number);
    expect(await view('tab=open&month=2020-01')).not.toContain(number);
    const file = await (await administrator.get('/settlements/export.csv?tab=open')).text();
    expect(file).toContain(`${number},Montage Nord,Open,`);
    expect((await partner.get('/settlements/export.csv')).status).toBe(404);
  });
});

/** A PDF with an embedded file, as writers of hybrid invoices lay it out. */
function hybridPdf(xml: Buffer, packed: boolean): Buffer {
  const bytes = packed ? deflateSync(xml) : xml;
  const filter = packed ? '/Filter /FlateDecode ' : '';
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /AF [3 0 R] >>\nendobj\n'),
    Buffer.from('3 0 obj\n<< /Type /Filespec /F (factur-x.xml) /EF << /F 4 0 R >> >>\nendobj\n4 0 obj\n'),
    Buffer.from(
      `<< /Type /EmbeddedFile /Subtype /text#2Fxml ${filter}/Length ${bytes.length} >>\nstream\r\n`,
    ),
    bytes,
    Buffer.from('\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
  ]);
}
