import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '~/domain/auth/password.server';
import { startApp, type TestApp } from '../support/app';
import { makeAuthenticator } from '../support/authenticator';
import { type Client, sessionCookieFor, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';
import { startProvider } from '../support/identity-provider';
import { viewerOf } from '../support/orders';
import type { Person } from '../support/world';

const PASSWORD = 'Regenschirm im Schnee';
const ORIGIN = 'http://localhost:3000';
const CALLBACK = `${ORIGIN}/login/oidc/callback`;

let app: TestApp;
let provider: Awaited<ReturnType<typeof startProvider>>;
const people = () => app.world.users;

beforeAll(async () => {
  provider = await startProvider(CALLBACK);
  const { issuer, clientId, clientSecret } = provider;
  const env = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  app = await startApp({ jobs: true, env: { ...env, OIDC_NAME: 'Werk-ID' } });
  await app.db.user.updateMany({ data: { passwordHash: await hashPassword(PASSWORD) } });
});
afterAll(async () => {
  await app?.close();
  await provider?.close();
});
beforeEach(async () => {
  await app.db.passkey.deleteMany();
  await app.db.recoveryCode.deleteMany();
  await app.db.operator.updateMany({ data: { twoFactorRoles: [] } });
  await app.db.user.updateMany({
    data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
  });
});
afterEach(() => app.db.rateLimit.deleteMany());

const places = (response: Response) => response.headers.get('Location') ?? '';

/** Types address and password into the sign-in page of this browser. */
function typePassword(client: Client, person: Person, redirectTo = '/'): Promise<Response> {
  return client.post('/login', { email: people()[person].email, password: PASSWORD, redirectTo });
}

/** The code of the present time step, or of one beside it. */
function codeOf(secret: string, steps = 0): string {
  const timestamp = Date.now() + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/** What the set-up page offers. */
async function offered(response: Response): Promise<{ secret: string; sealed: string }> {
  const html = await response.text();
  const secret = /secret=([A-Z2-7]+)/.exec(html)?.[1] ?? '';
  return { secret, sealed: /name="sealed" value="([\w-]+)"/.exec(html)?.[1] ?? '' };
}

const SHOWN_CODE = /<li[^>]*>((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})<\/li>/g;

/** Sets up the authenticator app of who is signed in. */
async function setUpApp(client: Client): Promise<{ secret: string; codes: string[] }> {
  const { secret, sealed } = await offered(await client.get('/account/security/app'));
  const answer = await client.post('/account/security/app', { intent: 'on', sealed, code: codeOf(secret) });
  const codes = [...(await answer.text()).matchAll(SHOWN_CODE)].map(([, code]) => code ?? '');
  return { secret, codes };
}

/** Lets the code of the present step be used again. */
const forgetStep = (person: Person) =>
  app.db.user.update({ where: { id: people()[person].id }, data: { totpLastStep: null } });

const newsOf = (person: Person, type: string) =>
  app.db.event.count({ where: { type, data: { path: ['userId'], equals: people()[person].id } } });

describe('the authenticator app', () => {
  it('follows RFC 6238, one step before and after', async () => {
    const { stepOf } = await import('~/domain/auth/totp.server');
    const secret = Secret.fromLatin1('12345678901234567890').base32;
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [20000000000, '353130'],
    ] as const) {
      const step = Math.floor(seconds / 30);
      for (const late of [-30, 0, 30]) expect(stepOf(secret, code, (seconds + late) * 1000)).toBe(step);
      for (const late of [-60, 60]) expect(stepOf(secret, code, (seconds + late) * 1000)).toBeNull();
    }
    expect(stepOf(secret, '287 082', 59_000)).toBe(1);
  });

  it('is turned on by a right code of the secret that was shown, and signs the other devices out', async () => {
    const [client, elsewhere] = [await signIn(app, 'customer'), await signIn(app, 'customer')];
    const { secret, sealed } = await offered(await client.get('/account/security/app'));
    const wrong = await client.post('/account/security/app', { sealed, code: '000000' });
    expect(wrong.status).toBe(422);
    const again = await offered(wrong);
    expect(again.secret).toBe(secret);
    // What was sealed for another session opens nothing here.
    const foreign = await offered(await (await signIn(app, 'customer')).get('/account/security/app'));
    const strange = { sealed: foreign.sealed, code: codeOf(foreign.secret) };
    expect((await client.post('/account/security/app', strange)).status).toBe(422);
    const right = await client.post('/account/security/app', { sealed: again.sealed, code: codeOf(secret) });
    expect([...(await right.text()).matchAll(SHOWN_CODE)]).toHaveLength(10);
    expect((await client.get('/account/security')).status).toBe(200);
    expect(places(await elsewhere.get('/orders'))).toMatch(/^\/login/);
    const stored = await app.db.user.findUniqueOrThrow({ where: { id: people().customer.id } });
    expect(Buffer.from(stored.totpSecret ?? []).toString('latin1')).not.toContain(secret);
    const mail = () =>
      app.db.mail.findFirst({ where: { recipient: stored.email, template: 'account-news' } });
    expect((await eventually(mail)).data).toMatchObject({ kind: 'totp_on' });
  });

  it('is asked for after the password, its code works once, and the page that was wanted comes then', async () => {
    const { secret } = await setUpApp(await signIn(app, 'customer'));
    const client = visitor(app);
    const asked = await typePassword(client, 'customer', '/devices');
    expect(places(asked)).toBe('/login/code?redirectTo=%2Fdevices');
    expect(client.cookies.has('portal_session')).toBe(false);
    expect(places(await client.get('/orders'))).toBe('/login?redirectTo=%2Forders');
    const page = await (await client.get(places(asked))).text();
    expect(page).toMatch(/autocomplete="one-time-code"/i);
    const send = (code: string) => client.post('/login/code', { code, redirectTo: '/devices' });
    // The code that turned it on is used up.
    expect((await send(codeOf(secret))).status).toBe(422);
    const [answer, twin] = await Promise.all([send(codeOf(secret, 1)), send(codeOf(secret, 1))]);
    expect([answer, twin].filter((one) => places(one) === '/devices')).toHaveLength(1);
    expect((await client.get('/orders')).status).toBe(200);
    const other = visitor(app);
    await typePassword(other, 'customer');
    const replayed = await other.post('/login/code', { code: codeOf(secret, 1) });
    expect(replayed.status).toBe(422);
    expect(await app.db.session.count({ where: { userId: people().customer.id, method: 'totp' } })).toBe(2);
  });

  it('says nothing of an account before the password is right', async () => {
    await setUpApp(await signIn(app, 'customer'));
    const attempt = (email: string) =>
      visitor(app).post('/login', { email, password: 'not this one', redirectTo: '/' });
    const [known, unknown] = [await attempt(people().customer.email), await attempt('nobody@people.test')];
    expect([known.status, unknown.status]).toEqual([400, 400]);
    expect(known.headers.getSetCookie()).toEqual(unknown.headers.getSetCookie());
    expect(places(await visitor(app).get('/login/code'))).toBe('/login');
  });

  it('ends a sign-in after five wrong codes, and an account’s codes after ten', async () => {
    const { secret } = await setUpApp(await signIn(app, 'customer'));
    const client = visitor(app);
    const wrong = async () => (await client.post('/login/code', { code: '000000' })).status;
    await typePassword(client, 'customer');
    for (let n = 0; n < 4; n++) expect(await wrong()).toBe(422);
    expect(places(await client.post('/login/code', { code: '000000' }))).toContain('problem=step_over');
    await forgetStep('customer');
    expect(places(await client.post('/login/code', { code: codeOf(secret) }))).toContain('problem=step_over');
    await typePassword(client, 'customer');
    for (let n = 0; n < 4; n++) await wrong();
    await typePassword(client, 'customer');
    await wrong();
    const last = await client.post('/login/code', { code: codeOf(secret) });
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('a password by mail does not skip the second factor', async () => {
    const { createUserToken } = await import('~/domain/auth/user-token.server');
    await setUpApp(await signIn(app, 'customer'));
    const token = await createUserToken(app.db, people().customer.id, 'password-reset');
    const fields = { password: PASSWORD, repeat: PASSWORD };
    expect(places(await visitor(app).post(`/reset-password/${token}`, fields))).toBe('/login?done=password');
    expect(places(await typePassword(visitor(app), 'customer'))).toBe('/login/code');
  });

  it('is turned off by password and code only', async () => {
    const client = await signIn(app, 'customer');
    const { secret } = await setUpApp(client);
    const off = (fields: Record<string, string>) =>
      client.post('/account/security/app', { intent: 'off', ...fields });
    await forgetStep('customer');
    expect((await off({ password: 'not this one', code: codeOf(secret) })).status).toBe(422);
    expect((await off({ password: PASSWORD, code: '000000' })).status).toBe(422);
    expect((await off({ password: PASSWORD, code: codeOf(secret) })).status).toBe(302);
    expect(await app.db.recoveryCode.count()).toBe(0);
    expect(places(await typePassword(visitor(app), 'customer'))).toBe('/');
  });
});

it('is not kept from a person by strangers who try their password', async () => {
  const own = visitor(app);
  await typePassword(own, 'customer');
  const attempt = (client: Client) =>
    client.post('/login', { email: people().customer.email, password: 'not this one' });
  for (let n = 0; n < 10; n++) await attempt(visitor(app));
  expect((await attempt(visitor(app))).status).toBe(429);
  expect((await typePassword(visitor(app), 'customer')).status).toBe(429);
  expect(places(await typePassword(own, 'customer'))).toBe('/');
});

it('refuses new passwords that are guessed first, and no others', async () => {
  const { resetPasswordSchema } = await import('~/domain/auth/password-schema');
  const right = (password: string) =>
    resetPasswordSchema('anna.muster@people.test').safeParse({ password, repeat: password }).success;
  const guessed = [
    'password1234',
    'Liverpool2026!',
    '1234567890',
    'Reparatur2026',
    'qwertyuiop',
    'anna.muster',
  ];
  for (const password of [...guessed, 'a'.repeat(12), 'short']) expect(right(password), password).toBe(false);
  for (const password of [
    'Regenschirm im Schnee',
    `${'x'.repeat(30)}yz`,
    '雨傘と雪の中の猫と犬',
    'kY7#pq2!Lm',
  ])
    expect(right(password), password).toBe(true);
});

describe('recovery codes', () => {
  it('work once, also when several browsers try one at the same moment, and are told by mail', async () => {
    const { codes } = await setUpApp(await signIn(app, 'reseller'));
    const [first = '', second = ''] = codes;
    const clients = [visitor(app), visitor(app), visitor(app)];
    for (const client of clients) await typePassword(client, 'reseller');
    const answers = await Promise.all(clients.map((client) => client.post('/login/code', { code: first })));
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 422, 422]);
    expect(await newsOf('reseller', 'account.recovery_used')).toBe(1);
    expect(await app.db.recoveryCode.count({ where: { usedAt: null } })).toBe(9);
    const misread = second.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const other = clients[answers.findIndex(({ status }) => status === 422)] ?? visitor(app);
    expect((await other.post('/login/code', { code: misread })).status).toBe(302);
    const stored = await app.db.recoveryCode.findMany();
    expect(JSON.stringify(stored)).not.toContain(first);
  });

  it('are replaced by new ones', async () => {
    const client = await signIn(app, 'reseller');
    const { codes } = await setUpApp(client);
    const answer = await client.post('/account/security/codes', {});
    const fresh = [...(await answer.text()).matchAll(SHOWN_CODE)].map(([, code]) => code);
    expect(fresh).toHaveLength(10);
    expect(fresh.some((code) => codes.includes(code ?? ''))).toBe(false);
    const other = visitor(app);
    await typePassword(other, 'reseller');
    expect((await other.post('/login/code', { code: codes[3] ?? '' })).status).toBe(422);
  });
});

describe('a role that needs a second factor', () => {
  it('leads its people to set one up, and lets them reach nothing else until then', async () => {
    const admin = await signIn(app, 'administrator');
    const saved = await admin.post('/admin/security', { role: 'technician' });
    expect(places(saved)).toBe('/admin/security?saved');
    const client = visitor(app);
    expect(places(await typePassword(client, 'technician', '/queue'))).toBe('/queue');
    const elsewhere = places(await client.get('/queue'));
    expect(elsewhere).toBe('/login?redirectTo=%2Fqueue');
    expect(places(await client.get(elsewhere))).toBe('/account/security/app?redirectTo=%2Fqueue');
    for (const path of ['/orders', '/account', '/account/security', '/account/notifications', '/receive'])
      expect(places(await client.get(path)), path).toMatch(/^\/login/);
    const before = await app.db.user.findUniqueOrThrow({ where: { id: people().technician.id } });
    const renamed = await client.post('/account', {
      intent: 'profile',
      name: 'X',
      locale: '',
      theme: 'dark',
    });
    expect(places(renamed)).toMatch(/^\/login/);
    expect((await client.get('/live')).status).not.toBe(200);
    await setUpApp(client);
    expect((await client.get('/queue')).status).toBe(200);
    const after = await app.db.user.findUniqueOrThrow({ where: { id: people().technician.id } });
    expect(after.name).toBe(before.name);
    expect(await app.db.event.count({ where: { type: 'setup.second_factor' } })).toBe(1);
  });

  it('is chosen by administrators alone, who see how many have one', async () => {
    await setUpApp(await signIn(app, 'technician'));
    const page = await (await (await signIn(app, 'administrator')).get('/admin/security')).text();
    expect(page).toContain('1 of 2 people have one');
    const stranger = await signIn(app, 'technician');
    expect((await stranger.post('/admin/security', { role: 'customer' })).status).toBe(404);
    const operator = await app.db.operator.findFirstOrThrow();
    expect(operator.twoFactorRoles).toEqual([]);
  });

  it('can be reset for a person by an administrator, which ends their sessions', async () => {
    const { resetSecondFactor } = await import('~/domain/auth/second-factor.server');
    const { endSessionsOf } = await import('~/domain/auth/sessions.server');
    const client = await signIn(app, 'technician');
    await setUpApp(client);
    const { id } = people().technician;
    await expect(resetSecondFactor(viewerOf(app.world, 'technician'), id)).rejects.toMatchObject({
      init: { status: 404 },
    });
    await resetSecondFactor(viewerOf(app.world, 'administrator'), id);
    expect(places(await client.get('/queue'))).toMatch(/^\/login/);
    expect(places(await typePassword(client, 'technician'))).toBe('/');
    expect(await newsOf('technician', 'account.factor_reset')).toBe(1);
    await endSessionsOf(viewerOf(app.world, 'administrator'), id);
    expect(places(await client.get('/queue'))).toMatch(/^\/login/);
  });
});

describe('proof again', () => {
  it('is asked for after ten minutes, before what is delicate and nothing else', async () => {
    const client = await signIn(app, 'customer');
    const { id: userId } = people().customer;
    await app.db.session.updateMany({
      where: { userId },
      data: { provedAt: new Date(Date.now() - 11 * 60_000) },
    });
    expect((await client.get('/account')).status).toBe(200);
    for (const path of ['app', 'passkey', 'codes'])
      expect(places(await client.get(`/account/security/${path}`))).toBe(
        `/account/confirm?redirectTo=%2Faccount%2Fsecurity%2F${path}`,
      );
    expect(places(await client.post('/account/security/codes', {}))).toMatch(/^\/account\/confirm/);
    const confirm = (password: string) =>
      client.post('/account/confirm', { password, redirectTo: '/account/security/codes' });
    expect((await confirm('not this one')).status).toBe(422);
    const token = client.cookies.get('portal_session');
    expect(places(await confirm(PASSWORD))).toBe('/account/security/codes');
    expect(client.cookies.get('portal_session')).not.toBe(token);
    expect((await client.get('/account/security/codes')).status).toBe(200);
  });

  it('keeps what was typed, without what is secret', async () => {
    const client = await signIn(app, 'customer');
    await app.db.session.updateMany({ data: { provedAt: new Date(0) } });
    const typed = { name: 'My phone', response: '{}', password: 'secret', code: '123456' };
    await client.post('/account/security/passkey', typed);
    const kept = await app.db.pendingForm.findFirstOrThrow({ where: { path: '/account/security/passkey' } });
    expect(kept.fields).toEqual({ name: 'My phone', response: '{}' });
  });
});

describe('passkeys', () => {
  /** The challenge that this browser is given to sign in with. */
  async function challenge(client: Client): Promise<string> {
    const options = (await (await client.post('/login/passkey', {})).json()) as { challenge: string };
    return options.challenge;
  }
  /** The challenge of the page that makes a passkey. */
  async function newChallenge(client: Client): Promise<string> {
    const html = await (await client.get('/account/security/passkey')).text();
    return /\\"challenge\\",\\"([\w-]+)\\"/.exec(html)?.[1] ?? /"challenge":"([\w-]+)"/.exec(html)?.[1] ?? '';
  }
  async function withPasskey(person: Person) {
    const client = await signIn(app, person);
    const authenticator = makeAuthenticator(ORIGIN);
    const response = authenticator.register(await newChallenge(client));
    const added = await client.post('/account/security/passkey', { name: 'Test key', response });
    expect(places(added)).toBe('/account/security?done=passkey_added');
    return { client, authenticator };
  }
  const use = async (client: Client, response: string) =>
    places(await client.post('/login/passkey', { response, redirectTo: '/devices' }));

  it('sign their person in, for both factors, once for a challenge', async () => {
    const { authenticator } = await withPasskey('customer');
    await app.db.operator.updateMany({ data: { twoFactorRoles: ['customer'] } });
    const client = visitor(app);
    const response = authenticator.use(await challenge(client));
    const token = client.cookies.get('portal_passkey') ?? '';
    expect(await use(client, response)).toBe('/devices');
    expect((await client.get('/orders')).status).toBe(200);
    const thief = visitor(app);
    thief.cookies.set('portal_passkey', token);
    expect(await use(thief, response)).toContain('problem=passkey_failed');
    await challenge(thief);
    expect(await use(thief, response)).toContain('problem=passkey_failed');
    // The password alone is not enough for their role any more.
    expect(places(await typePassword(visitor(app), 'customer'))).toBe('/login/code');
    expect(await app.db.session.count({ where: { method: 'passkey' } })).toBe(1);
  });

  it('are refused without the person’s check, from elsewhere, with a counter that went back, and once removed', async () => {
    const { client: owner, authenticator } = await withPasskey('customer');
    const client = visitor(app);
    for (const changed of [
      { verified: false },
      { origin: 'https://evil.test' },
      { origin: 'http://evil.localhost:3000' },
      { rpId: 'evil.test' },
    ])
      expect(await use(client, authenticator.use(await challenge(client), changed))).toContain('failed');
    expect(await use(client, makeAuthenticator(ORIGIN).use(await challenge(client)))).toContain('failed');
    expect(await use(client, authenticator.use('AAAA'))).toContain('failed');
    expect(await use(client, 'no JSON')).toContain('failed');
    expect(await use(client, authenticator.use(await challenge(client)))).toBe('/devices');
    const before = visitor(app);
    expect(await use(before, authenticator.use(await challenge(before), { counter: 1 }))).toContain('failed');
    const { id } = await app.db.passkey.findFirstOrThrow();
    const stranger = await signIn(app, 'otherCustomer');
    await stranger.post('/account/security', { intent: 'remove-passkey', id: String(id) });
    expect(await app.db.passkey.count()).toBe(1);
    await owner.post('/account/security', { intent: 'rename-passkey', id: String(id), name: ' Blue  key ' });
    expect((await app.db.passkey.findFirstOrThrow()).name).toBe('Blue key');
    await owner.post('/account/security', { intent: 'remove-passkey', id: String(id) });
    expect(await use(before, authenticator.use(await challenge(before)))).toContain('failed');
    expect(await newsOf('customer', 'account.passkey_removed')).toBe(1);
  });

  it('are made for the challenge of the same person only', async () => {
    const [client, other] = [await signIn(app, 'customer'), await signIn(app, 'otherCustomer')];
    const authenticator = makeAuthenticator(ORIGIN);
    const theirs = authenticator.register(await newChallenge(other));
    await newChallenge(client);
    const add = (response: string) =>
      client.post('/account/security/passkey', { name: 'Test key', response });
    expect((await add(theirs)).status).toBe(422);
    expect((await add(authenticator.register(await newChallenge(client), { verified: false }))).status).toBe(
      422,
    );
    expect(await app.db.passkey.count()).toBe(0);
  });
});

describe('the provider of identities', () => {
  const person = (name: Person, more: object = {}) => ({
    ...{ sub: `sub-${name}`, email: people()[name].email.toUpperCase(), email_verified: true },
    ...more,
  });
  /** Goes to the provider and back. @returns the path and query that it sends the browser back to */
  async function toProvider(client: Client, who: ReturnType<typeof person>, query = ''): Promise<string> {
    const leads = places(await client.get(`/login/oidc?redirectTo=%2Fqueue${query}`));
    return (await provider.pass(leads, who)).slice(ORIGIN.length);
  }
  const enter = async (client: Client, who: ReturnType<typeof person>, query = '') =>
    places(await client.get(await toProvider(client, who, query)));

  it('signs staff in, linked by subject from the first time on', async () => {
    const client = visitor(app);
    expect(await (await client.get('/login')).text()).toContain('Sign in with Werk-ID');
    expect(await enter(client, person('technician'))).toBe('/queue');
    expect((await client.get('/queue')).status).toBe(200);
    const renamed = person('technician', { email: 'new@elsewhere.test', email_verified: false });
    expect(await enter(visitor(app), renamed)).toBe('/queue');
    expect(await newsOf('technician', 'account.identity_linked')).toBe(1);
    const { id } = people().technician;
    await app.db.operator.updateMany({ data: { twoFactorRoles: ['technician'] } });
    expect((await client.get('/queue')).status).toBe(200);
    await app.db.user.update({ where: { id }, data: { active: false } });
    expect(await enter(visitor(app), person('technician'))).toContain('problem=oidc_no_account');
    await app.db.user.update({ where: { id }, data: { active: true } });
    // Another account of the provider that was given the address is not this person.
    const successor = person('technician', { sub: 'somebody else' });
    expect(await enter(visitor(app), successor)).toContain('problem=oidc_no_account');
  });

  it('signs in nobody else, and makes nobody', async () => {
    const before = await app.db.user.count();
    const refused = async (who: ReturnType<typeof person>) => {
      const client = visitor(app);
      const at = await enter(client, who);
      expect(client.cookies.has('portal_session')).toBe(false);
      expect((await client.get(at)).status).toBe(200);
      return new URL(at, ORIGIN).searchParams.get('problem');
    };
    expect(await refused(person('customer'))).toBe('oidc_no_account');
    expect(await refused(person('partner'))).toBe('oidc_no_account');
    expect(await refused(person('administrator', { email_verified: false }))).toBe('oidc_unverified');
    expect(await refused(person('administrator', { email: 'nobody@people.test' }))).toBe('oidc_no_account');
    expect(await app.db.user.count()).toBe(before);
  });

  it('is believed for the browser, state, nonce and moment that it was asked for', async () => {
    const who = person('administrator');
    const problem = async (client: Client, path: string) =>
      new URL(places(await client.get(path)), ORIGIN).searchParams.get('problem');
    const client = visitor(app);
    const back = await toProvider(client, who);
    expect(await problem(visitor(app), back)).toBe('oidc_failed');
    const wrongState = back.replace(/state=[^&]+/, 'state=AAAA');
    expect(await problem(client, wrongState)).toBe('oidc_failed');
    // The step is used up, even with the right state.
    expect(await problem(client, back)).toBe('oidc_failed');
    for (const spoiled of ['nonce', 'verifier']) {
      const other = visitor(app);
      const path = await toProvider(other, who);
      const step = await app.db.signInStep.findFirstOrThrow({
        where: { kind: 'oidc' },
        orderBy: { id: 'desc' },
      });
      const data = { ...(step.data as object), [spoiled]: 'A'.repeat(43) };
      await app.db.signInStep.update({ where: { id: step.id }, data: { data } });
      expect(await problem(other, path), spoiled).toBe('oidc_failed');
    }
    const cancelled = visitor(app);
    await toProvider(cancelled, who);
    const step = await app.db.signInStep.findFirstOrThrow({
      where: { kind: 'oidc' },
      orderBy: { id: 'desc' },
    });
    const { state } = step.data as { state: string };
    const query = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
    expect(await problem(cancelled, `/login/oidc/callback?${query}`)).toBe('oidc_cancelled');
  });

  it('asks anew for a proof, and leads nowhere but into the portal', async () => {
    const client = visitor(app);
    await enter(client, person('administrator'));
    await app.db.session.updateMany({ data: { provedAt: new Date(0) } });
    const leads = places(await client.get('/login/oidc?redirectTo=https://evil.test&fresh='));
    expect(new URL(leads).searchParams.get('prompt')).toBe('login');
    const back = (await provider.pass(leads, person('administrator'))).slice(ORIGIN.length);
    expect(places(await client.get(back))).toBe('/');
    expect((await client.get('/account/security/app')).status).toBe(200);
  });
});

describe('news of an account', () => {
  it('tell of a sign-in from another browser, not of the first one nor of the same again', async () => {
    const { id } = people().otherReseller;
    const count = () => newsOf('otherReseller', 'account.new_browser');
    await app.db.knownBrowser.deleteMany({ where: { userId: id } });
    const first = visitor(app);
    await typePassword(first, 'otherReseller');
    await typePassword(first, 'otherReseller');
    expect(await count()).toBe(0);
    const agent = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
    const fields = { email: people().otherReseller.email, password: PASSWORD };
    await visitor(app).post('/login', fields, agent);
    expect(await count()).toBe(1);
    const where = { recipient: fields.email, template: 'account-news', state: 'sent' };
    const mail = await eventually(() => app.db.mail.findFirst({ where }));
    expect(mail.data).toMatchObject({ kind: 'new_browser', browser: 'Firefox', system: 'Linux' });
    expect(mail.data).toMatchObject({ address: expect.stringMatching(/127\.0\.0\.1|::1/) });
  });

  it('tell of a new password, whose change leaves this session alone', async () => {
    const [client, other] = [await signIn(app, 'otherPartner'), await signIn(app, 'otherPartner')];
    const next = 'Zweiundvierzig Kraniche';
    const fields = { intent: 'password', current: PASSWORD, password: next, repeat: next };
    expect(places(await client.post('/account', fields))).toBe('/account?done=password');
    expect(await newsOf('otherPartner', 'account.password_changed')).toBe(1);
    expect((await client.get('/account')).status).toBe(200);
    expect(places(await other.get('/account'))).toMatch(/^\/login/);
  });
});

it('a new password ends a sign-in that waits for its code after the old one', async () => {
  const client = await signIn(app, 'reseller');
  const { secret } = await setUpApp(client);
  await forgetStep('reseller');
  const thief = visitor(app);
  expect(places(await typePassword(thief, 'reseller'))).toBe('/login/code');
  const next = 'Zweiundvierzig Kraniche';
  await client.post('/account', { intent: 'password', current: PASSWORD, password: next, repeat: next });
  expect(places(await thief.post('/login/code', { code: codeOf(secret) }))).toContain('problem=step_over');
  const passwordHash = await hashPassword(PASSWORD);
  await app.db.user.update({ where: { id: people().reseller.id }, data: { passwordHash } });
});

describe('sessions', () => {
  it('end thirty days after sign-in whatever is done, and all others at once', async () => {
    const { id: userId } = people().partner;
    const client = visitor(app);
    client.cookies.set(...(await sessionCookieFor(app, userId)));
    const old = await signIn(app, 'partner');
    expect((await old.get('/account')).status).toBe(200);
    const latest = await app.db.session.findFirstOrThrow({ where: { userId }, orderBy: { id: 'desc' } });
    const createdAt = new Date(Date.now() - 30.1 * 24 * 3_600_000);
    await app.db.session.update({ where: { id: latest.id }, data: { createdAt } });
    expect(places(await old.get('/account'))).toMatch(/^\/login/);
    const third = await signIn(app, 'partner');
    expect(await (await third.get('/account')).text()).toContain('with password');
    expect(places(await third.post('/account', { intent: 'end-others' }))).toBe('/account?done=others');
    expect((await third.get('/account')).status).toBe(200);
    expect(places(await client.get('/account'))).toMatch(/^\/login/);
  });
});
