import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { visitor } from '../support/client';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ env: { PORTAL_URL: 'https://portal.test', PORTAL_TRUST_PROXY: '1' } });
});
afterAll(() => app?.close());

test('on HTTPS cookies are bound to the host and to HTTPS', async () => {
  const response = await visitor(app).post('/preferences', { theme: 'dark' });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-portal_preferences=/);
  for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
    expect(cookie.split('; ')).toContain(part);
  expect(cookie).not.toContain('Domain');
});

test('on HTTPS browsers are told to stay there', async () => {
  const response = await visitor(app).get('/login');
  expect(response.headers.get('Strict-Transport-Security')).toBe('max-age=31536000; includeSubDomains');
  expect(response.headers.get('Content-Security-Policy')).toContain('upgrade-insecure-requests');
});

test('behind a proxy the public address is the own origin', async () => {
  const post = (headers: Record<string, string>) =>
    visitor(app).post('/preferences', { theme: 'dark' }, headers);
  expect((await post({ Origin: 'https://portal.test' })).status).toBe(302);
  expect((await post({ Origin: 'https://portal.test', 'X-Forwarded-Host': 'portal.test' })).status).toBe(302);
  expect((await post({ Origin: 'https://evil.test', 'X-Forwarded-Host': 'evil.test' })).status).toBe(403);
  expect((await post({ Origin: 'http://portal.test' })).status).toBe(403);
});

test('a broken forwarded host is refused, not failed at', async () => {
  for (const host of ['a b', '[', 'portal.test/x', 'portal.test:99999999'])
    expect([host, (await visitor(app).get('/login', { 'X-Forwarded-Host': host })).status]).toEqual([
      host,
      400,
    ]);
});
