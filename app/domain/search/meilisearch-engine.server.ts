import type { MultiSearchQuery } from 'meilisearch';
import { z } from 'zod';
import { askMeilisearch, MeilisearchUnavailable, meilisearchCode } from '~/platform/meilisearch.server';
import type { Viewer } from '../auth/rules';
import { visibleFilter } from '../orders/visible.server';
import { reversed } from './documents.server';
import type { SearchEngine } from './engine';
import {
  IDENTIFIER_FIELDS,
  indexUid,
  NAME_FIELDS,
  NUMBER_START_MIN,
  PART_MIN,
  WORD_FIELDS,
} from './index-settings';
import type { ParsedQuery } from './rules';
import { isIndexReady, setReadyIndex } from './sync-state.server';

const hit = z.object({
  id: z.number().int(),
  _rankingScoreDetails: z.object({ typo: z.object({ typoCount: z.number() }).optional() }).optional(),
});
const answer = z.object({ results: z.array(z.object({ hits: z.array(hit) })) });
type Hit = z.infer<typeof hit>;

/** Errors that say that the index is not there or is not the one that was built. */
const LOST = new Set([
  'index_not_found',
  'invalid_search_filter',
  'invalid_multi_search_filter',
  'invalid_search_attributes_to_search_on',
  'invalid_multi_search_attributes_to_search_on',
]);

/**
 * Search in Meilisearch: one request with a query for ends, for beginnings and for words; only words of names, devices
 * and problems may be mistyped. Throws when it does not answer in time, or not as it should, or has no complete index.
 */
export const meilisearchEngine: SearchEngine = {
  name: 'meilisearch',
  async find(viewer, query, limit) {
    if (!(await isIndexReady())) throw new MeilisearchUnavailable('The index is not built');
    const queries = queriesFor(viewer, query, limit);
    try {
      const results = await askMeilisearch(async (client) => {
        const { results: found } = answer.parse(await client.multiSearch({ queries }));
        if (found.length !== queries.length) throw new Error('Some queries were not answered');
        return found.map(({ hits }) => hits);
      });
      return { ids: merge(results, limit) };
    } catch (error) {
      if (LOST.has(meilisearchCode(error) ?? '')) await setReadyIndex(null);
      throw error;
    }
  },
};

/** The queries for words come last: in names, then anywhere. */
function queriesFor(viewer: Viewer, query: ParsedQuery, limit: number): MultiSearchQuery[] {
  const filter = visibleFilter(viewer).map(({ field, among }) => `${field} IN [${among.join(',')}]`);
  const common = { indexUid: indexUid(), filter, limit, attributesToRetrieve: ['id'] };
  const text = query.folded.toLowerCase();
  const { starts, numbers, ends } = IDENTIFIER_FIELDS;
  const beginnings = text.length < NUMBER_START_MIN ? [starts] : [starts, numbers];
  const parts: MultiSearchQuery[] =
    [...text].length < PART_MIN
      ? []
      : [
          { ...common, q: reversed(text), attributesToSearchOn: [ends] },
          { ...common, q: text, attributesToSearchOn: beginnings },
        ];
  const words = [NAME_FIELDS, WORD_FIELDS].map((fields) => ({
    ...common,
    q: wordsOf(query),
    attributesToSearchOn: [...fields],
    matchingStrategy: 'all' as const,
    showRankingScoreDetails: true,
  }));
  return [...parts, ...words];
}

/** A customer's number, such as `C-702`; the index has it as one word. */
const COMPANY_NUMBER = /^\p{L}{1,3}(-\p{N}+)+$/u;

/** The words without the signs of Meilisearch's query language (phrases in quotes, excluded words). */
const wordsOf = ({ words }: ParsedQuery) =>
  words
    .map((forms) => forms.at(-1) ?? '')
    .map((word) =>
      COMPANY_NUMBER.test(word)
        ? word.replaceAll('-', '')
        : word.replace(/["\u201c\u201d]|(?<![\p{L}\p{N}])-/gu, ' '),
    )
    .join(' ');

/**
 * Parts of identifiers first, then the words; where there is nothing else mistyped words, those of names first. Words as
 * they were typed may stand anywhere: the newest order comes first.
 */
function merge(results: Hit[][], limit: number): number[] {
  const [inNames = [], anywhere = []] = results.slice(-2);
  const parts = results.slice(0, -2).flat();
  const right = anywhere.filter((found) => (found._rankingScoreDetails?.typo?.typoCount ?? 0) === 0);
  const found = [...parts, ...right];
  const best = found.length > 0 ? found : [...inNames, ...anywhere];
  return [...new Set(best.map(({ id }) => id))].slice(0, limit);
}
