import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const SHOWN = 20;

/** Compares the search index with the database. @returns the exit code: 1 when they differ */
async function check(): Promise<number> {
  prepare({ build: false });
  const { openPortal } = await import('./lib/open-portal');
  const { hasMeilisearch } = await import('../app/platform/meilisearch.server');
  const { compareStores } = await import('../app/domain/search/check.server');
  if (!hasMeilisearch()) {
    console.log('MEILI_URL is not set: PostgreSQL answers searches, there is nothing to compare.');
    return 0;
  }
  const portal = await openPortal();
  try {
    const { orders, documents, waiting, missing, extra, different } = await compareStores();
    console.log(`${orders} orders, ${documents} documents, ${waiting} changes on their way`);
    const lists = { 'without a document': missing, 'without an order': extra, different };
    for (const [name, ids] of Object.entries(lists)) {
      const more = ids.length > SHOWN ? ` … and ${ids.length - SHOWN} more` : '';
      if (ids.length > 0) console.log(`${ids.length} ${name}: ${ids.slice(0, SHOWN).join(', ')}${more}`);
    }
    const same = missing.length + extra.length + different.length === 0;
    if (same) console.log('Both say the same.');
    return same ? 0 : 1;
  } finally {
    await portal.close();
  }
}

if (isMain(import.meta.url)) {
  check().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
