import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { previewKeys } from '../../app/domain/attachments/rules';
import type { TestApp } from './app';
import { insertOrders, orderRow } from './orders';

/**
 * Whom something is planted about: who placed the order and for whom. Their `mark` stands in every text about them, `facts` in
 * what belongs to their company.
 */
export type Planted = {
  mark: string;
  facts: string;
  accountId: number;
  customerId: number;
  userId: number;
  name: string;
  email: string;
};

/** Every place of the database, as `table: n`, where this text stands in some column. */
export async function tablesWith(app: TestApp, text: string): Promise<string[]> {
  const tables = await app.db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await app.db.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM ${name} t WHERE t::text ILIKE '%' || $1 || '%'`,
      text,
    );
    if (row && row.n > 0) found.push(`${name}: ${row.n}`);
  }
  return found;
}

/** The stored files in whose bytes or name this text stands. */
export function filesWith(app: TestApp, text: string): string[] {
  const folder = path.join(app.dataDir, 'files');
  const wanted = text.toLowerCase();
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => `${file} ${readFileSync(file, 'latin1')}`.toLowerCase().includes(wanted));
}

async function store(key: string, text: string): Promise<string> {
  const { storage } = await import('../../app/platform/storage.server');
  await storage().put(key, Buffer.from(`${text} bytes of ${key}`));
  return key;
}

/** A completed order in which everything that can be written about a person is. @returns its row */
export async function plantOrder(app: TestApp, serial: number, who: Planted) {
  const { db, world } = app;
  const { mark, facts } = who;
  const device = await db.device.create({
    data: { identifier: `${facts}${serial}`.toUpperCase(), serial: `${facts}${serial}`, name: 'Fairphone 5' },
  });
  const [order] = await insertOrders(db, [
    orderRow(world, serial, {
      ...{
        accountId: who.accountId,
        customerId: who.customerId,
        createdById: who.userId,
        deviceId: device.id,
      },
      ...{ status: 'returned', completedAt: new Date('2026-03-02T12:00:00Z'), serial: `${facts}${serial}` },
      problem: `${mark} problem`,
      customerReferences: [`${mark}-REF`],
      internalReferences: [`${mark} internal`],
      trackingNumbers: [`${facts}TRACK`],
    }),
  ]);
  if (!order) throw new Error('No order was made');
  await db.orderSubmission.create({
    data: {
      orderId: order.id,
      approvedById: who.userId,
      automatic: false,
      content: submission(order.serial, who),
    },
  });
  await plantTalk(app, order.id, who);
  await plantQuote(app, order.id, serial, who);
  await plantMail(app, order, who);
  await plantVisit(app, order.id, who);
  await plantOffer(app, order.id, serial, who);
  await db.intake.create({
    data: {
      ...{ orderId: order.id, byId: world.users.technician.id },
      ...{ condition: `Scratched, says ${who.name}`, accessories: `Bag of ${who.name}` },
    },
  });
  await db.guestLink.create({
    data: {
      ...{ orderId: order.id, scope: 'decide', email: who.email, name: who.name },
      ...{ tokenHash: randomUUID(), expiresAt: new Date() },
    },
  });
  await db.orderSecret.create({ data: { orderId: order.id, ciphertext: Buffer.from(mark) } });
  await plantWebhook(app, order.id, who);
  return order;
}

function submission(serial: string | null, { mark, facts }: Planted) {
  const address = {
    name: `${mark} Delivery`,
    street: `${mark}weg 1`,
    postalCode: '1',
    city: mark,
    country: 'CH',
  };
  return {
    locale: 'en',
    customer: { number: `${facts}-1`, name: `${facts} AG` },
    location: { name: 'Zürich', address: 'Teststrasse 1, 8000 Zürich' },
    device: { name: 'Fairphone 5', imei: null, serial },
    problem: `${mark} problem`,
    customerReferences: [`${mark}-REF`],
    internalReferences: [`${mark} internal`],
    delivery: { method: 'Parcel', address },
    answers: [
      { label: 'Colour?', kind: 'choice', value: 'red', shown: 'Red' },
      { label: 'Anything else?', kind: 'text', value: `${mark} answer`, shown: `${mark} answer` },
    ],
  };
}

async function plantTalk(app: TestApp, orderId: number, who: Planted): Promise<void> {
  const { technician } = app.world.users;
  const say = (authorId: number, kind: string, body: string) =>
    app.db.message.create({ data: { orderId, authorId, kind, body } });
  await say(who.userId, 'message', `${who.mark} message`);
  await say(technician.id, 'message', `Guten Tag ${who.name}, Ihr Gerät ist fertig.`);
  await say(technician.id, 'internal_note', `Called ${who.name} (${who.email.toUpperCase()}).`);
  const key = `attachments/${randomUUID()}`;
  const previews = previewKeys(key);
  await store(previews.large, who.mark);
  await store(previews.small, who.mark);
  const file = await app.db.attachment.create({
    data: {
      ...{
        orderId,
        uploaderId: who.userId,
        name: `${who.mark}.png`,
        contentType: 'image/png',
        size: 9,
        sha256: '',
      },
      storageKey: await store(key, who.mark),
    },
  });
  const events = [
    ['attachment.added', who.userId, { attachmentId: file.id, name: file.name, size: 9 }],
    ['order.moved', technician.id, { from: 'ready', to: 'returned', reason: `For ${who.name}` }],
    ['quote.accepted', null, { quote: 'Q-1', name: who.name, option: 'repair', automatic: false }],
    ['guest.shared', technician.id, { scope: 'decide', email: who.email }],
  ] as const;
  for (const [type, actorId, data] of events)
    await app.db.event.create({ data: { type, orderId, actorId, visibility: 'public', data } });
}

async function plantQuote(app: TestApp, orderId: number, serial: number, who: Planted): Promise<void> {
  const quote = await app.db.quote.create({
    data: {
      ...{ number: `Q-${serial}`, orderId, version: 1, currency: 'CHF', message: `For ${who.name}` },
      ...{ validUntil: new Date(), createdById: app.world.users.technician.id, submissionKey: randomUUID() },
      options: {
        create: {
          ...{ position: 1, kind: 'repair', title: `As told to ${who.name}` },
          lines: {
            create: {
              ...{ position: 1, kind: 'service', description: 'Display', quantityThousandths: 1000 },
              ...{ unitPriceMinor: 12_900, vatBasisPoints: 810 },
            },
          },
        },
      },
    },
  });
  const documentKey = await store(`quotes/${randomUUID()}.pdf`, who.mark);
  await app.db.quote.update({ where: { id: quote.id }, data: { state: 'sent', sentAt: new Date() } });
  await app.db.quote.update({ where: { id: quote.id }, data: { state: 'accepted', documentKey } });
  const lines = [{ description: 'Display', unitPriceMinor: 12_900 }];
  await app.db.quoteDecision.create({
    data: {
      ...{ quoteId: quote.id, outcome: 'accepted', name: who.name, email: who.email, userId: who.userId },
      reason: `${who.mark} reason`,
      shown: {
        number: quote.number,
        customer: { number: `${who.facts}-1`, name: who.name },
        lines,
        message: `For ${who.name}`,
      },
    },
  });
}

/** What an administrator's endpoint was told of the order, and what it answered. */
async function plantWebhook({ db, world }: TestApp, orderId: number, { mark, name }: Planted): Promise<void> {
  const { id: userId } = world.users.administrator;
  const endpoint = await db.webhookEndpoint.create({
    data: { userId, url: `https://hooks.example.com/${orderId}`, secret: new Uint8Array() },
  });
  await db.webhookMessage.create({
    data: {
      ...{ id: `msg_${randomUUID()}`, endpointId: endpoint.id, orderId, type: 'order.message_added' },
      payload: { data: { order: { problem: `${mark} problem` }, message: { author: name, text: mark } } },
      attempts: { create: { status: 200, milliseconds: 1, answer: `Thank you, ${mark}` } },
    },
  });
}

async function plantMail(app: TestApp, order: { id: number; number: string }, who: Planted): Promise<void> {
  const mail = async (recipient: string, orderId: number | null, data: object) =>
    app.db.mail.create({
      data: {
        ...{ dedupeKey: `${recipient}:${randomUUID()}`, messageId: `${randomUUID()}@portal.test` },
        ...{
          template: 'order-confirmed',
          recipient,
          locale: 'en',
          subject: `About ${order.number}`,
          orderId,
          data,
        },
        ...{ state: 'sent', storageKey: await store(`mails/${randomUUID()}.eml`, who.mark) },
        attempts: { create: { outcome: 'sent', answer: `250 ok <${recipient}>` } },
      },
    });
  await mail(who.email, order.id, { number: order.number, problem: `${who.mark} problem` });
  await mail('zrh@operator.test', order.id, {
    number: order.number,
    text: `${who.mark} message of ${who.name}`,
  });
  await mail(who.email, null, { number: order.number, customer: `${who.mark} AG` });
}

/** An import of this account by this person, whose file names somebody, and what is remembered of its columns. */
export async function plantImport(
  app: TestApp,
  accountId: number,
  userId: number,
  { mark, facts }: Planted,
): Promise<void> {
  const constants = { customer: `${facts}-1 · ${facts} AG` };
  const mapping = { columns: [], constants, noIdentifier: false };
  await app.db.import.create({
    data: {
      ...{
        token: randomUUID(),
        kind: 'orders',
        userId,
        accountId,
        locale: 'en',
        fileName: `${mark}.csv`,
        size: 9,
      },
      ...{ encoding: 'utf-8', delimiter: ',', columns: { list: [{ name: mark, samples: [mark] }] }, mapping },
      ...{
        state: 'done',
        total: 1,
        storageKey: await store(`imports/${randomUUID()}.csv`, `${mark};${facts} AG;`),
      },
      rows: { create: { row: 1, state: 'error', key: randomUUID(), problems: [{ value: mark }] } },
    },
  });
  await app.db.importMapping.create({
    data: { accountId, kind: 'orders', signature: randomUUID(), mapping },
  });
}

/** How this person signs in, what they chose and typed, and what waits to be done for them. */
export async function plantAccess(app: TestApp, who: Planted): Promise<void> {
  const { userId, email, mark } = who;
  await app.db.session.create({
    data: {
      userId,
      tokenHash: randomUUID(),
      userAgent: mark,
      address: mark,
      expiresAt: new Date(Date.now() + 1e6),
    },
  });
  await app.db.userToken.create({
    data: { userId, tokenHash: randomUUID(), purpose: 'password-reset', expiresAt: new Date() },
  });
  const data = { userId, browser: 'Chrome', system: 'Linux', address: mark };
  const event = { type: 'account.new_browser', actorId: userId, visibility: 'internal' };
  await app.db.event.create({ data: { ...event, data } });
  await app.db.recoveryCode.create({ data: { userId, codeHash: mark } });
  await app.db.passkey.create({
    data: { userId, name: mark, credentialId: mark, publicKey: Buffer.from(mark) },
  });
  const step = { tokenHash: randomUUID(), kind: 'oidc', expiresAt: new Date() };
  await app.db.signInStep.create({ data: { userId, ...step, data: { redirectTo: `/?q=${mark}` } } });
  await app.db.identity.create({ data: { userId, issuer: 'https://id.test', subject: mark } });
  await app.db.knownBrowser.create({ data: { userId, tokenHash: mark } });
  const expiresAt = new Date(Date.now() + 1e6);
  const invited = { email, name: mark, role: 'technician', expiresAt };
  await app.db.invitation.createMany({ data: [invited], skipDuplicates: true });
  await plantEmailChange(app, who);
  await app.db.apiKey.create({
    data: { userId, name: mark, prefix: 'rp_abcdef', keyHash: randomUUID(), scopes: ['orders:read'] },
  });
  await app.db.webhookEndpoint.create({
    data: { userId, url: `https://${mark}.example.com/`, description: mark, secret: Buffer.from(mark) },
  });
  await app.db.exportChoice.create({ data: { userId, fields: `q=${mark}` } });
  await app.db.pendingForm.create({
    data: { tokenHash: randomUUID(), path: '/orders/new', fields: { problem: mark } },
  });
  await app.db
    .$executeRaw`SELECT graphile_worker.add_job('password-reset', json_build_object('email', ${email}::text))`;
  await app.db
    .$executeRaw`SELECT graphile_worker.add_job('mail.send', '{"mailId": 0}', job_key := ${mark}, run_at := now() + interval '1 year')`;
  await app.db
    .$executeRaw`UPDATE graphile_worker._private_jobs SET key = NULL, last_error = ${`550 <${email}>`} WHERE key = ${mark}`;
}

/** A new address that was asked for and is not confirmed, one before it, and one that was theirs; with mails to each. */
async function plantEmailChange(app: TestApp, { userId, mark, name, email: now }: Planted): Promise<void> {
  const at = (host: string) => `${mark.toLowerCase()}@${host}.test`;
  const tell = (type: string, from: string, to: string) =>
    app.db.event.create({
      data: {
        type,
        visibility: 'internal',
        data: { personId: userId, name, changes: { email: { from, to } } },
      },
    });
  const mail = async (template: string, recipient: string) =>
    app.db.mail.create({
      data: {
        ...{ dedupeKey: randomUUID(), messageId: randomUUID(), template, recipient, locale: 'en' },
        ...{ subject: 'E-mail address', data: { personId: userId, name }, state: 'sent' },
        storageKey: await store(`mails/${randomUUID()}.eml`, mark),
      },
    });
  await tell('person.email_changed', at('old'), now);
  await mail('order-news', at('old'));
  for (const to of [at('never'), SOMEBODY, at('new')]) {
    await tell('person.email_asked', now, to);
    await mail('email-change', to);
  }
  const expiresAt = new Date(Date.now() + 1e6);
  await app.db.emailChange.create({ data: { userId, email: at('new'), expiresAt } });
}

/** Whom a new address that was mistyped belongs to. */
export const SOMEBODY = 'somebody.else@people.test';

/** A visit of a service partner, with everything that is written down on the way. */
async function plantVisit(app: TestApp, orderId: number, { mark, name, email }: Planted): Promise<void> {
  const { db, world } = app;
  const byId = world.users.partner.id;
  const partnerId = world.companies.partner.id;
  const type = await db.serviceType.create({
    data: { code: randomUUID(), nameEn: 'Wall mounting', nameDe: 'Wandmontage' },
  });
  const site = { street: `${mark}weg 2`, postalCode: mark, city: mark, country: 'CH' };
  await db.onsiteJob.create({
    data: {
      ...{ orderId, serviceTypeId: type.id, partnerId, contactName: name, phone: mark, email, ...site },
      ...{ feeMinor: 9_000, feeVatBasisPoints: 810, currency: 'CHF', paymentReference: `Paid by ${name}` },
    },
  });
  const note = `Spoke to ${name}`;
  await db.contactAttempt.create({ data: { orderId, byId, channel: 'phone', reached: true, note } });
  const answers = [
    { itemId: 1, label: 'Wall?', kind: 'text', value: `Concrete, says ${name}` },
    { itemId: 2, label: 'Access?', kind: 'yes_no', value: 'yes' },
  ];
  await db.requirementCheck.create({ data: { orderId, byId, fulfilled: true, reason: note, answers } });
  const times = { startsAt: new Date('2026-03-01T08:00:00Z'), endsAt: new Date('2026-03-01T10:00:00Z') };
  await db.appointment.create({ data: { ...{ orderId, partnerId, byId, note, reason: note }, ...times } });
  const signatureKey = await store(`signatures/${randomUUID()}.png`, mark);
  await db.execution.create({
    data: { orderId, byId, executed: true, work: `Hung it up for ${name}`, signedBy: name, signatureKey },
  });
}

/** The accepted offer that the order came from, and the contract that it made. */
async function plantOffer(app: TestApp, orderId: number, serial: number, who: Planted): Promise<void> {
  const { db } = app;
  const { accountId, customerId, mark } = who;
  const parties = { accountId, customerId, currency: 'CHF', createdById: who.userId };
  const plan = await db.servicePlan.create({
    data: {
      ...{ code: randomUUID(), nameEn: 'Care', nameDe: 'Schutz', currency: 'CHF' },
      ...{ priceMinor: 500, vatBasisPoints: 810, termMonths: 12 },
    },
  });
  const basket = await db.basket.create({
    data: {
      ...{ ...parties, number: `BA-${serial}`, title: `For ${mark}`, submissionKey: randomUUID() },
      items: {
        create: { position: 1, kind: 'device', description: 'Fairphone 5', serial: who.facts, problem: mark },
      },
    },
  });
  await db.basket.update({ where: { id: basket.id }, data: { state: 'offered' } });
  const content = {
    customer: { name: who.name },
    devices: [{ name: 'Fairphone 5', serial: who.facts, problem: mark }],
  };
  const offer = await db.offer.create({
    data: {
      ...{ ...parties, number: `OF-${serial}`, basketId: basket.id, content, submissionKey: randomUUID() },
      ...{ netMinor: 500, vatMinor: 41, grossMinor: 541, validUntil: new Date(), state: 'accepted' },
      ...{ approverName: who.name, approverEmail: who.email },
      documentKey: await store(`offers/${randomUUID()}.pdf`, mark),
    },
  });
  const link = await db.offerLink.create({
    data: { offerId: offer.id, tokenHash: randomUUID(), email: who.email, expiresAt: new Date() },
  });
  await db.offerDecision.create({
    data: {
      ...{ offerId: offer.id, linkId: link.id, outcome: 'accepted', name: who.name, email: who.email },
      reason: `${mark} reason`,
    },
  });
  await db.order.update({ where: { id: orderId }, data: { offerId: offer.id } });
  const day = new Date('2026-03-01');
  await db.contract.create({
    data: {
      ...{
        accountId,
        customerId,
        currency: 'CHF',
        number: `CO-${serial}`,
        state: 'ended',
        servicePlanId: plan.id,
        endsOn: day,
      },
      orders: { create: { orderId } },
      versions: {
        create: {
          ...{ version: 1, change: 'new', startsOn: day, endsOn: day, renews: false, renewalMonths: 12 },
          ...{ noticeDays: 30, priceMinor: 500, vatBasisPoints: 810, offerId: offer.id },
          devices: { create: { deviceId: await deviceOf(app, orderId), name: 'Fairphone 5' } },
        },
      },
    },
  });
}

async function deviceOf(app: TestApp, orderId: number): Promise<number> {
  const { deviceId } = await app.db.order.findUniqueOrThrow({ where: { id: orderId } });
  return deviceId ?? 0;
}
