import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '~/locales/en';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';
import { insertOrders, orderRow, viewerOf } from '../support/orders';
import { readPdf } from '../support/pdf';
import { age, agreeing, diagnosedOrder, quoteFields, sendQuote, USUAL, writeQuote } from '../support/quotes';

let app: TestApp;
let customer: Client;
let technician: Client;
let serial = 720_000;

beforeAll(async () => {
  app = await startApp({ jobs: true });
  [customer, technician] = await Promise.all([signIn(app, 'customer'), signIn(app, 'technician')]);
});
afterAll(() => app?.close());

const nextOrder = (facts = {}) => diagnosedOrder(app, ++serial, facts);
const quoteOf = (number: string) =>
  app.db.quote.findUniqueOrThrow({ where: { number }, include: { decision: true } });
const orderOf = (number: string) =>
  app.db.order.findUniqueOrThrow({ where: { number }, include: { lines: { orderBy: { id: 'asc' } } } });
const eventsOf = async (number: string) => {
  const { id } = await orderOf(number);
  const where = { type: { startsWith: 'quote.' }, orderId: id };
  const events = await app.db.event.findMany({ where, orderBy: { id: 'asc' } });
  return events.map(({ type }) => type);
};
const decide = (client: Client, number: string, form: Record<string, string>) =>
  client.post(`/quotes/${number}/decide`, form);
const DAY_MS = 86_400_000;
const DECLINING = { outcome: 'declined', reason: 'Too dear', name: 'Anna Muster', email: 'anna@muster.test' };

describe('the catalogue', () => {
  const ITEM = {
    sku: 'DIS-7',
    kind: 'product',
    nameEn: 'Display',
    nameDe: 'Bildschirm',
    currency: 'CHF',
    price: '1’250.50',
    vat: '810',
    warranty: '',
    active: 'on',
  };

  it('keeps items with a net price, each article number once in a currency', async () => {
    const administrator = await signIn(app, 'administrator');
    const add = (more: object) => administrator.post('/admin/catalogue/new', { ...ITEM, ...more });
    expect((await add({})).headers.get('Location')).toBe('/admin/catalogue?saved');
    expect(await app.db.catalogueItem.findFirst({ where: { sku: 'DIS-7' } })).toMatchObject({
      unitPriceMinor: 125_050,
      vatBasisPoints: 810,
      warranty: false,
      active: true,
    });
    expect((await add({})).status).toBe(409);
    expect((await add({ currency: 'EUR', price: '99' })).status).toBe(302);
    for (const wrong of [{ price: '-1' }, { price: '1.234' }, { sku: 'A·B' }, { nameDe: '' }, { vat: '777' }])
      expect([wrong, (await add({ sku: 'OTHER', ...wrong })).status]).toEqual([wrong, 422]);
    expect(await app.db.catalogueItem.count()).toBe(2);
    expect(await (await administrator.get('/admin/catalogue?q=bild+dis')).text()).toContain('DIS-7');
    expect(await (await administrator.get('/admin/catalogue?q=nothing')).text()).not.toContain('DIS-7');
  });

  it('fills a line by its article number: the words in the account’s language, the price unless one is typed', async () => {
    const order = await nextOrder();
    await app.db.company.update({ where: { id: app.world.companies.customer.id }, data: { locale: 'de' } });
    const add = (more: Record<string, string>) =>
      technician.post(`/orders/${order}`, {
        intent: 'add-line',
        kind: 'service',
        quantity: '2',
        price: '',
        vat: '1900',
        ...more,
      });
    await add({ description: 'DIS-7 · Display' });
    await add({ description: 'DIS-7 · Display, refurbished', price: '900' });
    expect((await add({ description: 'Not in the catalogue' })).status).toBe(422);
    const { lines } = await orderOf(order);
    expect(
      lines.map((line) => [line.description, line.kind, line.unitPriceMinor, line.vatBasisPoints]),
    ).toEqual([
      ['Bildschirm', 'product', 125_050, 810],
      ['Display, refurbished', 'service', 90_000, 1900],
    ]);
    const offered = await technician.get('/catalogue/suggest.data?currency=CHF&q=dis');
    expect(await offered.text()).toContain('DIS-7 · Display');
  });
});

describe('a draft', () => {
  it('is the operator’s alone, and written once for an order', async () => {
    const order = await nextOrder();
    expect((await customer.post(`/orders/${order}/quote`, quoteFields())).status).toBe(404);
    const fields = quoteFields();
    const number = await writeQuote(technician, order, fields);
    expect(await writeQuote(technician, order, { ...fields, message: 'Changed' })).toBe(number);
    expect((await technician.post(`/orders/${order}/quote`, quoteFields())).status).toBe(409);
    expect(await quoteOf(number)).toMatchObject({ state: 'draft', version: 1, message: 'Changed' });
    for (const at of [`/quotes/${number}`, `/quotes/${number}/decide`, `/quotes/${number}/quote.pdf`])
      expect((await customer.get(at)).status).toBe(404);
    expect(await (await customer.get(`/orders/${order}`)).text()).not.toContain(number);
    expect((await decide(customer, number, await agreeing(app, number))).status).toBe(404);
    await technician.post(`/quotes/${number}`, { intent: 'discard' });
    expect((await technician.get(`/quotes/${number}`)).status).toBe(404);
    expect(await eventsOf(order)).toEqual(['quote.drafted', 'quote.discarded']);
  });

  it('gets lines and options without scripts, and keeps what was typed beside what is wrong', async () => {
    const order = await nextOrder();
    const insert = { type: 'insert', payload: { name: 'options[0].lines', defaultValue: { quantity: '1' } } };
    const grown = await technician.post(
      `/orders/${order}/quote`,
      quoteFields(USUAL, { __intent__: JSON.stringify(insert) }),
    );
    expect(grown.status).toBe(200);
    expect(await grown.text()).toContain('name="options[0].lines[2].description"');
    const wrong = quoteFields([{ lines: [{ description: 'Display', price: 'dear' }] }]);
    const refused = await technician.post(`/orders/${order}/quote`, wrong);
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain(en.errors.amount_not_a_number);
    expect(page).toContain('value="dear"');
    for (const validUntil of ['2020-01-01', '2999-01-01', 'soon'])
      expect(
        (await technician.post(`/orders/${order}/quote`, quoteFields(USUAL, { validUntil }))).status,
      ).toBe(422);
    expect(await app.db.quote.count({ where: { order: { number: order } } })).toBe(0);
  });

  it('is sent only when every option offers something and the order can wait for it', async () => {
    const empty = await nextOrder();
    const number = await writeQuote(
      technician,
      empty,
      quoteFields([{ lines: [{ description: '', price: '' }] }]),
    );
    expect((await technician.post(`/quotes/${number}`, { intent: 'send' })).status).toBe(422);
    const early = await nextOrder({ status: 'received' });
    expect((await technician.post(`/orders/${early}/quote`, quoteFields())).status).toBe(409);
  });
});

describe('a sent quote', () => {
  it('makes the order wait, and is told to everybody but partners', async () => {
    const order = await nextOrder();
    const number = await sendQuote(technician, order);
    await technician.post(`/quotes/${number}`, { intent: 'send' });
    expect(await orderOf(order)).toMatchObject({ status: 'awaiting_decision' });
    expect(await eventsOf(order)).toEqual(['quote.drafted', 'quote.sent']);
    const page = await (await customer.get(`/orders/${order}`)).text();
    expect(page).toContain(`Your decision is needed: quote ${number}`);
    const list = await (await customer.get('/quotes')).text();
    expect(list).toContain(number);
    const shown = await (await customer.get(`/quotes/${number}`)).text();
    expect(shown).toMatch(/Choose repair for CHF\s129\.72/);
    for (const person of ['otherCustomer', 'otherTechnician', 'reseller', 'partner'] as const) {
      const stranger = await signIn(app, person);
      expect((await stranger.get(`/quotes/${number}`)).status).toBe(404);
      expect((await decide(stranger, number, DECLINING)).status).toBe(404);
    }
    expect((await visitor(app).get(`/quotes/${number}`)).status).toBe(302);
    expect((await decide(technician, number, DECLINING)).status).toBe(403);
    expect((await quoteOf(number)).state).toBe('sent');
  });

  it('cannot be changed by anybody, not even in the database', async () => {
    const number = await sendQuote(technician, await nextOrder());
    const { id } = await quoteOf(number);
    const lines = 'WHERE option_id IN (SELECT o.id FROM quote_options o WHERE o.quote_id = $1)';
    const refused = (sql: string, why: RegExp) =>
      expect(app.db.$executeRawUnsafe(sql, id)).rejects.toThrow(why);
    await refused(`UPDATE quotes SET message = 'x' WHERE id = $1`, /was sent and cannot be changed/);
    await refused(`UPDATE quote_lines SET unit_price_minor = 1 ${lines}`, /sent cannot be changed/);
    await refused(`DELETE FROM quote_lines ${lines}`, /sent cannot be changed/);
    await technician.post(`/quotes/${number}`, { intent: 'withdraw' });
    await refused(`UPDATE quotes SET state = 'sent' WHERE id = $1`, /is withdrawn and stays so/);
  });

  it('gives way to its next version', async () => {
    const order = await nextOrder();
    const first = await sendQuote(technician, order);
    const form = await agreeing(app, first);
    const second = await sendQuote(technician, order);
    expect([(await quoteOf(first)).state, (await quoteOf(second)).version]).toEqual(['superseded', 2]);
    const late = await decide(customer, first, form);
    expect(late.status).toBe(409);
    expect(await late.text()).toContain(`replaced by the newer version ${second}`);
    expect((await decide(customer, second, await agreeing(app, second))).status).toBe(302);
  });

  it('is withdrawn by hand, and by itself once the order goes on without it', async () => {
    const [one, two] = [await nextOrder(), await nextOrder()];
    const [first, second] = [await sendQuote(technician, one), await sendQuote(technician, two)];
    await technician.post(`/quotes/${first}`, { intent: 'withdraw' });
    expect(await orderOf(one)).toMatchObject({ status: 'diagnosing' });
    const late = await decide(customer, first, await agreeing(app, first));
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining(en.errors.quote_withdrawn),
    ]);

    await technician.post(`/orders/${two}`, { intent: 'move', from: 'awaiting_decision', to: 'in_repair' });
    const gone = async () => ((await quoteOf(second)).state === 'withdrawn' ? true : null);
    await eventually(gone);
    expect(await orderOf(two)).toMatchObject({ status: 'in_repair' });
  });

  it('expires by the clock of the database, also before the job has noted it; a reminder goes out once', async () => {
    const { expireQuotes, remindOfQuotes } = await import('../../app/domain/quotes/end-quote.server');
    const order = await nextOrder();
    const number = await sendQuote(technician, order);
    await remindOfQuotes();
    const soon = { sentAt: new Date(Date.now() - 2 * DAY_MS), validUntil: new Date(Date.now() + 2 * DAY_MS) };
    await age(app, number, soon);
    await Promise.all([remindOfQuotes(), remindOfQuotes()]);
    await age(app, number, { validUntil: new Date(Date.now() - 1000) });
    const late = await decide(customer, number, await agreeing(app, number));
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining(en.errors.quote_expired)]);
    await Promise.all([expireQuotes(), expireQuotes()]);
    expect(await quoteOf(number)).toMatchObject({ state: 'expired', decision: null });
    expect(await orderOf(order)).toMatchObject({ status: 'diagnosing', lines: [] });
    expect(await eventsOf(order)).toEqual(['quote.drafted', 'quote.sent', 'quote.reminded', 'quote.expired']);
  });
});

describe('a decision', () => {
  it('agrees to exactly what was shown, which is kept with name, time and paper', async () => {
    const order = await nextOrder();
    const number = await sendQuote(technician, order);
    const form = await agreeing(app, number, 0, true);
    const confirm = await customer.get(
      `/quotes/${number}/decide?option=${form.option}&line=${'lines' in form ? form.lines : ''}`,
    );
    const asked = await confirm.text();
    expect(asked).toMatch(/Agree to repair for CHF\s151\.34/);
    expect(asked).toMatch(/VAT 8\.1\s% on CHF\s140\.00/);
    const answer = await decide(customer, number, form);
    expect(answer.headers.get('Location')).toBe(`/quotes/${number}?decided`);
    expect((await decide(customer, number, form)).status).toBe(302);

    const { decision, state } = await quoteOf(number);
    expect(state).toBe('accepted');
    expect(decision).toMatchObject({
      outcome: 'accepted',
      name: 'Anna Muster',
      email: 'anna@muster.test',
      userId: app.world.users.customer.id,
      automatic: false,
      shown: {
        quote: { number, message: 'The display is broken.', order: { number: order } },
        agreed: { totals: { net: 14_000, gross: 15_134 } },
        language: { locale: 'en' },
      },
    });
    const { lines, status } = await orderOf(order);
    expect(status).toBe('in_repair');
    expect(lines.map((line) => [line.description, line.unitPriceMinor])).toEqual([
      ['Display replacement', 12_000],
      ['Protective film', 2000],
    ]);
    expect(await eventsOf(order)).toEqual(['quote.drafted', 'quote.sent', 'quote.accepted']);
    await expect(app.db.$executeRaw`UPDATE quote_decisions SET name = 'Somebody else'`).rejects.toThrow(
      /append-only/,
    );

    const stored = await eventually(async () => {
      const { documentKey, documentSha256 } = await quoteOf(number);
      return documentKey && documentSha256 ? { documentKey, documentSha256 } : null;
    });
    const { storage } = await import('../../app/platform/storage.server');
    const bytes = await buffer(await storage().open(stored.documentKey));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(stored.documentSha256);
    const paper = Buffer.from(await (await customer.get(`/quotes/${number}/quote.pdf`)).arrayBuffer());
    expect(paper.equals(bytes)).toBe(true);
    const text = (await readPdf(paper)).pages.map((page) => page.text).join('\n');
    for (const said of [number, order, 'Anna Muster', 'Protective film', '151.34'])
      expect(text).toContain(said);
    expect(text).not.toContain('Diagnosis');
  });

  it('is told to whoever comes second', async () => {
    const number = await sendQuote(technician, await nextOrder());
    await decide(customer, number, await agreeing(app, number, 1));
    expect((await orderOf((await quoteRow(number)).order.number)).status).toBe('ready');
    const second = await decide(customer, number, await agreeing(app, number));
    expect(second.status).toBe(409);
    const said = 'Anna Muster has agreed to this quote already (option 2)';
    expect(await second.text()).toContain(said);
    const declined = await decide(customer, number, DECLINING);
    expect([declined.status, await declined.text()]).toEqual([409, expect.stringContaining(said)]);
  });

  it('declines with a reason, and the order is the location’s again', async () => {
    const order = await nextOrder();
    const number = await sendQuote(technician, order);
    const typed = { ...DECLINING, reason: ' ', name: 'Anna Typed' };
    const without = await customer.post(`/quotes/${number}/decide?outcome=declined`, typed);
    expect(without.status).toBe(422);
    expect(await without.text()).toContain('value="Anna Typed"');
    expect((await decide(customer, number, DECLINING)).status).toBe(302);
    expect(await orderOf(order)).toMatchObject({ status: 'diagnosing', lines: [] });
    expect(await quoteOf(number)).toMatchObject({ state: 'declined', decision: { reason: 'Too dear' } });
    expect(await (await technician.get(`/quotes/${number}`)).text()).toContain('Too dear');
  });

  it('is refused for another amount, another option or without a name', async () => {
    const number = await sendQuote(technician, await nextOrder());
    const other = await sendQuote(technician, await nextOrder());
    const form = await agreeing(app, number);
    expect((await decide(customer, number, { ...form, gross: '1' })).status).toBe(409);
    const foreign = (await agreeing(app, other)).option;
    expect((await decide(customer, number, { ...form, option: foreign })).status).toBe(404);
    expect((await decide(customer, number, { ...form, name: '' })).status).toBe(422);
    expect((await decide(customer, number, { ...form, email: 'nobody' })).status).toBe(422);
    expect((await decide(customer, number, { ...form, outcome: 'perhaps' })).status).toBe(422);
    expect((await quoteOf(number)).state).toBe('sent');
  });

  it('takes effect once when fifty come at the same time', async () => {
    const order = await nextOrder();
    const number = await sendQuote(technician, order);
    const forms = [await agreeing(app, number), await agreeing(app, number, 1), DECLINING];
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const form = { ...DECLINING, ...forms[index % 3], name: `Person ${index}` };
        const answer = await decide(customer, number, form);
        return { status: answer.status, text: answer.status === 409 ? await answer.text() : '' };
      }),
    );
    expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
    const { decision, state } = await quoteOf(number);
    const what = state === 'accepted' ? 'has agreed to' : 'has declined';
    for (const { status, text } of answers.filter((answer) => answer.status !== 302))
      expect([status, text.includes(`${decision?.name} ${what} this quote already`)]).toEqual([409, true]);
    expect((await eventsOf(order)).slice(2)).toEqual([`quote.${state}`]);
    expect((await orderOf(order)).lines).toHaveLength(state === 'accepted' ? 1 : 0);
  });

  it('and a withdrawal in the same second never both take effect', async () => {
    for (let round = 0; round < 4; round++) {
      const number = await sendQuote(technician, await nextOrder());
      const form = await agreeing(app, number);
      const [agreed, withdrawn] = await Promise.all([
        decide(customer, number, form),
        technician.post(`/quotes/${number}`, { intent: 'withdraw' }),
      ]);
      const { state, decision } = await quoteOf(number);
      expect([agreed.status, withdrawn.status].sort()).toEqual([302, 409]);
      expect([state, decision !== null]).toEqual(
        agreed.status === 302 ? ['accepted', true] : ['withdrawn', false],
      );
    }
  });
});

describe('a reseller', () => {
  it('is not asked about what costs no more than its limit', async () => {
    const reseller = await signIn(app, 'reseller');
    const { reseller: account, resellersCustomer } = app.world.companies;
    const own = { accountId: account.id, customerId: resellersCustomer.id };
    const set = (limit: string) => reseller.post('/quotes', { limit });
    expect((await set('a lot')).status).toBe(422);
    expect((await customer.post('/quotes', { limit: '1' })).status).toBe(404);
    const outcome = async (limit: string) => {
      await set(limit);
      const order = await nextOrder(own);
      const number = await sendQuote(technician, order);
      return { ...(await quoteOf(number)), order: await orderOf(order) };
    };
    expect(await outcome('129.71')).toMatchObject({ state: 'sent', order: { status: 'awaiting_decision' } });
    expect(await outcome('')).toMatchObject({ state: 'sent' });
    const agreed = await outcome('129.72');
    expect(agreed).toMatchObject({
      state: 'accepted',
      decision: { automatic: true, userId: null, name: 'Handel AG' },
      order: { status: 'in_repair', lines: [{ description: 'Display replacement' }] },
    });
    expect(await (await reseller.get(`/quotes/${agreed.number}`)).text()).toContain(
      'Automatically for Handel AG',
    );
    const unrepaired = quoteFields([{ kind: 'return_unrepaired', lines: [] }, ...USUAL]);
    expect((await quoteOf(await sendQuote(technician, await nextOrder(own), unrepaired))).state).toBe('sent');
  });
});

describe('somebody with a link', () => {
  it('decides while it works and is for deciding', async () => {
    const { createGuestLink } = await import('../../app/domain/orders/guest-link.server');
    const order = await nextOrder();
    const number = await sendQuote(technician, order);
    const { id } = await orderOf(order);
    const person = { email: 'chef@muster.test', name: 'Chefin', createdById: null };
    const linkFor = async (scope: 'follow' | 'decide') => {
      const link = { orderId: id, scope, ...person, expiresAt: new Date(Date.now() + DAY_MS) };
      const made = await createGuestLink(app.db, link);
      return { id: made.id, at: `${new URL(made.url).pathname}/quotes/${number}` };
    };
    const [follow, revoked, good] = [
      await linkFor('follow'),
      await linkFor('decide'),
      await linkFor('decide'),
    ];
    await app.db.guestLink.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
    const guest = visitor(app);
    const form = await agreeing(app, number);
    for (const { at } of [follow, revoked]) {
      expect((await guest.get(at)).status).toBe(404);
      expect((await guest.get(`${at}/quote.pdf`)).status).toBe(404);
      expect((await guest.post(`${at}/decide`, form)).status).toBe(404);
    }
    const page = await guest.get(`${good.at}/decide?option=${form.option}&lang=de`);
    expect(page.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(page.headers.get('Cache-Control')).toContain('no-store');
    expect(page.headers.get('X-Robots-Tag')).toContain('noindex');
    expect(await page.text()).toContain('value="Chefin"');
    const other = good.at.replace(number, await sendQuote(technician, await nextOrder()));
    expect((await guest.get(other)).status).toBe(404);
    const answer = await guest.post(`${good.at}/decide?lang=de`, form);
    expect(answer.headers.get('Location')).toBe(`${good.at}?lang=de&decided=`);
    expect((await quoteOf(number)).decision).toMatchObject({ guestLinkId: good.id, userId: null });
    expect((await guest.get(`${good.at}/quote.pdf`)).headers.get('Content-Type')).toBe('application/pdf');
    expect(guest.cookies.size).toBe(0);
  });

  it('is sent one by whoever may decide or write, once for a quote', async () => {
    const order = await nextOrder();
    const number = await sendQuote(technician, order);
    const ask = (client: Client, email: string) =>
      client.post(`/quotes/${number}`, { intent: 'ask', name: 'Chefin', email });
    expect((await ask(customer, 'nobody')).status).toBe(422);
    for (const client of [customer, customer, technician]) await ask(client, 'Chefin@muster.test');
    const { id } = await orderOf(order);
    const links = () => app.db.guestLink.findMany({ where: { orderId: id } });
    const [link] = await eventually(async () => ((await links()).length > 0 ? links() : null));
    expect(link).toMatchObject({ scope: 'decide', name: 'Chefin' });
    expect(await links()).toHaveLength(1);
  });
});

it('the start page of a reseller counts quotes to decide on, and other decisions apart', async () => {
  const { countDecisions } = await import('../../app/domain/quotes/queries.server');
  const { otherReseller } = app.world.companies;
  const own = { accountId: otherReseller.id, customerId: otherReseller.id };
  const viewer = viewerOf(app.world, 'otherReseller');
  await sendQuote(technician, await nextOrder(own));
  await insertOrders(app.db, [orderRow(app.world, ++serial, { ...own, status: 'awaiting_decision' })]);
  expect(await countDecisions(viewer)).toEqual({ quotes: 1, others: 1 });
  expect(await countDecisions(viewerOf(app.world, 'partner'))).toEqual({ quotes: 0, others: 0 });
});

const quoteRow = (number: string) =>
  app.db.quote.findUniqueOrThrow({ where: { number }, include: { order: true } });
