import { hasMeilisearch } from '~/platform/meilisearch.server';
import type { Viewer } from '../auth/rules';
import type { SearchHits } from './engine';
import { meilisearchEngine } from './meilisearch-engine.server';
import { postgresEngine } from './postgres-engine.server';
import type { ParsedQuery } from './rules';

/**
 * Asks Meilisearch where there is one. PostgreSQL answers when it does not, and when it finds nothing: its index may be
 * some seconds old, and it knows no parts of words.
 */
export async function findOrders(viewer: Viewer, query: ParsedQuery, limit: number): Promise<SearchHits> {
  const hits = hasMeilisearch() ? await meilisearchEngine.find(viewer, query, limit).catch(() => null) : null;
  return hits && hits.ids.length > 0 ? hits : postgresEngine.find(viewer, query, limit);
}
