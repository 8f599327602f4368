import path from 'node:path';
import { withBar } from './lib/progress';
import { runMain } from './lib/run-main';
import { prepare } from './prepare';

/** Writes a backup of the portal while it goes on, to the file that is named. @returns the exit code */
async function backup(): Promise<number> {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error('npm run backup -- FILE.zip');
    return 1;
  }
  prepare({ build: false });
  const { openPortal } = await import('./lib/open-portal');
  const { env } = await import('../app/platform/env.server');
  const { ownSecretFile } = await import('../app/platform/secret-box.server');
  const { writeBackup } = await import('./backup/write');
  const portal = await openPortal(console.log);
  try {
    const secret = env().PORTAL_SECRET ? null : ownSecretFile();
    const target = path.resolve(file);
    const { tables, files } = await withBar('parts', (progress) =>
      writeBackup(portal.url, target, secret, progress),
    );
    const bytes = [...tables, ...files].reduce((sum, part) => sum + part.bytes, 0);
    console.log(
      `${tables.length} tables and ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB: ${target}`,
    );
    return 0;
  } finally {
    await portal.close();
  }
}

runMain(backup);
