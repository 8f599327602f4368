import { z } from 'zod';
import { pool } from '~/platform/db.server';
import { writingClient } from '~/platform/meilisearch.server';
import { readAllDocuments } from './documents.server';
import { indexUid } from './index-settings';

const PAGE = 5_000;

/** Ids of orders that the index does not have, of documents without an order, and of those that say something else. */
export type SearchDifference = {
  orders: number;
  documents: number;
  /** Changes that the index is still to be told. */
  waiting: number;
  missing: number[];
  extra: number[];
  different: number[];
};

const page = z.object({
  results: z.array(z.object({ id: z.number().int(), fingerprint: z.string().optional() })),
  total: z.number().int(),
});

/** Compares every document of the index with its order. Throws when Meilisearch does not answer. */
export async function compareStores(): Promise<SearchDifference> {
  const documents = await readIndex();
  const found: SearchDifference = {
    ...{ orders: 0, documents: documents.size, waiting: await waitingChanges() },
    ...{ missing: [], extra: [], different: [] },
  };
  for await (const orders of readAllDocuments(PAGE))
    for (const { id, fingerprint } of orders) {
      const stored = documents.get(id);
      found.orders++;
      documents.delete(id);
      if (stored === undefined) found.missing.push(id);
      else if (stored !== fingerprint) found.different.push(id);
    }
  found.extra = [...documents.keys()];
  return found;
}

/** The fingerprint of each document. */
async function readIndex(): Promise<Map<number, string>> {
  const documents = new Map<number, string>();
  for (let offset = 0; ; offset += PAGE) {
    const { results, total } = page.parse(
      await writingClient()
        .index(indexUid())
        .getDocuments({ offset, limit: PAGE, fields: ['id', 'fingerprint'] }),
    );
    for (const { id, fingerprint } of results) documents.set(id, fingerprint ?? '');
    if (results.length === 0 || offset + PAGE >= total) return documents;
  }
}

async function waitingChanges(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    'SELECT count(*)::int AS n FROM search_changes WHERE NOT applied',
  );
  return rows[0]?.n ?? 0;
}
