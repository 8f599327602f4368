import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { everybodysOrders, insertOrders } from '../support/orders';

let app: TestApp;
let administrator: Client;

beforeAll(async () => {
  app = await startApp({ env: { MEILI_URL: '' } });
  await insertOrders(app.db, everybodysOrders(app.world, 1));
  administrator = await signIn(app, 'administrator');
});
afterAll(() => app?.close());

it('says calmly that PostgreSQL answers, and offers no rebuild', async () => {
  for (const [language, words] of [
    ['en', ['PostgreSQL answers every search', 'Orders in the database', '>7<']],
    ['de', ['PostgreSQL beantwortet jede Suche', 'Aufträge in der Datenbank', '>7<']],
  ] as const) {
    const html = await (await administrator.get('/admin/search', { 'Accept-Language': language })).text();
    const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
    for (const word of words) expect(main).toContain(word);
    expect(main).not.toContain('<form');
  }
});

it('is led to by the set-up, which is the administrators’', async () => {
  const link = 'href="/admin/search"';
  expect(await (await administrator.get('/admin')).text()).toContain(link);
  for (const person of ['customer', 'technician', 'partner', 'reseller'] as const) {
    const client = await signIn(app, person);
    expect((await client.get('/admin/search')).status).toBe(404);
    expect((await client.post('/admin/search', {})).status).toBe(404);
  }
});

it('refuses to rebuild where there is no Meilisearch', async () => {
  expect((await administrator.post('/admin/search', {})).status).toBe(404);
});
