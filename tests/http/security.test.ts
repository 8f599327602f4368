import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, messageForm, placeOrder, signIn, visitor } from '../support/client';
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
    headers: { Cookie: cookieOf(clients.administrator), ...headers },
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

  test.each(foreign)('%s: is refused by every route, in every way and method', async (_, headers) => {
    const before = await stateOf(app.db);
    const taken: string[] = [];
    for (const route of paths)
      for (const at of ways(route))
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
          const response = await send(at, method, headers, body);
          await response.arrayBuffer();
          if (response.status !== 403 && !fromNowhere(at, headers))
            taken.push(`${method} ${at}: ${response.status}`);
        }
    expect(taken).toEqual([]);
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

  test('reading changes nothing, whatever the address says', async () => {
    const before = await stateOf(app.db);
    for (const route of paths)
      for (const at of ways(route)) {
        const query = new URLSearchParams({ ...body, intent: 'approve' });
        await (await send(`${at}${at.includes('?') ? '&' : '?'}${query}`, 'GET', {})).arrayBuffer();
        await send(at, 'HEAD', {});
      }
    expect(await stateOf(app.db)).toBe(before);
  });
});

const PUBLIC = ['/login', '/forgot-password', '/reset-password/unknown'];

/** Every page of a person that answers with HTML. */
async function pagesOf(client: Client): Promise<{ at: string; response: Response; html: string }[]> {
  const found = [];
  for (const { path: at } of paths) {
    const response = await client.get(at);
    const html = await response.text();
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
    if (isPage && !at.endsWith('/html')) found.push({ at, response, html });
  }
  return found;
}

describe.each(['visitor', 'customer', 'reseller', 'technician', 'administrator'] as const)(
  'pages of %s',
  (who) => {
    test('carry a policy with a nonce of their own, and nothing that it forbids', async () => {
      const pages = await pagesOf(who === 'visitor' ? visitor(app) : clients[who]);
      expect(pages.length).toBeGreaterThanOrEqual(who === 'visitor' ? PUBLIC.length : 8);
      const nonces = new Set<string>();
      const wrong: string[] = [];
      for (const { at, response, html } of pages) {
        const policy = response.headers.get('Content-Security-Policy') ?? '';
        const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
        nonces.add(nonce);
        const tags = html.match(/<(script|style)\b[^>]*>/g) ?? [];
        if (nonce === '' || /'unsafe-(inline|eval)/.test(policy)) wrong.push(`${at}: ${policy}`);
        if (!policy.includes("frame-ancestors 'self'") || !policy.includes("default-src 'none'"))
          wrong.push(`${at}: ${policy}`);
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
      const client = who === 'visitor' ? visitor(app) : clients[who];
      for (const { id, path } of paths)
        for (const at of ways({ id, path })) {
          const response = await client.get(at);
          await response.arrayBuffer();
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
