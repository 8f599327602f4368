import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { indexUid } from '../../app/domain/search/index-settings';
import { writingClient } from '../../app/platform/meilisearch.server';
import { startApp, type TestApp } from '../support/app';
import { actingFor, type Sickness, startBadMeilisearch } from '../support/bad-meilisearch';
import { signIn } from '../support/client';
import { execute } from '../support/database';
import { eventually } from '../support/eventually';
import { insertOrders, orderRow, viewerOf } from '../support/orders';
import { removeIndexes } from '../support/search-server';

const server = process.env.MEILI_URL ?? '';
const prefix = `test-${randomBytes(4).toString('hex')}`;
const COUNT = 400;
/** How long the index may lag after the server is well again. */
const RECOVERY_SECONDS = 10;

describe.skipIf(server === '')('the index', () => {
  let app: TestApp;
  let peer: Awaited<ReturnType<typeof startBadMeilisearch>>;
  let ids: number[] = [];

  beforeAll(async () => {
    peer = await startBadMeilisearch();
    peer.become(actingFor(server));
    app = await startApp({
      jobs: true,
      env: { MEILI_URL: peer.url, MEILI_INDEX: prefix, MEILI_TIMEOUT_MS: '2000' },
    });
    const rows = Array.from({ length: COUNT }, (_, index) => orderRow(app.world, 1000 + index));
    ids = (await insertOrders(app.db, rows)).map(({ id }) => id);
    await wake();
    await eventually(async () => ((await difference()) === 0 ? true : null), 30);
  });
  afterAll(async () => {
    peer.become(actingFor(server));
    await removeIndexes(prefix);
    await app?.close();
    await peer?.close();
  });
  beforeEach(() => peer.become(actingFor(server)));

  /** What the event of a command does. */
  async function wake(): Promise<void> {
    const { requestIndexing } = await import('../../app/domain/search/sync.server');
    await requestIndexing();
  }

  /** The number of documents that are not as the database has them; null when it cannot be told. */
  async function difference(): Promise<number | null> {
    const { compareStores } = await import('../../app/domain/search/check.server');
    const found = await compareStores().catch(() => null);
    return found && found.missing.length + found.extra.length + found.different.length;
  }

  const becomesRight = (seconds: number) =>
    eventually(async () => ((await difference()) === 0 ? true : null), seconds);

  let change = 0;
  /** A change of every order, such as a scan-out makes. */
  async function changeAll(): Promise<void> {
    change++;
    await execute(app.databaseUrl, `UPDATE orders SET tracking_numbers = ARRAY['T${change}-' || id]`);
    await wake();
  }

  it('is built by itself', async () => {
    const { searchStatus } = await import('../../app/domain/search/status.server');
    expect(await searchStatus()).toMatchObject({
      engine: 'meilisearch',
      documents: COUNT,
      orders: COUNT,
      waiting: 0,
    });
  });

  it('follows what people do: a draft is saved, found and thrown away', async () => {
    const { discardDraft } = await import('../../app/domain/orders/discard-draft.server');
    const [draft] = await insertOrders(app.db, [orderRow(app.world, 9, { status: 'draft' })]);
    await wake();
    await becomesRight(5);
    await discardDraft(viewerOf(app.world, 'customer'), draft?.number ?? '');
    await becomesRight(5);
    expect((await writingClient().index(indexUid()).getStats()).numberOfDocuments).toBe(COUNT);
  });

  it('follows the name of a customer', async () => {
    await app.db.company.update({
      where: { id: app.world.companies.customer.id },
      data: { name: 'Umbenannt AG' },
    });
    await wake();
    await becomesRight(5);
    const administrator = await signIn(app, 'administrator');
    expect(await (await administrator.get('/orders?q=umbenannt')).text()).toContain('RO-2026-001');
  });

  it.each([
    'answers 503',
    'hangs',
    'is slow',
    'refuses the key',
    'answers another page',
  ] satisfies Sickness[])('loses nothing while the server %s', async (sickness) => {
    const customer = await signIn(app, 'customer');
    peer.become(sickness);
    await changeAll();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await customer.get('/orders?q=fairphone')).status).toBe(200);
    await changeAll();
    peer.become(actingFor(server));
    await becomesRight(RECOVERY_SECONDS);
  });

  it('loses nothing while the server is away', async () => {
    await peer.refuse();
    await changeAll();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await peer.listen();
    await becomesRight(RECOVERY_SECONDS);
  });

  it('is swapped while orders change', async () => {
    const { rebuildIndex } = await import('../../app/domain/search/reindex.server');
    let over = false;
    const writing = (async () => {
      for (let at = 0; !over; at = (at + 1) % ids.length) {
        change++;
        await execute(
          app.databaseUrl,
          `UPDATE orders SET tracking_numbers = ARRAY['T${change}'] WHERE id = ${ids[at]}`,
        );
        await wake();
      }
    })();
    const [first, second] = await Promise.all([rebuildIndex(), rebuildIndex()]).finally(() => {
      over = true;
    });
    await writing;
    expect([first, second]).toContain(COUNT);
    expect([first, second]).toContain('busy');
    await becomesRight(5);
    const { results } = await writingClient().getRawIndexes({ limit: 1000 });
    expect(results.map(({ uid }) => uid).filter((uid) => uid.startsWith(prefix))).toEqual([indexUid()]);
    await wake();
    await eventually(async () => {
      const kept = await execute(app.databaseUrl, 'SELECT 1 FROM search_changes');
      return kept.length === 0 ? true : null;
    });
  });

  it('comes back when somebody deletes it', async () => {
    await writingClient().deleteIndex(indexUid());
    const customer = await signIn(app, 'customer');
    expect((await customer.get('/orders?q=fairphone')).status).toBe(200);
    await wake();
    await becomesRight(RECOVERY_SECONDS);
  });

  it('is checked for every kind of difference', async () => {
    const { compareStores } = await import('../../app/domain/search/check.server');
    const index = writingClient().index(indexUid());
    const [first = 0, second = 0] = ids;
    await index.deleteDocument(first);
    await index.updateDocuments([{ id: second, fingerprint: 'other' }]);
    await index.addDocuments([{ id: 987_654 }]);
    const found = await eventually(async () => {
      const now = await compareStores();
      return now.extra.length > 0 ? now : null;
    });
    expect(found).toMatchObject({ missing: [first], different: [second], extra: [987_654] });
  });
});
