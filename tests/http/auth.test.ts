import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countTry } from '~/domain/auth/limits.server';
import { hashPassword } from '~/domain/auth/password.server';
import { createUserToken } from '~/domain/auth/user-token.server';
import { startApp, type TestApp } from '../support/app';
import { orderFields, sessionCookieFor, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';

const PASSWORD = 'Regenschirm im Schnee';
const NEXT_PASSWORD = 'Zweiundvierzig Kraniche';

let app: TestApp;
const people = () => app.world.users;

beforeAll(async () => {
  app = await startApp({ jobs: true });
  await app.db.user.updateMany({ data: { passwordHash: await hashPassword(PASSWORD) } });
});
afterAll(() => app?.close());
afterEach(() => app.db.rateLimit.deleteMany());

const attempt = (email: string, password: string) => visitor(app).post('/login', { email, password });

/** A page's words without what differs from one answer to the next by design: nonce, cache marks, the typed address. */
async function comparable(response: Response, email: string): Promise<string> {
  return (await response.text()).replace(/nonce="[^"]*"/g, '').replaceAll(email, '');
}

describe('sign-in', () => {
  it('makes a session and goes back to where the person came from', async () => {
    const client = visitor(app);
    const sent = await client.get('/orders?tab=completed');
    expect(sent.headers.get('Location')).toBe('/login?redirectTo=%2Forders%3Ftab%3Dcompleted');
    const answer = await client.post('/login', {
      email: `  ${people().customer.email.toUpperCase()} `,
      password: PASSWORD,
      redirectTo: '/orders?tab=completed',
    });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('Location')).toBe('/orders?tab=completed');
    expect(answer.headers.get('Set-Cookie')).toMatch(/HttpOnly.*SameSite=Lax/);
    expect((await client.get('/account')).status).toBe(200);
  });

  it('gives the same answer to a wrong password and to an unknown account', async () => {
    const wrong = await attempt(people().customer.email, 'not the password');
    const unknown = await attempt('nobody@people.test', 'not the password');
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    const [one, other] = [
      await comparable(wrong, people().customer.email),
      await comparable(unknown, 'nobody@people.test'),
    ];
    expect(one).toContain('E-mail and password do not belong together');
    expect(one).toBe(other);
  });

  it('takes as long for an unknown account as for a wrong password', async () => {
    const time = async (email: string) => {
      const started = performance.now();
      await attempt(email, 'not the password');
      return performance.now() - started;
    };
    await attempt('warm@people.test', 'up');
    // In turns, and the quickest of each: what else the machine does must not count.
    const times: { known: number; unknown: number }[] = [];
    for (let n = 0; n < 8; n++) {
      times.push({ known: await time(people().customer.email), unknown: await time('nobody@people.test') });
    }
    const known = Math.min(...times.map((one) => one.known));
    const unknown = Math.min(...times.map((one) => one.unknown));
    expect(unknown).toBeGreaterThan(known * 0.5);
    expect(unknown).toBeLessThan(known * 2);
  });

  it('keeps the address that was typed, and never the password', async () => {
    const body = await (await attempt(people().customer.email, 'a secret that must not return')).text();
    expect(body).toContain(`value="${people().customer.email}"`);
    expect(body).not.toContain('a secret that must not return');
  });

  it('stops after too many tries for an account, known or not, with a time to wait', async () => {
    for (const email of [people().reseller.email, 'nobody@people.test']) {
      for (let n = 0; n < 10; n++) expect((await attempt(email, 'wrong')).status).toBe(400);
      const refused = await attempt(email, PASSWORD);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(60);
      expect(await refused.text()).toMatch(/too many attempts\. Please wait \d+ min/i);
    }
    expect((await attempt(people().customer.email, PASSWORD)).status).toBe(302);
  });

  it('stops after too many tries from one address', async () => {
    let last = 0;
    for (let n = 0; n <= 60; n++) last = (await attempt(`nobody-${n}@people.test`, 'wrong')).status;
    expect(last).toBe(429);
  });

  it('takes all addresses of one IPv6 network for one', async () => {
    let seconds = 0;
    for (let n = 0; n <= 60; n++)
      seconds = await countTry('sign_in_address', `2001:db8:1:2::${n.toString(16)}`);
    expect(seconds).toBeGreaterThan(0);
    expect(await countTry('sign_in_address', '2001:db8:1:3::1')).toBe(0);
  });

  it('does not count what was right', async () => {
    for (let n = 0; n < 12; n++) expect((await attempt(people().customer.email, PASSWORD)).status).toBe(302);
    const counted = await app.db.rateLimit.findMany({ where: { points: { gt: 0 } } });
    expect(counted).toEqual([]);
  });

  it('lets nobody in who was switched off, or whose company was', async () => {
    await app.db.user.update({ where: { id: people().partner.id }, data: { active: false } });
    await app.db.company.update({
      where: { id: app.world.companies.otherCustomer.id },
      data: { active: false },
    });
    expect((await attempt(people().partner.email, PASSWORD)).status).toBe(400);
    expect((await attempt(people().otherCustomer.email, PASSWORD)).status).toBe(400);
  });

  it('gives a new token at each sign-in and ends the old session of this browser', async () => {
    const client = visitor(app);
    const credentials = { email: people().customer.email, password: PASSWORD };
    await client.post('/login', credentials);
    const first = client.cookies.get('portal_session') ?? '';
    await client.post('/login', credentials);
    expect(client.cookies.get('portal_session')).not.toBe(first);
    client.cookies.set('portal_session', first);
    expect((await client.get('/account')).status).toBe(302);
  });

  it.each(['//evil.test', 'https://evil.test/', '/\\evil.test', 'javascript:alert(1)'])(
    'never leads to %s',
    async (redirectTo) => {
      const form = { email: people().customer.email, password: PASSWORD, redirectTo };
      const answer = await visitor(app).post('/login', form);
      expect(answer.headers.get('Location')).toBe('/');
    },
  );

  it('speaks German to who asks for it', async () => {
    const german = { 'Accept-Language': 'de-CH' };
    const form = { email: 'nobody@people.test', password: 'x' };
    const body = await (await visitor(app).post('/login', form, german)).text();
    expect(body).toContain('E-Mail und Passwort passen nicht zusammen');
    expect(body).toContain('lang="de"');
  });

  it('ends the session at sign-out, by a form only', async () => {
    const client = await signIn(app, 'customer');
    const copy = new Map(client.cookies);
    await client.get('/logout');
    expect((await client.get('/account')).status).toBe(200);
    expect((await client.post('/logout', {})).headers.get('Location')).toBe('/login?done=signed_out');
    for (const [name, value] of copy) client.cookies.set(name, value);
    expect((await client.get('/account')).status).toBe(302);
  });
});

describe('password reset', () => {
  const link = async (email: string): Promise<string> => {
    await visitor(app).post('/forgot-password', { email });
    const mail = await eventually(() =>
      app.db.mail.findFirst({ where: { recipient: email, state: 'sent' }, orderBy: { id: 'desc' } }),
    );
    const file = readFileSync(path.join(app.dataDir, 'files', mail.storageKey ?? ''));
    const { text = '' } = await PostalMime.parse(file);
    return /\/reset-password\/[\w-]{43}/.exec(text)?.[0] ?? '';
  };
  const set = (at: string, password: string, repeat = password) =>
    visitor(app).post(at, { password, repeat });

  it('answers the same whether the account exists or not, and mails to the one that does', async () => {
    const email = people().technician.email;
    const known = await visitor(app).post('/forgot-password', { email });
    const unknown = await visitor(app).post('/forgot-password', { email: 'nobody@people.test' });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(await comparable(known, email)).toBe(await comparable(unknown, 'nobody@people.test'));
    await eventually(() => app.db.mail.findFirst({ where: { recipient: email, state: 'sent' } }));
    const jobs = await eventually(async () => {
      const left = await app.db.$queryRaw<
        unknown[]
      >`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'password-reset'`;
      return left.length === 0 ? 'done' : null;
    });
    expect(jobs).toBe('done');
    expect(await app.db.mail.count({ where: { recipient: 'nobody@people.test' } })).toBe(0);
  });

  it('sets a password once, ends all sessions and every other link', async () => {
    const { id, email } = people().otherReseller;
    const before = await signIn(app, 'otherReseller');
    const other = await createUserToken(app.db, id, 'invitation');
    const at = await link(email);
    expect((await visitor(app).get(at)).status).toBe(200);
    const answer = await set(at, NEXT_PASSWORD);
    expect(answer.headers.get('Location')).toBe('/login?done=password');
    expect((await before.get('/account')).status).toBe(302);
    expect((await attempt(email, NEXT_PASSWORD)).status).toBe(302);
    expect((await attempt(email, PASSWORD)).status).toBe(400);
    expect((await set(at, 'Noch ein anderes Passwort')).status).toBe(404);
    expect((await visitor(app).get(`/reset-password/${other}`)).status).toBe(404);
  });

  it('lets one of two that use a link at once through', async () => {
    const at = await link(people().otherTechnician.email);
    const answers = await Promise.all(
      ['Erster Versuch gewinnt', 'Zweiter Versuch gewinnt'].map((password) => set(at, password)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 404]);
  });

  it('stores neither the token nor the link', async () => {
    const token = (await link(people().technician.email)).slice(-43);
    const rows = await app.db.$queryRaw<{ found: bigint }[]>`
      SELECT count(*) AS found FROM mails WHERE mails::text LIKE ${`%${token}%`}`;
    expect(Number(rows[0]?.found)).toBe(0);
    expect(await app.db.userToken.count({ where: { tokenHash: token } })).toBe(0);
  });

  it('refuses an expired link', async () => {
    const token = await createUserToken(app.db, people().customer.id, 'password-reset');
    await app.db.userToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await visitor(app).get(`/reset-password/${token}`)).status).toBe(404);
    expect((await set(`/reset-password/${token}`, NEXT_PASSWORD)).status).toBe(404);
    expect((await attempt(people().customer.email, PASSWORD)).status).toBe(302);
  });

  it.each([
    ['kurz', 'at least 10 characters'],
    ['Passwort1234', 'easy to guess'],
    ['aaaaaaaaaaaaaa', 'easy to guess'],
    ['customer@people.test', 'must not be your e-mail'],
    ['x1'.repeat(101), 'at most 200 characters'],
  ])('refuses the password %s', async (password, reason) => {
    const token = await createUserToken(app.db, people().customer.id, 'password-reset');
    const answer = await set(`/reset-password/${token}`, password);
    expect(answer.status).toBe(422);
    const body = await answer.text();
    expect(body).toContain(reason);
    expect(body).not.toMatch(/type="password"[^>]*value=/);
    expect(
      await app.db.userToken.count({ where: { usedAt: null, userId: people().customer.id } }),
    ).toBeGreaterThan(0);
  });

  it('refuses two different new passwords', async () => {
    const token = await createUserToken(app.db, people().customer.id, 'password-reset');
    expect((await set(`/reset-password/${token}`, NEXT_PASSWORD, PASSWORD)).status).toBe(422);
  });
});

describe('a form whose session has ended', () => {
  it('comes back once, after signing in again', async () => {
    const client = visitor(app);
    const [name, value] = await sessionCookieFor(app, people().customer.id);
    client.cookies.set(name, value);
    await app.db.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    const typed = { deviceName: 'Gerät <3 "quoted"', problem: 'Mühsam getippt', password: 'not to be kept' };
    const sent = await client.post('/orders/new', orderFields(app.world, typed));
    expect(sent.headers.get('Location')).toBe('/login?redirectTo=%2Forders%2Fnew');
    expect(JSON.stringify(await app.db.pendingForm.findMany())).not.toContain('not to be kept');
    const stored = await app.db.pendingForm.findFirstOrThrow();
    expect([...client.cookies.values()].join()).not.toContain(stored.tokenHash);
    const login = await (await client.get('/login?redirectTo=%2Forders%2Fnew')).text();
    expect(login).toContain('What you typed is kept');
    await client.post('/login', { email: people().customer.email, password: PASSWORD });
    expect(await (await client.get('/orders/new')).text()).toContain('Mühsam getippt');
    expect(await (await client.get('/orders/new')).text()).not.toContain('Mühsam getippt');
    expect(await app.db.pendingForm.count()).toBe(0);
  });

  it('is not given to another page, nor after a day', async () => {
    const client = visitor(app);
    await client.post('/orders/new', orderFields(app.world, { problem: 'Für später' }));
    const waiting = client.cookies.get('portal_pending_form') ?? '';
    await client.post('/login', { email: people().administrator.email, password: PASSWORD });
    expect(await (await client.get('/admin/questions/new')).text()).not.toContain('Für später');
    await app.db.pendingForm.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    client.cookies.set('portal_pending_form', waiting);
    expect(await (await client.get('/orders/new')).text()).not.toContain('Für später');
  });

  it('is not kept when it is very large, or one of too many', async () => {
    await app.db.pendingForm.deleteMany();
    await visitor(app).post('/orders/new', orderFields(app.world, { problem: 'x'.repeat(300_000) }));
    expect(await app.db.pendingForm.count()).toBe(0);
    for (let n = 0; n < 33; n++) await visitor(app).post('/orders/new', { problem: 'again' });
    expect(await app.db.pendingForm.count()).toBe(30);
  });

  it('goes when the person signs out', async () => {
    await app.db.pendingForm.deleteMany();
    const client = visitor(app);
    await client.post('/orders/new', { problem: 'Nur für mich' });
    expect(await app.db.pendingForm.count()).toBe(1);
    await client.post('/logout', {});
    expect(await app.db.pendingForm.count()).toBe(0);
  });
});

it('keeps the mailed files where only the portal reads them', () => {
  const files = readdirSync(path.join(app.dataDir, 'files', 'mails'));
  expect(files.length).toBeGreaterThan(0);
  expect(files.every((name) => /^\d+(\.sealed)?\.eml$/.test(name))).toBe(true);
});
