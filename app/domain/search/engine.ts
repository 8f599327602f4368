import type { Viewer } from '../auth/rules';
import type { ParsedQuery } from './rules';

/** What an engine found: ids of orders, the best first. */
export type SearchHits = { ids: number[] };

/**
 * Finds orders by the ends and beginnings of identifiers and by words. Whole identifiers are resolved in the database
 * before an engine is asked, and every hit is read again through `visibleTo` after it.
 */
export interface SearchEngine {
  readonly name: string;
  find(viewer: Viewer, query: ParsedQuery, limit: number): Promise<SearchHits>;
}
