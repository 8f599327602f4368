import { setTimeout as sleep } from 'node:timers/promises';
import { compareStores } from '../../../app/domain/search/check.server';
import { readDocuments } from '../../../app/domain/search/documents.server';
import { indexUid } from '../../../app/domain/search/index-settings';
import { requestIndexing, requestRebuild } from '../../../app/domain/search/sync.server';
import { readSyncState } from '../../../app/domain/search/sync-state.server';
import { pool } from '../../../app/platform/db.server';
import { writingClient } from '../../../app/platform/meilisearch.server';
import type { Figure } from '../figures';
import { freePort, startPortal } from '../portal-process';
import type { Subject } from '../subjects';
import { startSickServer } from './sick-server';

type Setting = {
  settings: Record<string, string>;
  meiliUrl: string;
  administrator: Subject;
  changes: number;
  say: (line: string) => void;
};

/** How long the index may lag once the server is well, in milliseconds. */
const RECOVERY_MS = 10_000;
const READY_MS = 300_000;

/**
 * Changes orders one by one while a portal runs on a Meilisearch that is down, answers 503, is slow, and then swaps its
 * index; meanwhile somebody searches.
 */
export async function measureChanges({
  settings,
  meiliUrl,
  administrator,
  changes,
  say,
}: Setting): Promise<Figure[]> {
  const sick = await startSickServer(meiliUrl);
  const portal = await startPortal(await freePort(), { ...settings, MEILI_URL: sick.url });
  const visitor = searchAgainAndAgain(portal.url, administrator.cookie);
  try {
    await requestIndexing();
    await until('the index is there', async () => (await readSyncState()).indexUid === indexUid());
    const change = await changer(changes);
    for (const state of ['is down', 'answers 503', 'is slow'] as const) {
      say(`${Math.floor(changes / 4)} changes while Meilisearch ${state}`);
      sick.become(state);
      await change(Math.floor(changes / 4));
    }
    sick.become('is well');
    say('… and while the index is built anew and swapped');
    await requestRebuild();
    await until('the rebuild begins', async () => (await readSyncState()).rebuild !== null);
    await change(changes - 3 * Math.floor(changes / 4));
    await until('the rebuild ends', async () => (await readSyncState()).rebuild === null);
    await sleep(RECOVERY_MS);
    const different = await countDifferent(await change.changed());
    const everything = await compareStores();
    const all = everything.missing.length + everything.extra.length + everything.different.length;
    const seen = await visitor.stop();
    say(`${seen.requests} requests meanwhile`);
    return [
      { name: 'search.changes.different', value: different + all, unit: '', limit: { max: 0 } },
      { name: 'search.changes.portal-5xx', value: seen.errors, unit: '', limit: { max: 0 } },
      { name: 'search.changes.requests', value: seen.requests, unit: '' },
      { name: 'search.changes.slowest-request', value: seen.slowest, unit: 'ms' },
    ];
  } finally {
    await visitor.stop();
    await portal.stop();
    await sick.close();
  }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + READY_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come true within five minutes that ${what}.`);
    await sleep(200);
  }
}

/** Gives a function that changes so many more orders, each in a transaction of its own, and wakes the index job. */
async function changer(total: number) {
  const { rows } = await pool().query<{ id: number }>(
    'SELECT id FROM orders WHERE imei IS NOT NULL ORDER BY md5(id::text) LIMIT $1',
    [total],
  );
  const run = Date.now().toString(36);
  let at = 0;
  const change = async (count: number) => {
    for (const { id } of rows.slice(at, at + count)) {
      await pool().query('UPDATE orders SET tracking_numbers = $2 WHERE id = $1', [
        id,
        [`BENCH ${run} ${id}`],
      ]);
      at += 1;
      if (at % 25 === 0) await requestIndexing();
    }
    await requestIndexing();
  };
  return Object.assign(change, { changed: async () => rows.slice(0, at).map(({ id }) => id) });
}

/** How many documents of these orders are missing or are not as the database has them. */
async function countDifferent(ids: number[]): Promise<number> {
  let different = 0;
  for (let at = 0; at < ids.length; at += 500) {
    const documents = await readDocuments(ids.slice(at, at + 500));
    const { results } = await writingClient()
      .index<{ id: number; fingerprint: string }>(indexUid())
      .getDocuments({ ids: documents.map(({ id }) => id), limit: 500, fields: ['id', 'fingerprint'] });
    const stored = new Map(results.map(({ id, fingerprint }) => [id, fingerprint]));
    different += documents.filter(({ id, fingerprint }) => stored.get(id) !== fingerprint).length;
  }
  return different;
}

const LOOKS = [
  '/search/suggest?q=iphone',
  '/orders?q=pilatus',
  '/search/suggest?q=galxy',
  '/orders?q=display',
];

/** Somebody who searches without end and counts what goes wrong. */
function searchAgainAndAgain(url: string, cookie: string) {
  const seen = { requests: 0, errors: 0, slowest: 0 };
  let over = false;
  const running = (async () => {
    while (!over) {
      const started = performance.now();
      const path = LOOKS[seen.requests % LOOKS.length] ?? '/';
      const status = await fetch(`${url}${path}`, { headers: { Cookie: cookie } }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 599,
      );
      seen.requests += 1;
      seen.slowest = Math.max(seen.slowest, performance.now() - started);
      if (status !== 200) seen.errors += 1;
      await sleep(50);
    }
  })();
  return {
    async stop() {
      over = true;
      await running;
      return seen;
    },
  };
}
