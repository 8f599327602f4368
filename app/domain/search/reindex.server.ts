import { pool } from '~/platform/db.server';
import {
  checkMeilisearch,
  finishTask,
  hasMeilisearch,
  meilisearchCode,
  writingClient,
} from '~/platform/meilisearch.server';
import { readAllDocuments } from './documents.server';
import { buildUid, indexPrefix, indexUid, SETTINGS } from './index-settings';
import { noteRebuilt } from './rebuild-log.server';
import {
  type Change,
  endRebuild,
  failed,
  requestIndexing,
  requestRebuild,
  sendDocuments,
  writeOrders,
} from './sync.server';
import { enableSync, noteRebuild, onceLocked, setReadyIndex, whileLocked } from './sync-state.server';

const PAGE = 4_000;
/** Pages on their way into the index: it takes many at once in one go, which is quicker. */
const AHEAD = 30;
const RETRY_MS = 3_000;

/** Told how many documents the new index has of how many. */
export type OnProgress = (done: number, total: number) => void;

/** The job `search.rebuild`: builds the index, and tries again when Meilisearch fails. */
export async function rebuildWhenPossible(): Promise<void> {
  if (!hasMeilisearch()) return;
  try {
    await rebuildIndex();
  } catch (error) {
    await failed(error);
    await requestRebuild({ delayMs: RETRY_MS });
  }
}

/**
 * Builds the index anew beside the one in use and swaps the two. Orders that change meanwhile are written to both: to
 * the one in use at once, to the new one before the swap, during which no other change is written.
 * @returns the number of documents, or `busy` when a rebuild is running already
 */
export async function rebuildIndex(onProgress: OnProgress = () => undefined): Promise<number | 'busy'> {
  await checkMeilisearch();
  await enableSync();
  const built = await whileLocked('search-rebuild', async () => {
    const started = performance.now();
    try {
      await pool().query('DELETE FROM search_changes WHERE applied');
      await noteRebuild({ done: 0, total: 0 });
      await createIndex(buildUid());
      const count = await fill(onProgress);
      const replayed = new Set<string>();
      await replay(replayed);
      await onceLocked('search-sync', () => replaceIndex(replayed));
      await noteRebuilt(count, (performance.now() - started) / 1000);
      return count;
    } finally {
      await endRebuild();
    }
  });
  if (built !== 'busy') await requestIndexing();
  return built;
}

/** Makes an empty index with the settings; one of that name is removed first. */
async function createIndex(uid: string): Promise<void> {
  await removeIndex(uid);
  await finishTask((await writingClient().createIndex(uid, { primaryKey: 'id' })).taskUid);
  await finishTask((await writingClient().index(uid).updateSettings(SETTINGS)).taskUid);
}

async function removeIndex(uid: string): Promise<void> {
  if (await exists(uid)) await finishTask((await writingClient().deleteIndex(uid)).taskUid);
}

async function exists(uid: string): Promise<boolean> {
  try {
    await writingClient().getRawIndex(uid);
    return true;
  } catch (error) {
    if (meilisearchCode(error) === 'index_not_found') return false;
    throw error;
  }
}

/** Writes every order into the new index. */
async function fill(onProgress: OnProgress): Promise<number> {
  const { rows } = await pool().query<{ n: number }>('SELECT count(*)::int AS n FROM orders');
  const total = rows[0]?.n ?? 0;
  const onTheWay: { task: number; size: number }[] = [];
  let done = 0;
  const finishOne = async () => {
    const next = onTheWay.shift();
    if (!next) return;
    await finishTask(next.task);
    done += next.size;
    await noteRebuild({ done, total });
    onProgress(done, Math.max(done, total));
  };
  onProgress(0, total);
  for await (const documents of readAllDocuments(PAGE)) {
    onTheWay.push({ task: await sendDocuments(buildUid(), documents), size: documents.length });
    if (onTheWay.length >= AHEAD) await finishOne();
  }
  while (onTheWay.length > 0) await finishOne();
  return done;
}

/** Writes the orders that changed since the rebuild began into the new index, but for changes in `replayed`. */
async function replay(replayed: Set<string>): Promise<void> {
  const { rows } = await pool().query<Change>('SELECT id, order_id AS "orderId" FROM search_changes');
  const fresh = rows.filter(({ id }) => !replayed.has(id));
  await writeOrders(
    buildUid(),
    fresh.map(({ orderId }) => orderId),
  );
  for (const { id } of fresh) replayed.add(id);
}

/** Puts the new index in the place of the one in use and removes that and those of older settings. */
async function replaceIndex(replayed: Set<string>): Promise<void> {
  await replay(replayed);
  const client = writingClient();
  if (!(await exists(indexUid()))) await finishTask((await client.createIndex(indexUid())).taskUid);
  const swap = await client.swapIndexes([{ indexes: [buildUid(), indexUid()], rename: false }]);
  await finishTask(swap.taskUid);
  await pool().query('DELETE FROM search_changes WHERE id = ANY ($1::bigint[])', [[...replayed]]);
  await setReadyIndex(indexUid());
  const { results } = await client.getRawIndexes({ limit: 1000 });
  const old = results.filter(({ uid }) => uid.startsWith(indexPrefix()) && uid !== indexUid());
  for (const { uid } of old) await removeIndex(uid);
}
