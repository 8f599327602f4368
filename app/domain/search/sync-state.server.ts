import type { PoolClient } from 'pg';
import { pool } from '~/platform/db.server';
import { messageOf } from '~/platform/meilisearch.server';
import { singleton } from '~/platform/singleton';
import { indexUid } from './index-settings';

/** How long a process may go on with what it last knew of the index. */
const FRESH_MS = 1_000;

type SyncState = {
  enabled: boolean;
  indexUid: string | null;
  rebuild: { startedAt: Date; done: number; total: number } | null;
  lastError: { message: string; at: Date } | null;
};

type Known = { ready: boolean; until: number; asking: Promise<boolean> | null };
const known = () => singleton('search-ready', (): Known => ({ ready: false, until: 0, asking: null }));

/** The state of the index as the database has it. */
export async function readSyncState(): Promise<SyncState> {
  const { rows } = await pool().query(
    `SELECT enabled, index_uid, rebuild_started_at, rebuild_done, rebuild_total, last_error, last_error_at FROM search_sync`,
  );
  const row = rows[0];
  return {
    enabled: row?.enabled ?? false,
    indexUid: row?.index_uid ?? null,
    rebuild: row?.rebuild_started_at
      ? { startedAt: row.rebuild_started_at, done: row.rebuild_done, total: row.rebuild_total }
      : null,
    lastError: row?.last_error ? { message: row.last_error, at: row.last_error_at } : null,
  };
}

/** True when the index of these settings is complete; may be a second old. */
export async function isIndexReady(): Promise<boolean> {
  const state = known();
  if (Date.now() < state.until) return state.ready;
  state.asking ??= readSyncState()
    .then(({ indexUid: ready }) => {
      Object.assign(state, { ready: ready === indexUid(), until: Date.now() + FRESH_MS });
      return state.ready;
    })
    .finally(() => {
      state.asking = null;
    });
  return state.asking;
}

/** Says which index is complete: from now on searches may ask it. Null: none is. */
export async function setReadyIndex(uid: string | null): Promise<void> {
  await pool().query(
    `UPDATE search_sync SET index_uid = $1::text, rebuilt_at = CASE WHEN $1::text IS NULL THEN rebuilt_at ELSE now() END`,
    [uid],
  );
  known().until = 0;
}

/** Changes are noted from now on. Waits for the writers that began before, who note none. */
export async function enableSync(): Promise<void> {
  if ((await readSyncState()).enabled) return;
  await inTransaction(async (client) => {
    await client.query('LOCK TABLE orders, companies IN SHARE MODE');
    await client.query('UPDATE search_sync SET enabled = true, index_uid = NULL WHERE NOT enabled');
  });
}

/** Changes are no longer noted, and the index counts as lost: for a portal without Meilisearch. */
export async function disableSync(): Promise<void> {
  if (!(await readSyncState()).enabled) return;
  await inTransaction(async (client) => {
    await client.query('UPDATE search_sync SET enabled = false, index_uid = NULL, last_error = NULL');
    await client.query('DELETE FROM search_changes');
  });
}

/** Keeps the last error for the administrator. */
export async function noteError(error: unknown): Promise<void> {
  await pool().query('UPDATE search_sync SET last_error = $1, last_error_at = now()', [messageOf(error)]);
}

/** Keeps how far the rebuild is; null: it has ended. */
export async function noteRebuild(progress: { done: number; total: number } | null): Promise<void> {
  await pool().query(
    `UPDATE search_sync SET rebuild_started_at = CASE WHEN $1::int IS NULL THEN NULL ELSE coalesce(rebuild_started_at, now()) END,
       rebuild_done = coalesce($1, 0), rebuild_total = coalesce($2::int, 0)`,
    [progress?.done ?? null, progress?.total ?? null],
  );
}

async function inTransaction(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool().connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}

type SearchLock = 'search-sync' | 'search-rebuild';

/**
 * Runs `work` while no other process does so under the same lock. It is held by a connection, so that it ends with its
 * process. @returns what `work` gives, or `busy` when somebody else holds the lock or waits for it
 */
export function whileLocked<T>(lock: SearchLock, work: () => Promise<T>): Promise<T | 'busy'> {
  return locked(lock, 'SELECT pg_try_advisory_lock(hashtext($1)) AS held', work);
}

/** Runs `work` as soon as no other process holds the lock; those that come later wait or are `busy`. */
export async function onceLocked(lock: SearchLock, work: () => Promise<void>): Promise<void> {
  await locked(lock, 'SELECT true AS held FROM pg_advisory_lock(hashtext($1))', work);
}

async function locked<T>(lock: SearchLock, take: string, work: () => Promise<T>): Promise<T | 'busy'> {
  const client = await pool().connect();
  let broken = true;
  try {
    const { rows } = await client.query(take, [lock]);
    if (rows[0]?.held !== true) {
      broken = false;
      return 'busy';
    }
    const done = await work();
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [lock]);
    broken = false;
    return done;
  } finally {
    client.release(broken);
  }
}
