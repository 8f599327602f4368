import { Presets, SingleBar } from 'cli-progress';
import { isMain } from './lib/is-main';
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
  const bar = new SingleBar(
    { format: '{bar} {percentage}% · {value} of {total} orders · {eta_formatted} left', hideCursor: true },
    Presets.shades_classic,
  );
  const started = performance.now();
  try {
    bar.start(0, 0);
    const built = await rebuildIndex((done, total) => {
      bar.setTotal(total);
      bar.update(done);
    });
    bar.stop();
    if (built === 'busy') {
      console.error('The index is being built already.');
      return 1;
    }
    const seconds = (performance.now() - started) / 1000;
    console.log(`${built} orders in ${seconds.toFixed(1)} s (${Math.round(built / seconds)} a second)`);
    return 0;
  } finally {
    bar.stop();
    await portal.close();
  }
}

if (isMain(import.meta.url)) {
  reindex().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
