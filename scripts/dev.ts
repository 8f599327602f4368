import type { ServerBuild } from '@remix-run/node';
import { messageOf, runProcess } from './lib/run-process';
import { prepare } from './prepare';

/** Starts the portal for work on its sources: pages reload as they change. The demo is in it, and the jobs run. */
process.env.PORTAL_DEMO ||= '1';
process.env.NODE_ENV = 'development';

async function start(onEnd: (close: () => Promise<unknown>) => void): Promise<void> {
  const { env } = await import('../app/platform/env.server');
  const { openPortal } = await import('./lib/open-portal');
  const { createApp, listen } = await import('../server');
  const { startJobs } = await import('../app/platform/jobs.server');
  const { crontab, tasks } = await import('../app/worker.server');
  const { seedWhenEmpty, DEMO_LOGINS, DEMO_PASSWORD } = await import('./seed/demo');
  const { createServer } = await import('vite');
  const portal = await openPortal(console.log);
  onEnd(portal.close);
  await seedWhenEmpty({ demo: env().PORTAL_DEMO });
  const listeners = process.listeners('SIGTERM');
  const vite = await createServer({
    appType: 'custom',
    server: { middlewareMode: true },
    // Its entry for browsers names a package that is not installed.
    optimizeDeps: { exclude: ['@node-rs/argon2'] },
  });
  onEnd(() => vite.close());
  // Vite would end the process before the database is closed.
  for (const added of process.listeners('SIGTERM').filter((one) => !listeners.includes(one)))
    process.off('SIGTERM', added);
  const pages = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  const server = await listen(createApp(pages, vite.middlewares), env().PORT, env().HOST);
  const jobs = await startJobs(tasks, crontab);
  onEnd(jobs.stop);
  onEnd(server.close);
  portal.keepOpen(() => void jobs.restart());
  console.log(
    `Portal ready at ${server.url}\nDemo logins, password ${DEMO_PASSWORD}: ${DEMO_LOGINS.join(', ')}`,
  );
}

try {
  prepare({ build: false });
  await runProcess(start);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
