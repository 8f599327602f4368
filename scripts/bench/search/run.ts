import { meilisearchEngine } from '../../../app/domain/search/meilisearch-engine.server';
import { postgresEngine } from '../../../app/domain/search/postgres-engine.server';
import { disableSync } from '../../../app/domain/search/sync-state.server';
import { pool } from '../../../app/platform/db.server';
import { env } from '../../../app/platform/env.server';
import { writingClient } from '../../../app/platform/meilisearch.server';
import type { Figure } from '../figures';
import { findSubjects } from '../subjects';
import { measureChanges } from './changes';
import { type Amounts, measureFinding } from './finding';
import { measureRebuild, measureSuggestions } from './speed';
import { loadTruth } from './truth';

/** So long is Meilisearch waited for here, in milliseconds: it is to be measured, not to be turned over from. */
const PATIENCE_MS = 5_000;

type SearchBench = {
  /** For a portal in a process of its own. */
  settings: Record<string, string>;
  /** Null: PostgreSQL alone. */
  meiliUrl: string | null;
  amounts: Amounts & { changes: number };
  say: (line: string) => void;
};

/**
 * Measures what searches find, on the bench's database, with PostgreSQL and, where there is one, with Meilisearch, whose
 * index is the bench's own and is removed in the end.
 */
export async function measureSearching({ settings, meiliUrl, amounts, say }: SearchBench): Promise<Figure[]> {
  const { administrator } = await findSubjects(pool());
  const truth = await loadTruth();
  const asked = { truth, amounts, say };
  const figures = [
    ...(await measureFinding({ ...asked, engine: 'postgresql' })),
    ...(await measureSuggestions(truth, postgresEngine, administrator.viewer)),
  ];
  if (meiliUrl === null) return figures;
  // From here on this process has a Meilisearch; until now PostgreSQL answered.
  Object.assign(env(), { MEILI_URL: meiliUrl, MEILI_TIMEOUT_MS: PATIENCE_MS });
  try {
    say('Rebuilding the index');
    figures.push(...(await measureRebuild()));
    figures.push(...(await measureFinding({ ...asked, engine: 'meilisearch' })));
    figures.push(...(await measureSuggestions(truth, meilisearchEngine, administrator.viewer)));
    figures.push(
      ...(await measureChanges({ settings, meiliUrl, administrator, changes: amounts.changes, say })),
    );
    return figures;
  } finally {
    await disableSync();
    await removeIndexes();
  }
}

async function removeIndexes(): Promise<void> {
  const { results } = await writingClient().getRawIndexes({ limit: 1000 });
  for (const { uid } of results.filter((index) => index.uid.startsWith(`${env().MEILI_INDEX}-`)))
    await writingClient().deleteIndex(uid);
}
