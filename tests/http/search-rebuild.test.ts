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

const events = () =>
  execute<{ type: string; actor_id: number; visibility: string }>(
    app.databaseUrl,
    `SELECT type, actor_id, visibility FROM events WHERE type LIKE 'search.%' ORDER BY id`,
  );

it('keeps neither the job nor the event when one of them fails', async () => {
  const rename = (from: string, to: string) =>
    execute(app.databaseUrl, `ALTER FUNCTION graphile_worker.${from} RENAME TO ${to}`);
  await rename('add_job', 'add_job_away');
  expect((await administrator.post('/admin/search', {})).status).toBe(500);
  await rename('add_job_away', 'add_job');
  expect(await events()).toEqual([]);
});

it('asks for one rebuild, however often it is pressed, and keeps who asked', async () => {
  const before = await page();
  expect(before).toContain('The index is not complete yet');
  expect(before).not.toContain('Asked for');
  const pressed = await Promise.all([1, 2, 3].map(() => administrator.post('/admin/search', {})));
  for (const response of pressed) expect(response.headers.get('Location')).toBe('/admin/search');
  expect(await jobs()).toHaveLength(1);
  const actor_id = app.world.users.administrator.id;
  expect(await events()).toEqual([{ type: 'search.rebuild_requested', actor_id, visibility: 'internal' }]);
  const main = await page();
  expect(main).toContain('Asked for: it begins in a moment.');
  expect(main).toMatch(/Asked for by<\/dt><dd[^>]*>administrator,/);
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

it('says who had the index built last, and how long that took', async () => {
  const { noteRebuilt } = await import('../../app/domain/search/rebuild-log.server');
  await execute(app.databaseUrl, 'UPDATE search_sync SET rebuild_started_at = NULL');
  await noteRebuilt(12_345, 6.78);
  const ended = await page();
  expect(ended).not.toContain('it begins in a moment');
  expect(ended).toContain('6.8 s for 12,345 orders');
  expect(ended).toMatch(/Asked for by<\/dt><dd[^>]*>administrator</);
  await noteRebuilt(12_346, 5);
  expect(await page()).toMatch(/Asked for by<\/dt><dd[^>]*>The portal itself, or the command line</);
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
