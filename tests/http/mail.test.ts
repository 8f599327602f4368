import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../scripts/bench/mail-server';
import { startApp, type TestApp } from '../support/app';
import { placeOrder, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';

let app: TestApp;
let portal: Awaited<ReturnType<typeof loadPortal>>;

/** The portal's own functions, loaded once its settings are those of this test. */
async function loadPortal() {
  const { sendMail } = await import('~/domain/notifications/send-mail.server');
  const { requeueMails } = await import('~/domain/notifications/requeue-mails.server');
  const { foldTallies } = await import('~/domain/orders/fold-tallies.server');
  const { env } = await import('~/platform/env.server');
  const { composeMail } = await import('~/platform/mail.server');
  return { sendMail, requeueMails, foldTallies, env, composeMail };
}

beforeAll(async () => {
  app = await startApp({ jobs: true });
  portal = await loadPortal();
});
afterAll(() => app?.close());

/** The mails about an order, once all of them were handled. */
function mailsAbout(number: string, count: number) {
  return eventually(async () => {
    const mails = await app.db.mail.findMany({
      where: { subject: { contains: number } },
      orderBy: { recipient: 'asc' },
    });
    return mails.length >= count && mails.every(({ state }) => state === 'sent') ? mails : null;
  });
}

const parse = (storageKey: string | null) =>
  PostalMime.parse(readFileSync(path.join(app.dataDir, 'files', storageKey ?? '')));

describe('the confirmation of an order', () => {
  it('goes to the account and to who approved, each in their language, once', async () => {
    await app.db.user.update({ where: { id: app.world.users.customer.id }, data: { locale: 'de' } });
    const number = await placeOrder(app, await signIn(app, 'customer'));
    const mails = await mailsAbout(number, 2);
    expect(mails.map(({ recipient, locale }) => [recipient, locale])).toEqual([
      ['c-1@company.test', 'en'],
      ['customer@people.test', 'de'],
    ]);
    const [english, german] = [
      await parse(mails[0]?.storageKey ?? null),
      await parse(mails[1]?.storageKey ?? null),
    ];
    expect(english.subject).toBe(`Service order ${number} is confirmed`);
    expect(german.subject).toBe(`Serviceauftrag ${number} ist bestätigt`);
    expect(english.from?.name).toBe('Testwerk');
    expect(english.text).toContain('Das Display bleibt schwarz.');
    expect(english.text).toContain(`Order number: ${number}\n`);
    expect(english.text).toContain(`${portal.env().publicUrl}/orders/${number}`);
    expect(english.html).toContain('Fairphone 5');
    expect(german.text).toContain('Bitte senden oder bringen Sie das Gerät');
    const event = await app.db.event.findFirstOrThrow({ where: { type: 'order.confirmed' } });
    await app.db
      .$executeRaw`SELECT graphile_worker.add_job('event', json_build_object('eventId', ${String(event.id)}::text))`;
    await eventually(async () => {
      const left = await app.db.$queryRaw<
        unknown[]
      >`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'event'`;
      return left.length === 0 ? true : null;
    });
    expect(await app.db.mail.count({ where: { subject: { contains: number } } })).toBe(2);
  });

  it('is one mail where both addresses are the same', async () => {
    const { reseller } = app.world.users;
    await app.db.company.update({
      where: { id: app.world.companies.reseller.id },
      data: { email: reseller.email.toUpperCase() },
    });
    const number = await placeOrder(app, await signIn(app, 'reseller'), {
      customer: 'R-1-1',
      intent: 'create',
    });
    expect((await mailsAbout(number, 1)).map(({ recipient }) => recipient)).toEqual([reseller.email]);
  });

  it('shows what was typed as text', async () => {
    const problem = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    const number = await placeOrder(app, await signIn(app, 'customer'), { problem });
    const [mail] = await mailsAbout(number, 2);
    const { html = '' } = await parse(mail?.storageKey ?? null);
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img src=x');
  });
});

describe('a mail server', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  });
  beforeEach(() => {
    // Of the same server another pool, since one that met a time-out waits.
    portal.env().SMTP_URL = `${server.url}/?socketTimeout=400&n=${Math.random()}`;
    server.received.length = 0;
    server.next.length = 0;
  });
  afterEach(() => {
    portal.env().SMTP_URL = undefined;
  });
  afterAll(() => server.close());

  let queued = 0;
  /** A mail that no job sends. */
  const queue = () => {
    queued += 1;
    return app.db.mail.create({
      data: {
        dedupeKey: `test:${queued}`,
        messageId: `test-${queued}@portal.test`,
        template: 'import-finished',
        recipient: 'customer@people.test',
        locale: 'de',
        subject: `Test ${queued}`,
        data: {
          importToken: 't',
          account: 'Muster AG',
          fileName: 'a.csv',
          total: 3,
          created: 2,
          notTaken: 1,
        },
      },
    });
  };
  const outcome = (id: number) =>
    app.db.mail.findUniqueOrThrow({ where: { id }, include: { attempts: { orderBy: { id: 'asc' } } } });
  const bytesOf = (id: number) => readFileSync(path.join(app.dataDir, 'files', `mails/${id}.eml`));

  it('gets the confirmation, with one recipient a mail and both parts', async () => {
    const number = await placeOrder(app, await signIn(app, 'otherCustomer'), { deliveryMethodId: '' });
    const mails = await mailsAbout(number, 2);
    const { received } = server;
    expect(received.map(({ to }) => to).sort()).toEqual([
      ['c-2@company.test'],
      ['other-customer@people.test'],
    ]);
    const mail = await PostalMime.parse(received[0]?.raw ?? Buffer.alloc(0));
    expect(received[0]?.from).toBe('service@operator.test');
    expect(mail.subject).toContain(number);
    expect(mail.text).toContain(number);
    expect(mail.html).toContain(number);
    expect(mails.map(({ messageId }) => `<${messageId}>`)).toContain(mail.messageId);
    for (const { id, messageId } of mails) {
      const sent = received.find(({ raw }) => raw.includes(messageId));
      expect(sent?.raw.equals(bytesOf(id))).toBe(true);
      expect((await outcome(id)).attempts).toMatchObject([
        { outcome: 'sent', answer: expect.stringMatching(/^250 2\.0\.0 Ok: queued as \d$/) },
      ]);
    }
  });

  it.each([
    ['answers 451, as greylisting does', 451, /^451 /],
    ['never answers', 'silence', /timeout/i],
    ['drops the connection', 'drop', /./],
  ] as const)('that %s gets the same bytes later', async (_, manner, reason) => {
    const { id } = await queue();
    server.next.push(manner);
    await expect(portal.sendMail(id, false)).rejects.toThrow();
    const deferred = await outcome(id);
    expect(deferred).toMatchObject({ state: 'queued', error: expect.stringMatching(reason) });
    expect(deferred.attempts).toMatchObject([{ outcome: 'deferred', answer: deferred.error }]);
    const before = bytesOf(id);
    await app.db.operator.update({ where: { id: 1 }, data: { name: `Umbenannt ${id}` } });
    await portal.sendMail(id, false);
    await portal.sendMail(id, false);
    expect(server.received.map(({ raw }) => raw.equals(before))).toEqual([true]);
    expect(before.toString()).toContain(`<test-${queued}@portal.test>`);
    expect(await outcome(id)).toMatchObject({ state: 'sent', error: null });
    await app.db.operator.update({ where: { id: 1 }, data: { name: 'Testwerk' } });
  });

  it.each([
    ['the recipient', 'refuse-recipient', '550 5.1.1 No such user here'],
    ['the content', 554, '554 Try later'],
  ] as const)('that refuses %s for good is not asked again', async (_, manner, reason) => {
    const { id } = await queue();
    server.next.push(manner);
    await portal.sendMail(id, false);
    expect(await outcome(id)).toMatchObject({
      state: 'failed',
      error: reason,
      attempts: [{ outcome: 'failed', answer: reason }],
    });
    await portal.sendMail(id, false);
    expect(server.received).toEqual([]);
  });

  it('that is not there is asked until the last try, which is noted as failed', async () => {
    portal.env().SMTP_URL = 'smtp://127.0.0.1:1';
    const { id } = await queue();
    await expect(portal.sendMail(id, false)).rejects.toThrow();
    await expect(portal.sendMail(id, true)).rejects.toThrow();
    expect(await outcome(id)).toMatchObject({
      state: 'failed',
      attempts: [{ outcome: 'deferred' }, { outcome: 'failed' }],
    });
  });

  it('gets the same mail once more when the worker was killed after DATA, before it knew', async () => {
    const { id } = await queue();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/support/send-mail-child.ts', app.databaseUrl, String(id)],
      { env: { ...process.env, SMTP_URL: server.url }, stdio: 'ignore' },
    );
    server.next.push(() => child.kill('SIGKILL'));
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    expect(await outcome(id)).toMatchObject({ state: 'queued', attempts: [{ outcome: 'started' }] });
    await portal.sendMail(id, false);
    expect(server.received).toHaveLength(2);
    expect(server.received.every(({ raw }) => raw.equals(bytesOf(id)))).toBe(true);
    expect((await outcome(id)).attempts).toMatchObject([{ outcome: 'started' }, { outcome: 'sent' }]);
  });

  it('alone gets the link to a new password: the copy in the portal hides it', async () => {
    await visitor(app).post('/forgot-password', { email: app.world.users.reseller.email });
    const mail = await eventually(() =>
      app.db.mail.findFirst({ where: { template: 'password-reset', state: 'sent' } }),
    );
    const text = async (raw: Buffer) => (await PostalMime.parse(raw)).text ?? '';
    const sent = await text(server.received[0]?.raw ?? Buffer.alloc(0));
    const link = /\/reset-password\/[\w-]{43}/.exec(sent)?.[0] ?? '';
    expect((await visitor(app).get(link)).status).toBe(200);
    const copy = await text(bytesOf(mail.id));
    expect(copy).toContain('/reset-password/***');
    expect(copy.replaceAll('***', '')).toBe(sent.replaceAll(link.split('/')[2] ?? '', ''));
    const sealed = path.join(app.dataDir, 'files', `mails/${mail.id}.sealed.eml`);
    await eventually(async () => (existsSync(sealed) ? null : true));
  });

  it('is asked again for mails whose job was lost', async () => {
    const { id } = await queue();
    const at = new Date(Date.now() - 3_600_000);
    await app.db.mail.update({ where: { id }, data: { createdAt: at } });
    expect(await portal.requeueMails()).toBeGreaterThan(0);
    await eventually(async () => ((await outcome(id)).state === 'sent' ? true : null));
    expect(await portal.requeueMails()).toBe(0);
  });
});

describe('a header', () => {
  const mail = {
    messageId: 'header@portal.test',
    from: { name: 'Portal', address: 'portal@operator.test' },
    to: { name: 'Somebody', address: 'somebody@people.test' },
    subject: 'Hello',
    text: 'Hello',
    html: '<p>Hello</p>',
  };

  it.each([
    '\r\nBcc: evil@evil.test',
    '\nBcc: evil@evil.test',
    '\rBcc: evil@evil.test',
    '\u2028Bcc: evil@evil.test',
  ])('cannot be added by %j in a name, a subject or a value', async (injected) => {
    const bytes = await portal.composeMail({
      ...mail,
      subject: `Hello${injected}`,
      from: { ...mail.from, name: `Portal${injected}` },
      to: { ...mail.to, name: `Somebody${injected}` },
      headers: { 'X-Order': `RO-1${injected}` },
    });
    const file = await PostalMime.parse(bytes);
    expect(file.headers.some(({ key: name }) => name === 'bcc')).toBe(false);
    expect(file.bcc ?? []).toEqual([]);
    expect(file.to).toHaveLength(1);
    expect(file.subject).toBe('Hello Bcc: evil@evil.test');
    expect(file.from?.address).toBe('portal@operator.test');
  });

  it.each([
    'a@b.test\r\nBcc: evil@evil.test',
    'a@b.test, evil@evil.test',
    'a@b.test> <evil@evil.test',
    'nobody',
    '',
  ])('is refused for the address %j', async (address) => {
    await expect(portal.composeMail({ ...mail, to: { name: '', address } })).rejects.toThrow(TypeError);
    await expect(portal.composeMail({ ...mail, from: { name: '', address } })).rejects.toThrow(TypeError);
  });

  it('is refused for a name that is none', async () => {
    await expect(portal.composeMail({ ...mail, headers: { 'X-A\r\nBcc': 'x' } })).rejects.toThrow(TypeError);
  });
});

describe('the mailbox', () => {
  it('is for the administrator alone', async () => {
    const { id } = await app.db.mail.findFirstOrThrow();
    for (const at of ['', `/${id}`, `/${id}/html`, `/${id}/source.eml`]) {
      expect((await visitor(app).get(`/admin/mailbox${at}`)).status).toBe(302);
      for (const person of ['customer', 'reseller', 'technician', 'partner'] as const)
        expect((await (await signIn(app, person)).get(`/admin/mailbox${at}`)).status).toBe(404);
    }
  });

  it('shows a mail, its HTML in a locked frame, and its file', async () => {
    const client = await signIn(app, 'administrator');
    const { id, subject } = await app.db.mail.findFirstOrThrow({ where: { storageKey: { not: null } } });
    expect(await (await client.get('/admin/mailbox')).text()).toContain(subject);
    const page = await (await client.get(`/admin/mailbox/${id}`)).text();
    expect(page).toMatch(/<iframe[^>]*sandbox=""/);
    expect(page).toContain('Auto-Submitted');
    const html = await client.get(`/admin/mailbox/${id}/html`);
    expect(html.headers.get('Content-Type')).toContain('text/html');
    expect(html.headers.get('Content-Security-Policy')).toContain('sandbox');
    const file = await client.get(`/admin/mailbox/${id}/source.eml`);
    expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="mail-${id}.eml"`);
    expect((await PostalMime.parse(await file.arrayBuffer())).subject).toBe(subject);
  });

  it.each(['999999', 'abc', '1e3', '0', '99999999999999999999'])('knows no mail %s', async (id) => {
    const client = await signIn(app, 'administrator');
    expect((await client.get(`/admin/mailbox/${id}`)).status).toBe(404);
    expect((await client.get(`/admin/mailbox/${id}/html`)).status).toBe(404);
  });

  it('pages through many mails without losing one', async () => {
    const row = (n: number) => ({
      dedupeKey: `page:${n}`,
      messageId: `page-${n}@portal.test`,
      template: 'order-confirmed',
      recipient: 'page@people.test',
      locale: 'en',
      subject: `Page mail ${n}.`,
      data: {},
      state: 'failed',
    });
    await app.db.mail.createMany({ data: Array.from({ length: 120 }, (_, n) => row(n)) });
    const client = await signIn(app, 'administrator');
    const seen = new Set<string>();
    for (let at: string | undefined = '/admin/mailbox'; at; ) {
      const body = await (await client.get(at)).text();
      for (const [subject] of body.matchAll(/Page mail \d+\./g)) seen.add(subject);
      at = /href="(\/admin\/mailbox\?before=\d+)"/.exec(body)?.[1];
    }
    expect(seen.size).toBe(120);
  });
});

it('folds the counts without changing a sum, also while orders are made', async () => {
  const sums = () => app.db.$queryRaw<{ key: string; n: bigint }[]>`
    SELECT concat_ws('/', scope, scope_id, location_id, status) AS key, sum(n) AS n
    FROM order_tallies GROUP BY 1 HAVING sum(n) <> 0 ORDER BY 1`;
  const client = await signIn(app, 'customer');
  let busy = true;
  const making = (async () => {
    for (let n = 0; n < 8; n++) await placeOrder(app, client);
    busy = false;
  })();
  while (busy) await Promise.all([portal.foldTallies(), portal.foldTallies()]);
  await making;
  const before = await sums();
  await portal.foldTallies();
  expect(await sums()).toEqual(before);
  const real = await app.db.$queryRaw<{ key: string; n: bigint }[]>`
    SELECT concat_ws('/', 'all', 0, location_id, status) AS key, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1`;
  const plain = (rows: { key: string; n: bigint }[]) => rows.map(({ key, n }) => [key, Number(n)]);
  expect(plain(before.filter(({ key }) => key.startsWith('all/')))).toEqual(plain(real));
  const rows = await app.db.orderTally.count();
  expect(rows).toBe(before.length);
});
