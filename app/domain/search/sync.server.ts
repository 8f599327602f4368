import { type Db, db, pool } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import {
  checkMeilisearch,
  finishTask,
  hasMeilisearch,
  meilisearchCode,
  writingClient,
} from '~/platform/meilisearch.server';
import { singleton } from '~/platform/singleton';
import { readDocuments, type WrittenDocument } from './documents.server';
import { indexUid } from './index-settings';
import {
  enableSync,
  noteError,
  noteRebuild,
  readSyncState,
  setReadyIndex,
  whileLocked,
} from './sync-state.server';

const BATCH = 2_000;
/** After a failure. */
const RETRY_MS = 2_000;
const BUSY_MS = 500;
/** One job works no longer than this, so that a rebuild gets its turn; another goes on. */
const TURN_MS = 2_000;

const pause = () => singleton('search-sync-pause', () => ({ until: 0 }));

/** Sees to it that changes reach the index soon. Called after the change is committed; a lost call costs a minute. */
export async function requestIndexing(): Promise<void> {
  if (hasMeilisearch())
    await enqueue(db(), 'search.index', {}, { key: 'search.index', keepTime: true, maxAttempts: 3 });
}

/** Has the index built anew by a job; one that waits already is enough. */
export async function requestRebuild({
  delayMs = 0,
  tx = db(),
}: {
  delayMs?: number;
  tx?: Db;
} = {}): Promise<void> {
  const at = new Date(Date.now() + delayMs);
  await enqueue(tx, 'search.rebuild', {}, { key: 'search.rebuild', at, maxAttempts: 3 });
}

async function goOnIn(ms: number): Promise<void> {
  const at = new Date(Date.now() + ms);
  await enqueue(db(), 'search.index', {}, { key: 'search.index', at, maxAttempts: 3 });
}

/**
 * The job `search.index`: brings the index up to date with the changes that triggers noted. When Meilisearch fails it
 * tries again after 2 s for as long as it takes; a change is forgotten only after the index has it.
 */
export async function indexChanges(): Promise<void> {
  if (!hasMeilisearch()) return;
  const wait = pause().until - Date.now();
  if (wait > 0) return goOnIn(wait);
  await enableSync();
  try {
    const done = await whileLocked('search-sync', applyChanges);
    if (done !== 'all') await goOnIn(done === 'busy' ? BUSY_MS : 0);
  } catch (error) {
    await failed(error);
    await goOnIn(RETRY_MS);
  }
}

/** Keeps the error and lets this process leave Meilisearch alone for a while. */
export async function failed(error: unknown): Promise<void> {
  pause().until = Date.now() + RETRY_MS;
  log.warn({ err: error }, 'The search index could not be changed');
  await noteError(error);
}

/** @returns `all`, or `some` when the turn is over before everything is done */
async function applyChanges(): Promise<'all' | 'some'> {
  await endDeadRebuild();
  if (!(await hasIndex())) {
    if (!(await readSyncState()).rebuild) await requestRebuild();
    return 'all';
  }
  const until = Date.now() + TURN_MS;
  while (Date.now() < until) {
    const { rows } = await pool().query<Change>(
      'SELECT id, order_id AS "orderId" FROM search_changes WHERE NOT applied ORDER BY id LIMIT $1',
      [BATCH],
    );
    if (rows.length === 0) return 'all';
    await writeOrders(
      indexUid(),
      rows.map(({ orderId }) => orderId),
    );
    await settle(rows.map(({ id }) => id));
  }
  return 'some';
}

/** A noted change; `id` is a bigint. */
export type Change = { id: string; orderId: number };

/** True when the index with these settings is complete and there. An index that is gone is no longer asked. */
async function hasIndex(): Promise<boolean> {
  if ((await readSyncState()).indexUid !== indexUid()) return false;
  try {
    await checkMeilisearch();
    await writingClient().getRawIndex(indexUid());
    return true;
  } catch (error) {
    if (meilisearchCode(error) !== 'index_not_found') throw error;
    await setReadyIndex(null);
    return false;
  }
}

/** Hands documents to an index. @returns the task that puts them in */
export async function sendDocuments(uid: string, documents: WrittenDocument[]): Promise<number> {
  const lines = documents.map(({ json }) => json).join('\n');
  const index = writingClient().index(uid);
  return (await index.addDocumentsFromString(lines, 'application/x-ndjson', { primaryKey: 'id' })).taskUid;
}

/** Writes these orders as they are now into an index, or removes them from it, and waits until that is done. */
export async function writeOrders(uid: string, orderIds: number[]): Promise<void> {
  const ids = [...new Set(orderIds)];
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const documents = await readDocuments(some);
    const there = new Set(documents.map(({ id }) => id));
    const gone = some.filter((id) => !there.has(id));
    const index = writingClient().index(uid);
    const tasks: number[] = [];
    if (documents.length > 0) tasks.push(await sendDocuments(uid, documents));
    if (gone.length > 0) tasks.push((await index.deleteDocuments(gone)).taskUid);
    for (const task of tasks) await finishTask(task);
  }
}

/** Forgets changes that the index has; during a rebuild they are kept for the new index. */
async function settle(ids: string[]): Promise<void> {
  await pool().query(
    `WITH rebuild AS (SELECT FROM search_sync WHERE rebuild_started_at IS NOT NULL),
       kept AS (UPDATE search_changes SET applied = true WHERE id = ANY ($1::bigint[]) AND EXISTS (SELECT FROM rebuild))
     DELETE FROM search_changes WHERE (id = ANY ($1::bigint[]) OR applied) AND NOT EXISTS (SELECT FROM rebuild)`,
    [ids],
  );
}

/** Changes that the index in use has are no longer kept for another one. */
export async function endRebuild(): Promise<void> {
  await noteRebuild(null);
  await pool().query('DELETE FROM search_changes WHERE applied');
}

/** Forgets a rebuild whose process died. */
async function endDeadRebuild(): Promise<void> {
  if ((await readSyncState()).rebuild) await whileLocked('search-rebuild', endRebuild);
}
