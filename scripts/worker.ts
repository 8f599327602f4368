import express from 'express';
import { forRealUse } from './lib/for-real-use';
import { messageOf, runProcess } from './lib/run-process';
import { prepare } from './prepare';

/**
 * Runs the jobs of the portal in a process of their own, without serving pages: the worker of an installation whose other
 * processes have PORTAL_WORKER=0. It opens the database as the portal does. With WORKER_PORT it answers /healthz, /readyz and
 * /metrics there.
 */
forRealUse();

async function work(onEnd: (close: () => Promise<unknown>) => void): Promise<void> {
  const { openPortal } = await import('./lib/open-portal');
  const { listen, loadBuild } = await import('../server');
  const { env } = await import('../app/platform/env.server');
  const { healthRoutes } = await import('../app/platform/http/health.server');
  const { startJobs } = await import('../app/platform/jobs.server');
  const portal = await openPortal();
  onEnd(portal.close);
  const { tasks, crontab } = (await loadBuild()).entry.module;
  const jobs = await startJobs(tasks, crontab);
  onEnd(jobs.stop);
  portal.keepOpen(() => void jobs.restart());
  const { WORKER_PORT: port, HOST: host } = env();
  if (port !== undefined) onEnd((await listen(express().use(healthRoutes()), port, host)).close);
  console.log('Worker ready');
}

try {
  prepare({ build: true });
  await runProcess(work);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
