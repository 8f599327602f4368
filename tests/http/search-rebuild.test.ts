import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { alwaysFinding, startBadMeilisearch } from '../support/bad-meilisearch';
import { type Client, signIn } from '../support/client';
import { execute } from '../support/database';

let app: TestApp;
let peer: Awaited<ReturnType<typeof startBadMeilisearch>>;
let administrator: Client;

beforeAll(async () => {
  peer = await startBadMeilisearch();
  peer.become(alwaysFinding([]));
  app = await startApp({ env: { MEILI_URL: peer.url, MEILI_API_KEY: 'a-key', MEILI_INDEX: 'admin' } });
  administrator = await signIn(app, 'administrator');
});
afterAll(async () => {
  await app?.close();
  await peer?.close();
});

const page = async () => {
  const html = await (await administrator.get('/admin/search', { 'Accept-Language': 'en' })).text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main>')).replaceAll('<!-- -->', '');
};
const jobs = () =>
  execute(
    app.databaseUrl,
    `SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'search.rebuild' AND key = 'search.rebuild'`,
  );

it('asks for one rebuild, however often it is pressed', async () => {
  expect(await page()).toContain('The index is not complete yet');
  for (const _ of [1, 2]) {
    const response = await administrator.post('/admin/search', {});
    expect(response.headers.get('Location')).toBe('/admin/search?rebuild=asked');
  }
  expect(await jobs()).toHaveLength(1);
});

it('shows how far a rebuild is, and no button meanwhile', async () => {
  await execute(
    app.databaseUrl,
    `UPDATE search_sync SET rebuild_started_at = now(), rebuild_done = 1200, rebuild_total = 100000,
       last_error = 'A test <error>', last_error_at = now()`,
  );
  const main = await page();
  expect(main).toContain('Rebuilding: 1,200 of 100,000');
  expect(main).toMatch(/<progress[^>]*value="1200"[^>]*max="100000"/);
  expect(main).toContain('A test &lt;error&gt;');
  expect(main).not.toContain('<form');
});

it('says calmly that Meilisearch is away', async () => {
  peer.become('answers 503');
  await execute(app.databaseUrl, 'UPDATE search_sync SET rebuild_started_at = NULL');
  await peer.refuse();
  await expect
    .poll(page, { timeout: 20_000, interval: 500 })
    .toContain('Meilisearch does not answer just now');
  expect(await page()).toMatch(/<button[^>]*disabled=""[^>]*>Rebuild index/);
  await peer.listen();
});
