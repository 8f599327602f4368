import { forRealUse } from './lib/for-real-use';
import { messageOf, runProcess } from './lib/run-process';
import { prepare } from './prepare';

/**
 * Runs the jobs of the portal in a process of their own, without serving pages: the worker of an installation whose other
 * processes have PORTAL_WORKER=0. It opens the database as the portal does.
 */
forRealUse();

async function work(onEnd: (close: () => Promise<unknown>) => void): Promise<void> {
  const { openPortal } = await import('./lib/open-portal');
  const { loadBuild } = await import('../server');
  const { startJobs } = await import('../app/platform/jobs.server');
  const portal = await openPortal();
  onEnd(portal.close);
  const { tasks, crontab } = (await loadBuild()).entry.module;
  const jobs = await startJobs(tasks, crontab);
  onEnd(jobs.stop);
  portal.keepOpen(() => void jobs.restart());
  console.log('Worker ready');
}

try {
  prepare({ build: true });
  await runProcess(work);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
