import path from 'node:path';
import { withBar } from './lib/progress';
import { runMain } from './lib/run-main';
import { prepare } from './prepare';

/** Puts a backup into an empty portal, and checks that everything is as it was. @returns the exit code */
async function restore(): Promise<number> {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error('npm run restore -- FILE.zip');
    return 1;
  }
  prepare({ build: false });
  const { openPortal } = await import('./lib/open-portal');
  const { env } = await import('../app/platform/env.server');
  const { restoreBackup } = await import('./backup/read');
  const portal = await openPortal(console.log);
  try {
    const { tables, files, madeAt, secret } = await withBar('parts', (progress) =>
      restoreBackup(portal.url, path.resolve(file), env().dataDir, progress),
    );
    console.log(`${tables.length} tables and ${files.length} files as they were on ${madeAt}: no difference`);
    if (!secret) console.log('The secret is not in the backup: set PORTAL_SECRET to what it was.');
    return 0;
  } finally {
    await portal.close();
  }
}

runMain(restore);
