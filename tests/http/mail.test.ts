import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { placeOrder, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';

let app: TestApp;
let portal: Awaited<ReturnType<typeof loadPortal>>;

/** The portal's own functions, loaded once its settings are those of this test. */
async function loadPortal() {
  const { sendMail } = await import('~/domain/notifications/send-mail.server');
  const { foldTallies } = await import('~/domain/orders/fold-tallies.server');
  const { env } = await import('~/platform/env.server');
  const { composeMail } = await import('~/platform/mail.server');
  return { sendMail, foldTallies, env, composeMail };
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
  type Received = { from: string; to: string[]; raw: Buffer };

  async function withServer<T>(refusals: number, work: (port: number, received: Received[]) => Promise<T>) {
    const received: Received[] = [];
    let left = refusals;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (left-- > 0) return done(Object.assign(new Error('Try later'), { responseCode: 451 }));
          const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
          const to = session.envelope.rcptTo.map(({ address }) => address);
          received.push({ from, to, raw: Buffer.concat(chunks) });
          done();
        });
      },
    });
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    try {
      portal.env().SMTP_URL = `smtp://127.0.0.1:${port}`;
      return await work(port, received);
    } finally {
      portal.env().SMTP_URL = undefined;
      server.close();
    }
  }

  it('gets the confirmation, with one recipient a mail and both parts', async () => {
    await withServer(0, async (_, received) => {
      const number = await placeOrder(app, await signIn(app, 'otherCustomer'), { deliveryMethodId: '' });
      const mails = await mailsAbout(number, 2);
      expect(received.map(({ to }) => to).sort()).toEqual([
        ['c-2@company.test'],
        ['other-customer@people.test'],
      ]);
      expect(mails.map(({ id, storageKey }) => storageKey === `mails/${id}.eml`)).toEqual([true, true]);
      const mail = await PostalMime.parse(received[0]?.raw ?? Buffer.alloc(0));
      expect(received[0]?.from).toBe('service@operator.test');
      expect(mail.subject).toContain(number);
      expect(mail.text).toContain(number);
      expect(mail.html).toContain(number);
      expect(mails.map(({ messageId }) => `<${messageId}>`)).toContain(mail.messageId);
    });
  });

  it('that refuses is asked again with the same message id; the last refusal is noted', async () => {
    const queued = (n: number) =>
      app.db.mail.create({
        data: {
          dedupeKey: `test:${n}`,
          messageId: `test-${n}@portal.test`,
          template: 'password-reset',
          recipient: 'customer@people.test',
          locale: 'en',
          subject: 'Set your new password',
          data: { userId: app.world.users.customer.id, name: 'Customer' },
        },
      });
    await withServer(2, async (_, received) => {
      const mail = await queued(1);
      await expect(portal.sendMail(mail.id, false)).rejects.toThrow(/Try later/);
      expect(await app.db.mail.findUnique({ where: { id: mail.id } })).toMatchObject({ state: 'queued' });
      const lost = await queued(2);
      await expect(portal.sendMail(lost.id, true)).rejects.toThrow(/Try later/);
      const failed = await app.db.mail.findUniqueOrThrow({ where: { id: lost.id } });
      expect(failed.state).toBe('failed');
      expect(failed.error).toContain('Try later');
      await portal.sendMail(mail.id, false);
      await portal.sendMail(mail.id, false);
      expect(received).toHaveLength(1);
      expect(received[0]?.raw.toString()).toContain('<test-1@portal.test>');
      expect(await app.db.userToken.count({ where: { userId: app.world.users.customer.id } })).toBe(2);
    });
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
