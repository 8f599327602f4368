import { writingClient } from '../../app/platform/meilisearch.server';

/** Removes every index whose name begins so. */
export async function removeIndexes(prefix: string): Promise<void> {
  const { results } = await writingClient().getRawIndexes({ limit: 1000 });
  for (const { uid } of results.filter((index) => index.uid.startsWith(prefix)))
    await writingClient().deleteIndex(uid);
}
