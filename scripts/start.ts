import { forRealUse } from './lib/for-real-use';
import { messageOf, runProcess } from './lib/run-process';
import { prepare } from './prepare';

/**
 * Starts the portal for real use: builds what is missing, opens the database, seeds the demo when the database is empty
 * and the demo is wanted, serves, and runs the jobs.
 */
forRealUse();

async function start(onEnd: (close: () => Promise<unknown>) => void): Promise<void> {
  const { env } = await import('../app/platform/env.server');
  const { openPortal } = await import('./lib/open-portal');
  const { createApp, listen, loadBuild } = await import('../server');
  const { startJobs } = await import('../app/platform/jobs.server');
  const { seedWhenEmpty, DEMO_LOGINS, DEMO_PASSWORD } = await import('./seed/demo');
  const portal = await openPortal();
  onEnd(portal.close);
  const demo = await seedWhenEmpty({ demo: env().PORTAL_DEMO });
  const build = await loadBuild();
  const server = await listen(createApp(build), env().PORT, env().HOST);
  const { tasks, crontab } = build.entry.module;
  const jobs = env().PORTAL_WORKER ? await startJobs(tasks, crontab) : undefined;
  if (jobs) onEnd(jobs.stop);
  onEnd(server.close);
  portal.keepOpen(() => void jobs?.restart());
  console.log(`Portal ready at ${env().PORTAL_URL ?? server.url}`);
  if (demo) {
    console.log(`Demo logins, password ${DEMO_PASSWORD}:`);
    for (const login of DEMO_LOGINS) console.log(`  ${login}`);
  }
}

try {
  prepare({ build: true });
  await runProcess(start);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
