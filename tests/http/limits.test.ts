import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { inBatches } from '../support/batches';
import { type Client, placeOrder, signIn, visitor } from '../support/client';
import { routePaths } from '../support/routes';
import { stateOf } from '../support/state';

let app: TestApp;
let customer: Client;
let number: string;
let paths: { id: string; path: string }[];

beforeAll(async () => {
  app = await startApp();
  const { loadBuild } = await import('../../server');
  customer = await signIn(app, 'customer');
  number = await placeOrder(app, customer);
  paths = routePaths(await loadBuild(), { number, token: 'unknown', id: '1', part: 'html' });
});
afterAll(() => app?.close());
afterEach(async () => {
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
});

const cookie = () => [...customer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

type Talk = { head: string; body?: (write: (bytes: Buffer | string) => boolean, done: () => void) => void };

/** Sends bytes as they are, and gives what comes back until the server closes or has answered for half a second. */
function talk({ head, body }: Talk): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    let quiet: NodeJS.Timeout | undefined;
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      clearTimeout(quiet);
      quiet = setTimeout(() => socket.destroy(), 500);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(head.replaceAll('\n', '\r\n'), 'latin1');
    body?.(
      (bytes) => answer === '' && !socket.destroyed && socket.write(bytes),
      () => socket.destroy(),
    );
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const post = (at: string, more: string) =>
  `POST ${at} HTTP/1.1\nHost: ${new URL(app.url).host}\nCookie: ${cookie()}\n${more}\n\n`;
const FORM = 'Content-Type: application/x-www-form-urlencoded';

describe('bodies', () => {
  const places = () => [
    '/orders/new',
    `/orders/${number}`,
    '/forgot-password',
    '/account',
    `/orders/${number}/attachments`,
  ];

  test('that announce too much are refused at once', async () => {
    const before = await stateOf(app.db);
    for (const at of places()) {
      const answer = await talk({ head: post(at, `${FORM}\nContent-Length: 40000000`) });
      expect([at, statusOf(answer)]).toEqual([at, 413]);
    }
    expect(await stateOf(app.db)).toBe(before);
  });

  test('that grow too large in chunks are refused while they arrive', async () => {
    const before = await stateOf(app.db);
    const piece = Buffer.alloc(256 * 1024, 'a');
    const chunk = Buffer.concat([
      Buffer.from(`${piece.length.toString(16)}\r\n`),
      piece,
      Buffer.from('\r\n'),
    ]);
    for (const at of places().filter((place) => !place.endsWith('/attachments'))) {
      const answer = await talk({
        head: post(at, `${FORM}\nTransfer-Encoding: chunked`),
        async body(write) {
          write('8\r\nproblem=\r\n');
          for (let sent = 0; sent < 40; sent++) {
            write(chunk);
            await new Promise((resolve) => setTimeout(resolve, 2));
          }
          write('0\r\n\r\n');
        },
      });
      expect([at, statusOf(answer)]).toEqual([at, 413]);
    }
    expect(await stateOf(app.db)).toBe(before);
  });

  test('that are broken off do not disturb anybody', async () => {
    const before = await stateOf(app.db);
    for (const at of places()) {
      await talk({
        head: post(at, `${FORM}\nContent-Length: 5000`),
        body: (write, done) => {
          write('problem=abc');
          setTimeout(done, 50);
        },
      });
      await talk({
        head: post(at, 'Content-Type: multipart/form-data; boundary=x\nTransfer-Encoding: chunked'),
        body: (write, done) => {
          write('5\r\n--x\r\n\r\n');
          setTimeout(done, 50);
        },
      });
    }
    expect(await stateOf(app.db)).toBe(before);
  });

  test('that are no forms are refused', async () => {
    const strange: [type: string | undefined, body: string][] = [
      ['application/json', '{"intent":"message"}'],
      ['text/plain', 'intent=message'],
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="intent"\r\n\r\nmess'],
      ['image/png', 'x'],
      [undefined, ''],
    ];
    for (const at of [
      '/login',
      '/orders/new',
      `/orders/${number}`,
      '/account',
      '/preferences',
      '/logout.data',
    ])
      for (const [type, body] of strange) {
        const headers: Record<string, string> = {
          Cookie: cookie(),
          ...(type ? { 'Content-Type': type } : {}),
        };
        const response = await fetch(`${app.url}${at}`, {
          method: 'POST',
          headers,
          body: Buffer.from(body),
          redirect: 'manual',
        });
        await response.arrayBuffer();
        expect([at, type, response.status < 500]).toEqual([at, type, true]);
      }
  });
});

describe('addresses', () => {
  const STRANGE = [
    '/%',
    '/%zz',
    '/%c0%af',
    '/%00',
    '/orders/%00',
    '/orders/%ff',
    '/orders/RO-2026-000001%00',
    '/orders/..%2f..%2fetc%2fpasswd',
    '/orders/../../etc/passwd',
    '//evil.test/orders',
    '/\\evil.test',
    '/orders?tab=%00&q=%ff&status=nothing&from=9999-99-99&to=x&sort=--&after=%00',
    '/orders?after=eyJ9&before=%5B%5D',
    '/orders?location=99999999999999999999&location=-1&location=1e9',
    `/orders?q=${'a'.repeat(7_000)}`,
    `/orders?${'tab=new&'.repeat(800)}`,
    `/search?q=${encodeURIComponent("'; DROP TABLE orders; -- \0 %_\\")}`,
    `/search?q=${'1'.repeat(3_000)}`,
    '/orders/new?x[__proto__][a]=1&constructor=1',
    '/admin/questions/99999999999999999999',
    '/reset-password/%00',
    `/reset-password/${'a'.repeat(5_000)}`,
    '/login?redirectTo=%00&redirectTo=//evil.test',
    '/orders.data?_routes=__proto__',
    '/orders.data?_routes=%00,,,',
    '/.data',
    '/_root.data?_routes=',
    '/assets/%00',
    '/assets/',
    '/__manifest?p=/orders',
    '/constructor',
    '/__proto__',
  ];

  test('that make no sense never fail, and their data neither', async () => {
    for (const at of STRANGE)
      for (const who of [`Cookie: ${cookie()}`, 'X-Nobody: 1']) {
        const answer = await talk({
          head: `GET ${at} HTTP/1.1\nHost: x.test\n${who}\nConnection: close\n\n`,
        });
        expect([at, statusOf(answer)]).toEqual([
          at,
          expect.toSatisfy((code: number) => code >= 200 && code < 500),
        ]);
      }
  });

  test('that are longer than a header may be are refused', async () => {
    const answer = await talk({ head: `GET /${'a'.repeat(140_000)} HTTP/1.1\nHost: x.test\n\n` });
    expect(statusOf(answer)).toBe(431);
  });

  test('of a broken host are refused, and a forwarded one counts only behind a proxy', async () => {
    for (const host of ['a b', 'a/b', 'x?y', 'x#y', '[', 'x@y', ''])
      expect([host, statusOf(await talk({ head: `GET /login HTTP/1.1\nHost: ${host}\n\n` }))]).toEqual([
        host,
        400,
      ]);
    for (const target of ['*', 'http://evil.test/login', 'login'])
      expect([target, statusOf(await talk({ head: `GET ${target} HTTP/1.1\nHost: x.test\n\n` }))]).toEqual([
        target,
        400,
      ]);
    const forwarded = await visitor(app).get('/login', { 'X-Forwarded-Host': 'evil.test:99999999' });
    expect(forwarded.status).toBe(200);
    const told = await visitor(app).post(
      '/preferences',
      { theme: 'dark' },
      { Origin: 'https://evil.test', 'X-Forwarded-Host': 'evil.test' },
    );
    expect(told.status).toBe(403);
  });
});

describe('methods', () => {
  test('that no form has are refused, and nothing changes', async () => {
    const before = await stateOf(app.db);
    const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK', 'PURGE', 'FOO'];
    for (const { path } of paths) {
      const head = (method: string) => `${method} ${path} HTTP/1.1\nHost: x.test\nCookie: ${cookie()}`;
      const answers = await Promise.all(
        methods.map((method) => talk({ head: `${head(method)}\nContent-Length: 0\nConnection: close\n\n` })),
      );
      expect([path, answers.map(statusOf)]).toEqual([path, [...Array(8).fill(405), 400]]);
    }
    expect(await stateOf(app.db)).toBe(before);
  });

  test('HEAD answers as GET does, without a body', { timeout: 60_000 }, async () => {
    await inBatches(paths, async ({ path }) => {
      const get = await customer.get(path);
      await get.arrayBuffer();
      const head = await fetch(`${app.url}${path}`, {
        method: 'HEAD',
        headers: { Cookie: cookie() },
        redirect: 'manual',
      });
      expect([path, head.status, (await head.text()).length]).toEqual([path, get.status, 0]);
    });
  });
});
