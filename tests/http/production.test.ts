import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { signIn, visitor } from '../support/client';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ env: { PORTAL_DEMO: '0' } });
  await app.db.user.update({
    where: { id: app.world.users.customer.id },
    data: { demo: true, passwordHash: await hash('demo-portal-2026') },
  });
});
afterAll(() => app.close());

test('without the demo flag a demo login does not work, nor does a session it left behind', async () => {
  const { email } = app.world.users.customer;
  const answer = await visitor(app).post('/login', { email, password: 'demo-portal-2026' });
  expect(answer.status).not.toBe(302);
  expect(answer.headers.getSetCookie()).toEqual([]);
  const left = await signIn(app, 'customer');
  expect((await left.get('/orders')).headers.get('Location')).toContain('/login');
});

test('people who are no demo users sign in as ever', async () => {
  expect((await (await signIn(app, 'technician')).get('/orders')).status).toBe(200);
});
