import { withBar } from './lib/progress';
import { runMain } from './lib/run-main';
import { prepare } from './prepare';

/** Builds the search index anew while the portal goes on. @returns the exit code */
async function reindex(): Promise<number> {
  prepare({ build: false });
  const { openPortal } = await import('./lib/open-portal');
  const { hasMeilisearch } = await import('../app/platform/meilisearch.server');
  const { rebuildIndex } = await import('../app/domain/search/reindex.server');
  if (!hasMeilisearch()) {
    console.log('MEILI_URL is not set: PostgreSQL answers searches and needs no index.');
    return 0;
  }
  const portal = await openPortal(console.log);
  const started = performance.now();
  try {
    const built = await withBar('orders', (progress) => rebuildIndex(progress));
    if (built === 'busy') {
      console.error('The index is being built already.');
      return 1;
    }
    const seconds = (performance.now() - started) / 1000;
    console.log(`${built} orders in ${seconds.toFixed(1)} s (${Math.round(built / seconds)} a second)`);
    return 0;
  } finally {
    await portal.close();
  }
}

runMain(reindex);
