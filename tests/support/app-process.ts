import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type AppProcess = { url: string; kill(): Promise<void>; stop(): Promise<void> };

const checkout = process.cwd();
const tsx = pathToFileURL(join(checkout, 'node_modules/tsx/dist/loader.mjs')).href;

/**
 * Opens the database of `dataDir` in a process of its own, from the checkout `from`, as the user `uid` if given. Throws
 * an error with the message that the process reports.
 */
export async function startApp(
  dataDir: string,
  options: { from?: string; uid?: number } = {},
): Promise<AppProcess> {
  const { from = checkout, uid } = options;
  const child = fork(join(from, 'tests/support/open-database-child.ts'), [dataDir], {
    execArgv: ['--import', tsx],
    cwd: from,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(checkout, 'tsconfig.json') },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const [report] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (typeof report !== 'object' || report === null || !('url' in report)) {
    throw new Error(
      typeof report === 'object' && report && 'error' in report ? String(report.error) : 'ended early',
    );
  }
  return {
    url: String(report.url),
    kill: () => end(child, () => child.kill('SIGKILL')),
    stop: () => end(child, () => child.send('stop')),
  };
}

async function end(child: ChildProcess, ask: () => void): Promise<void> {
  const exited = once(child, 'exit');
  ask();
  await exited;
}
