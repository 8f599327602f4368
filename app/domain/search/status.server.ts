import { pool } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { hasMeilisearch, meilisearchHealth, searchState, writingClient } from '~/platform/meilisearch.server';
import type { Viewer } from '../auth/rules';
import { indexUid } from './index-settings';
import { askForRebuild, type RebuildLog, readRebuildLog } from './rebuild-log.server';
import { isIndexReady, readSyncState } from './sync-state.server';

/** The state of search for the administrator's page. */
export type SearchStatus = {
  /** The one that answers now. */
  engine: 'postgresql' | 'meilisearch';
  /** Meilisearch is set up (MEILI_URL). */
  configured: boolean;
  /** It answers requests; it may still have no complete index. */
  available: boolean;
  version: string | null;
  /** Documents in the index; null when there is none or it does not answer. */
  documents: number | null;
  orders: number;
  /** Changes that the index is still to be told, and the age of the oldest in seconds. */
  waiting: number;
  lagSeconds: number;
  lastError: { message: string; at: Date } | null;
  rebuild: { startedAt: Date; done: number; total: number } | null;
  rebuilds: RebuildLog;
};

/** How search does. Takes no longer than the time-outs of Meilisearch; never fails because of it. */
export async function searchStatus(): Promise<SearchStatus> {
  const configured = hasMeilisearch();
  const available = (await searchState()) === 'meilisearch';
  const ready = configured && (await isIndexReady());
  const { rebuild, lastError } = await readSyncState();
  const { version, failure } = meilisearchHealth();
  const errors = [lastError, failure].filter((error) => error !== null);
  return {
    engine: available && ready ? 'meilisearch' : 'postgresql',
    ...{ configured, available, version, rebuild },
    rebuilds: await readRebuildLog(),
    documents: available && ready ? await countDocuments() : null,
    ...(await readCounts()),
    lastError: configured ? (errors.sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null) : null,
  };
}

/**
 * Has the index built anew, and keeps who asked for it. Only an administrator may.
 * Throws DomainError `not_found` (404) for others, and where there is no Meilisearch.
 */
export async function startRebuild(viewer: Viewer): Promise<void> {
  if (viewer.role !== 'administrator' || !hasMeilisearch()) throw new DomainError('not_found', 404);
  if ((await readSyncState()).rebuild === null) await askForRebuild(viewer);
}

async function countDocuments(): Promise<number | null> {
  try {
    return (await writingClient().index(indexUid()).getStats()).numberOfDocuments;
  } catch {
    return null;
  }
}

async function readCounts(): Promise<Pick<SearchStatus, 'orders' | 'waiting' | 'lagSeconds'>> {
  const { rows } = await pool().query(
    `SELECT (SELECT coalesce(sum(n), 0)::int FROM order_tallies WHERE scope = 'all') AS orders, count(*)::int AS waiting,
       coalesce(extract(epoch FROM now() - min(at)), 0)::float8 AS lag FROM search_changes WHERE NOT applied`,
  );
  const { orders, waiting, lag } = rows[0];
  return { orders, waiting, lagSeconds: Math.max(0, Math.round(lag)) };
}
