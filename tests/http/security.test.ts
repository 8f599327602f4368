import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { inBatches } from '../support/batches';
import { type Client, messageForm, placeOrder, signIn, visitor } from '../support/client';
import { keepLog } from '../support/log-lines';
import { routePaths } from '../support/routes';
import { stateOf } from '../support/state';
import type { Person } from '../support/world';

let app: TestApp;
let paths: { id: string; path: string }[];
let clients: Record<'customer' | 'reseller' | 'technician' | 'administrator', Client>;

beforeAll(async () => {
  app = await startApp();
  const { loadBuild } = await import('../../server');
  const [customer, reseller, technician, administrator] = await Promise.all(
    (['customer', 'reseller', 'technician', 'administrator'] as Person[]).map((who) => signIn(app, who)),
  );
  if (!customer || !reseller || !technician || !administrator) throw new Error('Nobody is signed in');
  clients = { customer, reseller, technician, administrator };
  const number = await placeOrder(app, customer);
  await technician.post(`/orders/${number}`, messageForm('internal_note', 'Notiz'));
  await technician.post(`/orders/${number}`, {
    intent: 'add-line',
    kind: 'service',
    description: 'Arbeit',
    quantity: '1',
    price: '100',
    vat: '810',
  });
  paths = routePaths(await loadBuild(), { number, token: 'unknown', id: '1', part: 'html' });
}, 60_000);
afterAll(() => app?.close());

/** The three ways to call the route at `path`. */
const ways = ({ id, path }: { id: string; path: string }) => [
  path,
  `${path}?_data=${encodeURIComponent(id)}`,
  `${path === '/' ? '/_root' : path}.data?_routes=${encodeURIComponent(id)}`,
];

const cookieOf = (client: Client) =>
  [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

function send(at: string, method: string, headers: Record<string, string>, body?: Record<string, string>) {
  return fetch(`${app.url}${at}`, {
    method,
    headers: { Cookie: cookieOf(clients.administrator), 'Accept-Encoding': 'identity', ...headers },
    redirect: 'manual',
    ...(body ? { body: new URLSearchParams(body) } : {}),
  });
}

describe('a request that another site caused', () => {
  const foreign: [name: string, headers: Record<string, string>][] = [
    ['another origin', { Origin: 'https://evil.test' }],
    ['another port of this host', { Origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { Origin: 'null' }],
    ['a broken origin', { Origin: 'http://' }],
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'Sec-Fetch-Site': 'same-site' }],
  ];
  const body = {
    intent: 'message',
    kind: 'message',
    body: 'x',
    email: 'customer@people.test',
    theme: 'dark',
  };

  /** Pages that go by their secret address alone tell nobody where they were; their forms come from nowhere. */
  const fromNowhere = (at: string, { Origin }: Record<string, string>) =>
    /^\/[go]\//.test(at) && Origin === 'null';

  test.each(foreign)('%s: is refused by every route, in every way and method', async (name, headers) => {
    const before = await stateOf(app.db);
    const methods = name === foreign[0]?.[0] ? ['POST', 'PUT', 'PATCH', 'DELETE'] : ['POST'];
    const asked = paths.flatMap(ways).flatMap((at) => methods.map((method) => ({ at, method })));
    const answers = await inBatches(asked, async ({ at, method }) => {
      const response = await send(at, method, headers, body);
      await response.arrayBuffer();
      return `${method} ${at}: ${fromNowhere(at, headers) ? 403 : response.status}`;
    });
    expect(answers.length).toBeGreaterThan(300);
    expect(answers.filter((answer) => !answer.endsWith(': 403'))).toEqual([]);
    expect(await stateOf(app.db)).toBe(before);
  });

  test('is what the check looks at: the same one from here is taken', async () => {
    const own = await send(
      '/preferences',
      'POST',
      { Origin: app.url, 'Sec-Fetch-Site': 'same-origin' },
      body,
    );
    expect(own.status).toBe(302);
    const plain = await send('/preferences', 'POST', {}, body);
    expect(plain.status).toBe(302);
  });

  test('reading changes nothing, whatever the address says', { timeout: 90_000 }, async () => {
    const before = await stateOf(app.db);
    const query = new URLSearchParams({ ...body, intent: 'approve' });
    await inBatches(paths.flatMap(ways), async (at) => {
      await (await send(`${at}${at.includes('?') ? '&' : '?'}${query}`, 'GET', {})).arrayBuffer();
      await send(at, 'HEAD', {});
    });
    expect(await stateOf(app.db)).toBe(before);
  });
});

const POLICY = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"];
const PUBLIC = ['/login', '/forgot-password', '/reset-password/unknown'];

type Answer = { at: string; path: string; response: Response; html: string };

/** What a person gets from every route, in each of the three ways; asked for once. */
function answersTo(who: Person | 'visitor', client: Client): Promise<Answer[]> {
  const asked = paths.flatMap((route) => ways(route).map((at) => ({ at, path: route.path })));
  const known = answers.get(who) ?? inBatches(asked, async (one) => answerOf(await client.get(one.at), one));
  answers.set(who, known);
  return known;
}

const answers = new Map<string, Promise<Answer[]>>();

async function answerOf(response: Response, asked: { at: string; path: string }): Promise<Answer> {
  return { ...asked, response, html: await response.text() };
}

describe.each(['visitor', 'customer', 'reseller', 'technician', 'administrator'] as const)(
  'pages of %s',
  (who) => {
    test('carry a policy with a nonce of their own, and nothing that it forbids', async () => {
      const all = await answersTo(who, who === 'visitor' ? visitor(app) : clients[who]);
      const pages = all.filter(
        ({ at, path, response }) =>
          at === path &&
          !at.endsWith('/html') &&
          response.headers.get('Content-Type')?.startsWith('text/html'),
      );
      expect(pages.length).toBeGreaterThanOrEqual(who === 'visitor' ? PUBLIC.length : 8);
      const nonces = new Set<string>();
      const wrong: string[] = [];
      for (const { at, response, html } of pages) {
        const policy = response.headers.get('Content-Security-Policy') ?? '';
        const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
        nonces.add(nonce);
        const tags = html.match(/<(script|style)\b[^>]*>/g) ?? [];
        if (nonce === '' || /'unsafe-(inline|eval)/.test(policy)) wrong.push(`${at}: ${policy}`);
        if (POLICY.some((part) => !policy.includes(part))) wrong.push(`${at}: ${policy}`);
        if (tags.some((tag) => !tag.includes(`nonce="${nonce}"`)))
          wrong.push(`${at}: a tag without the nonce`);
        if (/<[^>]+\sstyle=/i.test(html.replaceAll(/<script[\s\S]*?<\/script>/g, '')))
          wrong.push(`${at}: a style attribute`);
        if (/<[^>]+\son[a-z]+=|(?:href|src|action)="javascript:/i.test(html))
          wrong.push(`${at}: inline code`);
      }
      expect(wrong).toEqual([]);
      expect(nonces.size).toBe(pages.length);
    });

    test('carry the other headers, and are kept by nobody', async () => {
      const all = await answersTo(who, who === 'visitor' ? visitor(app) : clients[who]);
      for (const { at, path, response } of all) {
        const header = (name: string) => response.headers.get(name);
        expect([at, header('X-Content-Type-Options')]).toEqual([at, expect.stringContaining('nosniff')]);
        expect([at, header('Permissions-Policy')]).toEqual([
          at,
          'camera=(self), microphone=(), geolocation=()',
        ]);
        const referrer = /^\/[go]\//.test(path) ? 'no-referrer' : 'same-origin';
        expect([at, header('Referrer-Policy')]).toEqual([at, referrer]);
        expect([at, header('X-Frame-Options')]).toEqual([at, 'SAMEORIGIN']);
        expect([at, header('X-Powered-By')]).toEqual([at, null]);
        expect([at, header('Strict-Transport-Security')]).toEqual([at, null]);
        if (response.ok && !path.startsWith('/brand/logo'))
          expect([at, header('Cache-Control')]).toEqual([
            at,
            expect.stringMatching(/private, no-(store|cache)/),
          ]);
      }
    });
  },
);

test('pages are compressed for those who take that, and say that it depends on the asker', async () => {
  const ask = (encoding: string) => visitor(app).get('/login', { 'Accept-Encoding': encoding });
  const [plain, small] = [await ask('identity'), await ask('gzip')];
  expect(plain.headers.get('Content-Encoding')).toBeNull();
  expect(small.headers.get('Content-Encoding')).toBe('gzip');
  expect(small.headers.get('Vary')).toContain('Accept-Encoding');
  const text = async (page: Response) => (await page.text()).replaceAll(/nonce="[^"]*"/g, '');
  expect(await text(small)).toBe(await text(plain));
});

test('static files may be kept, and nothing else is found among them', async () => {
  const html = await (await visitor(app).get('/login')).text();
  const asset = /\/assets\/[\w.-]+\.(?:js|css)/.exec(html)?.[0] ?? '';
  const found = await visitor(app).get(asset);
  expect(found.headers.get('Cache-Control')).toContain('immutable');
  expect(found.headers.get('X-Content-Type-Options')).toBe('nosniff');
  for (const at of [
    '/assets/nothing.js',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/server/index.js',
  ])
    expect([at, (await visitor(app).get(at)).status]).toEqual([at, expect.toBeOneOf([302, 400, 403, 404])]);
});

test('a mail is framed under its own policy, in which its styles work', async () => {
  await app.db.mail.create({
    data: {
      dedupeKey: 'security',
      messageId: '<security@portal.test>',
      template: 'order-confirmed',
      recipient: 'customer@people.test',
      locale: 'de',
      subject: 'x',
      data: {},
      storageKey: 'mails/security.eml',
    },
  });
  const { id } = await app.db.mail.findFirstOrThrow({ where: { dedupeKey: 'security' } });
  const { storage } = await import('../../app/platform/storage.server');
  const eml = 'Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p style="color:red">x</p>\r\n';
  await storage().put('mails/security.eml', Buffer.from(eml));
  const response = await clients.administrator.get(`/admin/mailbox/${id}/html`);
  expect(response.status).toBe(200);
  const policy = response.headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain('sandbox');
  expect(policy).not.toContain('script-src');
  expect(policy.match(/style-src [^;,]+/g)).toEqual(["style-src 'unsafe-inline'"]);
});

test('cookies are for this host, out of reach of scripts, and not sent along from elsewhere', async () => {
  const client = visitor(app);
  const response = await client.post('/preferences', { theme: 'dark' });
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^portal_preferences=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
});

test('signing out takes what the browser keeps of the portal’s files, and its session', async () => {
  const client = await signIn(app, 'customer');
  const left = await client.post('/logout', {});
  expect([left.status, left.headers.get('Clear-Site-Data')]).toEqual([302, '"cache"']);
  expect((await client.get('/orders')).headers.get('Location')).toMatch(/^\/login/);
});

describe('the log', () => {
  /** The lines that `work` leaves in the log at the usual level, of which there are so many. */
  async function linesOf(many: number, work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
    const { log } = await import('../../app/platform/log.server');
    const lines: string[] = [];
    const restore = await keepLog(lines);
    const level = log.level;
    log.level = 'info';
    try {
      await work();
      await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(many));
    } finally {
      log.level = level;
      restore();
    }
    return lines.map((line) => JSON.parse(line));
  }

  test('tells of refused access, input and requests: who, what, when, from where', async () => {
    const { customer } = clients;
    const lines = await linesOf(5, async () => {
      await customer.get('/admin/security?q=geheim');
      await customer.post('/account', { intent: 'profile', name: '', locale: 'geheim' });
      await customer.post('/orders/new', { problem: 'geheim' }, { Origin: 'https://evil.test' });
      await visitor(app).get(`/g/${'x'.repeat(43)}`);
      await fetch(`${app.url}/api/v1/orders`, { headers: { Authorization: 'Bearer rp_geheim' } });
    });
    const userId = app.world.users.customer.id;
    expect(lines.map(({ path, status, userId: who }) => [path, status, who]).sort()).toEqual([
      ['/account', 422, userId],
      ['/admin/security', 404, userId],
      ['/api/v1/orders', 401, undefined],
      ['/g/…', expect.toBeOneOf([404, 429]), undefined],
      ['/orders/new', 403, undefined],
    ]);
    for (const line of lines)
      expect(line).toMatchObject({
        ...{ security: 'refused', address: '127.0.0.1', time: expect.any(Number) },
        requestId: expect.stringMatching(/^[\w-]{36}$/),
      });
    expect(JSON.stringify(lines)).not.toContain('geheim');
  });

  test('tells of sign-ins, right and wrong, without passwords, addresses and tokens', async () => {
    const { hash } = await import('@node-rs/argon2');
    const { id, email } = app.world.users.otherTechnician;
    await app.db.user.update({ where: { id }, data: { passwordHash: await hash('Lange-Treppe-71') } });
    const lines = await linesOf(5, async () => {
      await visitor(app).post('/login', { email, password: 'falsch-geraten' });
      await visitor(app).post('/login', { email: 'niemand@people.test', password: 'falsch-geraten' });
      await visitor(app).post('/login', { email, password: 'Lange-Treppe-71' });
    });
    const [wrong, unknown, right] = lines.filter(({ security }) => security !== 'refused');
    const refused = { security: 'sign_in_refused', method: 'password', code: 'sign_in_failed' };
    expect(wrong).toMatchObject({ ...refused, address: '127.0.0.1' });
    expect(unknown).toMatchObject(refused);
    expect(unknown?.account).not.toBe(wrong?.account);
    expect(right).toMatchObject({ security: 'signed_in', method: 'password', userId: id });
    const all = JSON.stringify(lines);
    for (const secret of ['falsch', 'Treppe', email, 'niemand', 'portal_session', 'argon2'])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
  });

  test('holds no values of a query that failed', async () => {
    const { db } = await import('../../app/platform/db.server');
    const { log } = await import('../../app/platform/log.server');
    const typed = { where: { email: { equals: 'geheim@people.test', nothing: 'geheim\n}\n' } } };
    const [line] = await linesOf(1, async () => {
      const err: unknown = await db()
        .user.findFirst(typed as never)
        .catch((error: unknown) => error);
      log.error({ err }, 'A request failed');
    });
    expect(JSON.stringify(line)).toMatch(/Unknown argument `nothing`/);
    expect(JSON.stringify(line)).not.toContain('geheim');
  });

  test('holds no row that did not fit, and nobody whom a mail was for', async () => {
    const { db, pool } = await import('../../app/platform/db.server');
    const { log } = await import('../../app/platform/log.server');
    const row = { email: 'geheim@people.test', name: 'Geheim', role: 'unknown', passwordHash: 'geheim' };
    const { email } = app.world.users.customer;
    const server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
      onRcptTo: ({ address }, _, answer) => answer(Object.assign(new Error(address), { responseCode: 450 })),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    const mail = { from: 'portal@people.test', to: 'geheim@people.test', text: '' };
    const failures = [
      () => db().user.create({ data: row }),
      () => db().user.create({ data: { ...row, email, role: 'administrator' } }),
      () =>
        db().$executeRaw`INSERT INTO users (email, name, role) VALUES (${email}, 'Geheim', 'administrator')`,
      () =>
        pool().query("INSERT INTO users (email, name, role) VALUES ($1, 'Geheim', 'administrator')", [email]),
      () => pool().query("SELECT 'geheim'::int"),
      () => createTransport({ host: '127.0.0.1', port }).sendMail(mail),
    ];
    const lines = await linesOf(failures.length, async () => {
      for (const failure of failures)
        await failure().catch((err: unknown) =>
          log.error({ err }, `A job failed: ${(err as Error).message}`),
        );
    });
    await new Promise<void>((resolve) => server.close(resolve));
    expect(lines.map(({ err }) => (err as { code?: string }).code)).toEqual(
      expect.arrayContaining(['P2002', '23505', '22P02', 'EENVELOPE']),
    );
    for (const line of lines.map((one) => JSON.stringify(one))) {
      expect(line).not.toMatch(/geheim/i);
      expect(line).not.toContain(email);
    }
  });
});

/** What comes back for these bytes. */
async function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString('latin1')));
  socket.end(bytes.replaceAll('\n', '\r\n'));
  await once(socket, 'close');
  return answer;
}

test('a request whose end can be read in two ways is read in none', async () => {
  const head = `POST /preferences HTTP/1.1\nHost: x.test\nContent-Type: application/x-www-form-urlencoded\n`;
  const smuggled = 'GET /healthz HTTP/1.1\nHost: x.test\n\n';
  for (const ends of [
    'Content-Length: 4\nTransfer-Encoding: chunked\n',
    'Content-Length: 4\nContent-Length: 40\n',
    'Transfer-Encoding: chunked\nTransfer-Encoding: identity\n',
    'Transfer-Encoding: xchunked\n',
    'Transfer-Encoding : chunked\n',
    'Content-Length: +4\n',
  ]) {
    const answer = await raw(`${head}${ends}\n0\n\n${smuggled}`);
    expect([ends, answer.match(/HTTP\/1\.1 \d+/g)]).toEqual([ends, ['HTTP/1.1 400']]);
  }
});

test('names of fields are names and nothing else, and a field that comes twice counts once', async () => {
  const { customer } = clients;
  const strange = [
    '__proto__[admin]',
    '__proto__.admin',
    'constructor[prototype][admin]',
    'a[__proto__][admin]',
  ];
  for (const at of ['/orders/new', '/account', '/login', '/forgot-password'])
    for (const name of strange) {
      const answer = await customer.post(at, {
        intent: 'summary',
        [name]: '1',
        'problem[0]': 'x',
        toString: '1',
      });
      expect([at, name, answer.status < 500]).toEqual([at, name, true]);
      await answer.arrayBuffer();
    }
  expect('admin' in {}).toBe(false);
  const { id } = app.world.users.reseller;
  const own = {
    intent: 'profile',
    name: 'Rita',
    locale: 'de',
    theme: 'dark',
    role: 'administrator',
    id: '1',
  };
  const twice = new FormData();
  for (const [name, value] of Object.entries({ ...own, companyId: '1', email: 'x@evil.test', active: '' })) {
    twice.append(name, value);
    twice.append(name, value);
  }
  await clients.reseller.post('/account', twice);
  const after = await app.db.user.findUniqueOrThrow({ where: { id } });
  const { email, role, companyId } = app.world.users.reseller;
  expect(after).toMatchObject({ email, role, companyId, active: true });
});
