import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp } from '~/domain/auth/clean-up.server';
import { hashPassword } from '~/domain/auth/password.server';
import en from '~/locales/en';
import { startApp, type TestApp } from '../support/app';
import { signIn, visitor } from '../support/client';

const PASSWORD = 'Regenschirm im Schnee';
const NEXT_PASSWORD = 'Zweiundvierzig Kraniche';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.db.user.updateMany({ data: { passwordHash: await hashPassword(PASSWORD) } });
});
afterAll(() => app?.close());

const stored = (id: number) => app.db.user.findUniqueOrThrow({ where: { id } });

describe('profile', () => {
  it('keeps name, language and look', async () => {
    const client = await signIn(app, 'customer');
    const form = { intent: 'profile', name: '  Änne\u202e  Größ ', locale: 'de', theme: 'dark' };
    expect((await client.post('/account', form)).headers.get('Location')).toBe('/account?done=profile');
    expect(await stored(app.world.users.customer.id)).toMatchObject({
      name: 'Änne Größ',
      locale: 'de',
      theme: 'dark',
    });
    const page = await (await client.get('/account?done=profile')).text();
    expect(page).toContain('Ihre Einstellungen sind gespeichert.');
    expect(page).toMatch(/<html lang="de" data-theme="dark"/);
  });

  it.each([
    [{ name: ' ' }, en.errors.required],
    [{ name: 'x'.repeat(121) }, 'at most 120 characters'],
    [{ theme: 'pink' }, en.errors.unknown],
  ])('refuses %o and keeps what was typed', async (wrong, reason) => {
    const client = await signIn(app, 'reseller');
    const form = { intent: 'profile', name: 'Typed <Name>', locale: 'en', theme: 'light', ...wrong };
    const answer = await client.post('/account', form);
    expect(answer.status).toBe(422);
    const body = await answer.text();
    expect(body).toContain(reason);
    if (form.name === 'Typed <Name>') expect(body).toContain('value="Typed &lt;Name&gt;"');
    expect((await stored(app.world.users.reseller.id)).name).toBe('reseller');
  });

  it('refuses a button that does not exist', async () => {
    const client = await signIn(app, 'reseller');
    expect((await client.post('/account', { intent: 'promote', role: 'administrator' })).status).toBe(400);
    expect((await stored(app.world.users.reseller.id)).role).toBe('reseller');
  });
});

describe('language and look of every page', () => {
  it('are kept in the browser of a visitor', async () => {
    const client = visitor(app);
    const answer = await client.post('/preferences', { locale: 'de', redirectTo: '/login?done=password' });
    expect(answer.headers.get('Location')).toBe('/login?done=password');
    expect(await (await client.get('/login')).text()).toContain('lang="de"');
    await client.post('/preferences', { theme: 'dark', redirectTo: '//evil.test' });
    expect(await (await client.get('/login')).text()).toMatch(/<html lang="de" data-theme="dark"/);
  });

  it('are kept in the profile of the signed-in; nonsense changes nothing', async () => {
    const client = await signIn(app, 'technician');
    await client.post('/preferences', { locale: 'de' });
    await client.post('/preferences', { locale: 'xx', theme: 'nonsense' });
    expect(await stored(app.world.users.technician.id)).toMatchObject({ locale: 'de', theme: 'system' });
  });

  it('lead nowhere else', async () => {
    const answer = await visitor(app).post('/preferences', {
      theme: 'dark',
      redirectTo: 'https://evil.test',
    });
    expect(answer.headers.get('Location')).toBe('/');
  });
});

describe('password', () => {
  const change = { intent: 'password', current: PASSWORD, password: NEXT_PASSWORD, repeat: NEXT_PASSWORD };

  it('needs the current one', async () => {
    const client = await signIn(app, 'partner');
    const answer = await client.post('/account', { ...change, current: 'wrong' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('This is not your current password');
    for (let n = 0; n < 9; n++) await client.post('/account', { ...change, current: 'wrong' });
    const refused = await client.post('/account', change);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('signs the other devices out, not this one', async () => {
    const [here, there] = [await signIn(app, 'otherPartner'), await signIn(app, 'otherPartner')];
    expect((await here.post('/account', change)).headers.get('Location')).toBe('/account?done=password');
    expect((await here.get('/account')).status).toBe(200);
    expect((await there.get('/account')).status).toBe(302);
    const email = app.world.users.otherPartner.email;
    expect((await visitor(app).post('/login', { email, password: NEXT_PASSWORD })).status).toBe(302);
  });
});

describe('sessions', () => {
  it('are listed with this one marked', async () => {
    const client = visitor(app);
    const agent = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0' };
    const credentials = { email: app.world.users.administrator.email, password: PASSWORD };
    await client.post('/login', credentials, agent);
    await signIn(app, 'administrator');
    const body = await (await client.get('/account')).text();
    expect(body).toContain('Firefox on Linux');
    expect(body).toContain('Unknown device');
    expect(body.match(/This device/g)).toHaveLength(1);
    expect(body).not.toContain('tokenHash');
  });

  it('end one by one; another person’s does not', async () => {
    const [here, there] = [await signIn(app, 'otherReseller'), await signIn(app, 'otherReseller')];
    const last = await app.db.session.findFirstOrThrow({
      where: { userId: app.world.users.otherReseller.id },
      orderBy: { id: 'desc' },
    });
    const foreign = await signIn(app, 'customer');
    await foreign.post('/account', { intent: 'end-session', sessionId: String(last.id) });
    expect((await there.get('/account')).status).toBe(200);
    await here.post('/account', { intent: 'end-session', sessionId: String(last.id) });
    expect((await there.get('/account')).status).toBe(302);
    expect((await here.get('/account')).status).toBe(200);
  });

  it('all end with *sign out everywhere*', async () => {
    const [here, there] = [await signIn(app, 'otherCustomer'), await signIn(app, 'otherCustomer')];
    const answer = await here.post('/account', { intent: 'end-all' });
    expect(answer.headers.get('Location')).toBe('/login?done=everywhere');
    expect(here.cookies.has('portal_session')).toBe(false);
    expect((await there.get('/account')).status).toBe(302);
    expect(await app.db.session.count({ where: { userId: app.world.users.otherCustomer.id } })).toBe(0);
  });

  it('that have run out are deleted, with links, forms and counts', async () => {
    const userId = app.world.users.customer.id;
    const [past, future] = [new Date(Date.now() - 1000), new Date(Date.now() + 60_000)];
    await app.db.session.updateMany({ where: { userId }, data: { expiresAt: past } });
    for (const [tokenHash, expiresAt] of [
      ['old', past],
      ['new', future],
    ] as const) {
      await app.db.userToken.create({ data: { tokenHash, userId, purpose: 'password-reset', expiresAt } });
      await app.db.rateLimit.create({
        data: { key: tokenHash, points: 1, expire: BigInt(expiresAt.getTime()) },
      });
    }
    await app.db.pendingForm.create({
      data: { tokenHash: 'old', path: '/', fields: {}, createdAt: new Date(Date.now() - 25 * 3_600_000) },
    });
    await cleanUp();
    expect(await app.db.session.count({ where: { userId } })).toBe(0);
    expect((await app.db.userToken.findMany()).map((row) => row.tokenHash)).toEqual(['new']);
    expect(await app.db.rateLimit.count({ where: { key: { in: ['old', 'new'] } } })).toBe(1);
    expect(await app.db.pendingForm.count()).toBe(0);
  });
});
