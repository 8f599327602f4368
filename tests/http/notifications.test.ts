import { readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewsData } from '~/domain/notifications/templates/order-news';
import { startApp, type TestApp } from '../support/app';
import { signIn } from '../support/client';
import fc from '../support/fast-check';
import { insertOrders, type OrderFacts, orderRow } from '../support/orders';
import type { Person } from '../support/world';

let app: TestApp;
let portal: Awaited<ReturnType<typeof loadPortal>>;
let serial = 740_000;

/** The portal's own functions, loaded once its settings are those of this test. */
async function loadPortal() {
  const { notifyOfEvent } = await import('~/domain/notifications/notify-of-event.server');
  const { sendMail } = await import('~/domain/notifications/send-mail.server');
  const { NEWS } = await import('~/domain/notifications/news');
  return { notifyOfEvent, sendMail, NEWS };
}

beforeAll(async () => {
  app = await startApp();
  portal = await loadPortal();
});
afterAll(() => app?.close());

async function order(facts: OrderFacts = {}) {
  serial += 1;
  const [row] = await insertOrders(app.db, [orderRow(app.world, serial, { status: 'received', ...facts })]);
  if (!row) throw new Error('no order');
  return row;
}

/** Something that happened to an order, and everybody told of it. */
async function happen(orderId: number, type: string, data: object = {}, by: Person | null = 'technician') {
  const actorId = by && app.world.users[by].id;
  const event = await app.db.event.create({ data: { type, orderId, actorId, visibility: 'public', data } });
  await portal.notifyOfEvent(event);
  return event;
}

async function say(orderId: number, by: Person, kind: string, body: string) {
  const { id } = await app.db.message.create({
    data: { orderId, authorId: app.world.users[by].id, kind, body },
  });
  return happen(orderId, kind === 'message' ? 'message.posted' : 'note.posted', { messageId: id, kind }, by);
}

const mailsOf = (orderId: number) =>
  app.db.mail.findMany({ where: { orderId }, orderBy: { recipient: 'asc' } });
const recipientsOf = async (orderId: number) => (await mailsOf(orderId)).map(({ recipient }) => recipient);
const itemsOf = (mail: { data: unknown }) => (mail.data as NewsData).items;

/** A mail as its recipient gets it. */
async function sent(id: number) {
  await portal.sendMail(id, false);
  const mail = await PostalMime.parse(readFileSync(path.join(app.dataDir, 'files', `mails/${id}.eml`)));
  return { subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html ?? '' };
}

async function makeQuote(orderId: number) {
  return app.db.quote.create({
    data: {
      number: `Q-${serial}`,
      orderId,
      version: 1,
      currency: 'CHF',
      message: 'Das Display ist gebrochen.',
      validUntil: new Date('2026-12-24T22:59:00Z'),
      createdById: app.world.users.technician.id,
      submissionKey: `quote-${serial}`,
    },
  });
}

describe('who is told', () => {
  it.each([
    ['received', ['c-1@company.test', 'customer@people.test']],
    ['ready', ['c-1@company.test', 'customer@people.test']],
    ['awaiting_decision', ['c-1@company.test', 'customer@people.test']],
    ['returned', ['c-1@company.test', 'customer@people.test']],
    ['cancelled', ['c-1@company.test', 'customer@people.test']],
    ['diagnosing', []],
    ['awaiting_parts', []],
  ])('of %s', async (to, recipients) => {
    const { id } = await order();
    await happen(id, 'order.moved', { from: 'received', to });
    expect(await recipientsOf(id)).toEqual(recipients);
  });

  it('never is who did it, nobody of a step that was taken back, and of a shipment’s devices none by one', async () => {
    const { id } = await order();
    await happen(id, 'order.moved', { to: 'cancelled' }, 'customer');
    expect(await recipientsOf(id)).toEqual(['c-1@company.test']);
    const other = await order();
    await happen(other.id, 'order.moved', { to: 'received', undone: true });
    await happen(other.id, 'order.moved', { to: 'received', shipment: 'SH-1' });
    expect(await recipientsOf(other.id)).toEqual([]);
  });

  it('of a shipment is the reseller, in one mail for all of its devices', async () => {
    const { reseller } = app.world.companies;
    const shipment = await app.db.shipment.create({
      data: {
        number: 'SH-2026-740001',
        direction: 'return',
        accountId: reseller.id,
        locationId: app.world.here.id,
        submissionKey: 'shipment-740001',
        createdById: app.world.users.technician.id,
      },
    });
    const actorId = app.world.users.technician.id;
    const event = {
      type: 'shipment.confirmed',
      shipmentId: shipment.id,
      actorId,
      visibility: 'public',
      data: {},
    };
    await portal.notifyOfEvent(await app.db.event.create({ data: event }));
    const mails = await app.db.mail.findMany({ where: { template: 'shipment-news' } });
    expect(mails.map(({ recipient }) => recipient)).toEqual(['r-1@company.test']);
    expect((await sent(mails[0]?.id ?? 0)).text).toContain('/shipments/SH-2026-740001');
  });

  it('of messages are the other sides: the assignee or the location, the account, the partner', async () => {
    const { technician, administrator } = app.world.users;
    const { id } = await order({ createdById: technician.id, onBehalf: true });
    await say(id, 'customer', 'message', 'Wann ist es fertig?');
    expect(await recipientsOf(id)).toEqual(['zrh@operator.test']);
    await say(id, 'technician', 'message', 'Morgen.');
    expect(await recipientsOf(id)).toEqual(['c-1@company.test', 'customer@people.test', 'zrh@operator.test']);
    await say(id, 'technician', 'internal_note', 'Geheim');
    expect((await mailsOf(id)).flatMap(itemsOf)).toHaveLength(3);
    const assigned = await order({ assigneeId: administrator.id });
    await say(assigned.id, 'customer', 'message', 'Hallo');
    expect(await recipientsOf(assigned.id)).toEqual(['administrator@people.test']);
    const onsite = await order({
      kind: 'onsite',
      status: 'set_appointment',
      partnerId: app.world.companies.partner.id,
    });
    await say(onsite.id, 'partner', 'message', 'Wir kommen am Montag.');
    expect(await recipientsOf(onsite.id)).toEqual([
      'c-1@company.test',
      'customer@people.test',
      'zrh@operator.test',
    ]);
  });

  it('of quotes is the account, of decisions also who wrote the quote; without a price', async () => {
    const { id } = await order();
    const { number: quote } = await makeQuote(id);
    await happen(id, 'quote.sent', { quote, version: 1 });
    await happen(id, 'order.moved', { to: 'awaiting_decision' });
    const [master] = await mailsOf(id);
    expect(await recipientsOf(id)).toEqual(['c-1@company.test', 'customer@people.test']);
    const { subject, text } = await sent(master?.id ?? 0);
    expect(subject).toMatch(new RegExp(`^RO-2026-${serial}: Quote ${quote} awaits your decision$`));
    expect(text).toContain('Please decide by 24 December 2026.');
    expect(text).toContain('Das Display ist gebrochen.');
    expect(text).toMatch(new RegExp(`/quotes/${quote}$`, 'm'));
    const decided = await order();
    const { number: other } = await makeQuote(decided.id);
    await happen(
      decided.id,
      'quote.accepted',
      { quote: other, name: 'Anna Muster', automatic: false },
      'customer',
    );
    expect(await recipientsOf(decided.id)).toEqual(['c-1@company.test', 'technician@people.test']);
  });
});

describe('a mail about an order', () => {
  it('says every kind of news in both languages', async () => {
    const kinds = Object.keys(portal.NEWS) as (keyof typeof portal.NEWS)[];
    for (const locale of ['en', 'de'] as const) {
      const { id, number } = await order();
      await happen(id, 'order.moved', { to: 'ready' });
      const [mail] = await mailsOf(id);
      const items = kinds.map((kind, n) => ({
        event: String(n),
        kind,
        at: new Date(n * 1000).toISOString(),
        author: 'Toni',
        body: `Text ${n}.`,
        quote: 'Q-1',
        name: 'Anna',
        validUntil: '2026-12-24T12:00:00Z',
      }));
      const data = { ...(mail?.data as NewsData), items };
      await app.db.mail.update({ where: { id: mail?.id ?? 0 }, data: { data, locale } });
      const { text, html } = await sent(mail?.id ?? 0);
      expect(text).not.toMatch(/\{\{|news\.|undefined|null/);
      for (const n of kinds.keys()) {
        // What a quote says more plainly stands there once.
        const covered = ['awaiting_decision', 'quote_sent'].includes(kinds[n] ?? '');
        expect(text.includes(`Text ${n}.`)).toBe(!covered);
      }
      expect(html).toContain(`lang="${locale}"`);
      expect(text).toContain(`/orders/${number}?reply`);
      expect(text).toContain(locale === 'de' ? 'Wählen Sie' : 'Choose which mails');
    }
  });

  it('shows what was written as text, and leads to the reply', async () => {
    const { id, number } = await order();
    await say(id, 'technician', 'message', '<img src=x onerror=alert(1)>\nZweite Zeile');
    const [mail] = await mailsOf(id);
    const { html, text } = await sent(mail?.id ?? 0);
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toContain('<img');
    expect(text).toContain(`/orders/${number}?reply`);
  });

  it('holds everything that happens within five minutes, each once, whatever is repeated or sent meanwhile', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ tell: fc.nat(5) }) },
      { weight: 1, arbitrary: fc.constant({ send: true as const }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 5 }),
        async (groups) => {
          const { id } = await order();
          const events = await app.db.event.createManyAndReturn({
            data: Array.from({ length: 6 }, () => ({
              type: 'order.moved',
              orderId: id,
              visibility: 'public',
              data: { to: 'ready' },
            })),
          });
          const told = new Set<string>();
          const sendAll = async () => {
            for (const mail of await mailsOf(id)) await portal.sendMail(mail.id, false);
          };
          for (const group of groups)
            await Promise.all(
              group.map(async (one) => {
                const event = 'tell' in one ? events[one.tell] : undefined;
                if (!event) return sendAll();
                told.add(String(event.id));
                await portal.notifyOfEvent(event);
              }),
            );
          const mails = await mailsOf(id);
          for (const recipient of ['c-1@company.test', 'customer@people.test']) {
            const items = mails.filter((mail) => mail.recipient === recipient).flatMap(itemsOf);
            expect(items.map(({ event }) => event).sort()).toEqual([...told].sort());
          }
          // What was sent is what the ledger says.
          for (const mail of mails.filter(({ state }) => state === 'sent')) {
            const { html } = await sent(mail.id);
            expect(html.split('is done. It leaves').length - 1).toBeGreaterThanOrEqual(itemsOf(mail).length);
          }
          const waiting = mails.filter(({ state }) => state === 'queued');
          expect(new Set(waiting.map(({ recipient }) => recipient)).size).toBe(waiting.length);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('the choice of notifications', () => {
  it('holds for the person and for the company’s address, and is asked of everybody in their role', async () => {
    const client = await signIn(app, 'otherCustomer');
    const page = await (await client.get('/account/notifications')).text();
    expect(page).toContain('other-customer@people.test');
    expect(page).toContain('c-2@company.test');
    const { otherCustomer, customer } = app.world.users;
    const all = ['order-confirmed', 'order-received', 'order-decision', 'order-ready', 'order-returned'];
    const more = [
      'order-cancelled',
      'message',
      'quote',
      'quote-decided',
      'appointment',
      'import-finished',
      'shipment-difference',
    ];
    const form = new FormData();
    for (const type of [...all, ...more]) if (type !== 'order-ready') form.append('own', type);
    for (const type of [...all, ...more]) if (type !== 'message') form.append('company', type);
    const answer = await client.post('/account/notifications', form);
    expect(answer.headers.get('Location')).toBe('/account/notifications?saved');
    await client.post('/account/notifications', form);
    expect(await app.db.notificationOptOut.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { userId: otherCustomer.id, companyId: null, type: 'order-ready' },
      { userId: null, companyId: app.world.companies.otherCustomer.id, type: 'message' },
    ]);
    expect(await app.db.event.count({ where: { type: 'company.notifications_changed' } })).toBe(1);
    const own = { accountId: otherCustomer.companyId ?? 0, customerId: otherCustomer.companyId ?? 0 };
    const { id } = await order({ ...own, createdById: otherCustomer.id });
    await happen(id, 'order.moved', { to: 'ready' });
    expect(await recipientsOf(id)).toEqual(['c-2@company.test']);
    const other = await order({ ...own, createdById: otherCustomer.id });
    await say(other.id, 'technician', 'message', 'Hallo');
    expect(await recipientsOf(other.id)).toEqual(['other-customer@people.test']);
    const untouched = await order({ createdById: customer.id });
    await happen(untouched.id, 'order.moved', { to: 'ready' });
    expect(await recipientsOf(untouched.id)).toHaveLength(2);
    expect(await (await client.get('/account/notifications')).text()).toMatch(
      /value="order-ready"(?! checked)/,
    );
  });

  it('of somebody who has the company’s address as their own is that of either', async () => {
    const { id: companyId } = app.world.companies.otherReseller;
    const { otherReseller } = app.world.users;
    await app.db.company.update({ where: { id: companyId }, data: { email: otherReseller.email } });
    await app.db.notificationOptOut.create({ data: { userId: otherReseller.id, type: 'order-ready' } });
    const own = { accountId: companyId, customerId: companyId, createdById: otherReseller.id };
    const { id } = await order(own);
    await happen(id, 'order.moved', { to: 'ready' });
    expect(await recipientsOf(id)).toEqual([]);
    await happen(id, 'order.moved', { to: 'returned' });
    expect(await recipientsOf(id)).toEqual([otherReseller.email]);
  });
});

describe('the ledger', () => {
  it('is filtered by state, recipient and order', async () => {
    const { id, number } = await order();
    await happen(id, 'order.moved', { to: 'returned' });
    const [mail, other] = await mailsOf(id);
    await app.db.mail.update({ where: { id: other?.id ?? 0 }, data: { error: '451 Try later' } });
    await sent(mail?.id ?? 0);
    const client = await signIn(app, 'administrator');
    const rows = async (query: string) => {
      const page = await (await client.get(`/admin/mailbox?order=${number}&${query}`)).text();
      return [mail, other].map((one) => page.includes(`href="/admin/mailbox/${one?.id}"`));
    };
    expect(await rows('')).toEqual([true, true]);
    expect(await rows('state=sent')).toEqual([true, false]);
    expect(await rows('state=deferred')).toEqual([false, true]);
    expect(await rows('state=queued')).toEqual([false, false]);
    expect(await rows('recipient=CUSTOMER%40peop')).toEqual([false, true]);
  });

  it('sends a mail again as a message of its own, once a press; not one that is still being sent', async () => {
    const { id, number } = await order();
    await happen(id, 'order.moved', { to: 'returned' });
    const [mail, waiting] = await mailsOf(id);
    const first = await sent(mail?.id ?? 0);
    const at = `/orders/${number}/mails`;
    const press = { mail: String(mail?.id), key: 'press-1' };
    const client = await signIn(app, 'technician');
    for (const stranger of ['customer', 'otherTechnician', 'partner'] as const)
      expect((await (await signIn(app, stranger)).post(at, press)).status).toBe(404);
    expect((await client.post(at, { ...press, mail: String(waiting?.id) })).status).toBe(409);
    const foreign = await app.db.mail.findFirstOrThrow({ where: { orderId: { not: id }, state: 'sent' } });
    expect((await client.post(at, { ...press, mail: String(foreign.id) })).status).toBe(404);
    const presses = await Promise.all([client.post(at, press), client.post(at, press)]);
    expect(presses.map(({ status }) => status)).toEqual([303, 303]);
    const again = await app.db.mail.findMany({ where: { resentFromId: mail?.id ?? 0 } });
    expect(again).toHaveLength(1);
    expect(again[0]?.messageId).not.toBe(mail?.messageId);
    expect(await sent(again[0]?.id ?? 0)).toEqual(first);
    expect(await app.db.event.count({ where: { type: 'mail.resent', orderId: id } })).toBe(1);
    expect(await (await client.get(at)).text()).toContain('Sent again');
    const admin = await signIn(app, 'administrator');
    const page = await admin.post(`/admin/mailbox/${mail?.id}`, { ...press, key: 'press-2' });
    expect(page.headers.get('Location')).toMatch(/^\/admin\/mailbox\/\d+\?sent-again$/);
  });

  it('of an order is on its page for staff alone', async () => {
    const { id, number } = await order();
    await app.db.orderSubmission.create({
      data: { orderId: id, content: (await submission()) as object, approvedById: 1, automatic: false },
    });
    await happen(id, 'order.moved', { to: 'ready' });
    const page = async (person: Person) =>
      (await (await signIn(app, person)).get(`/orders/${number}`)).text();
    expect(await page('technician')).toContain('Messages sent');
    expect(await page('customer')).not.toContain('Messages sent');
  });
});

/** What an order of the form holds once it is approved. */
async function submission() {
  const { placeOrder } = await import('../support/client');
  const number = await placeOrder(app, await signIn(app, 'customer'), { identifier: '', noIdentifier: 'on' });
  const { content } = await app.db.orderSubmission.findFirstOrThrow({ where: { order: { number } } });
  return content;
}
