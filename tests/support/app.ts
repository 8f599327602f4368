import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { PrismaClient } from '../../app/platform/db/generated/client';
import { cloneDatabase, makeDataFolder } from './database';
import { makeWorld, type World } from './world';

export type TestApp = {
  url: string;
  databaseUrl: string;
  dataDir: string;
  db: PrismaClient;
  world: World;
  close(): Promise<void>;
};

/**
 * The real portal for one test file: the production build over HTTP, on a database of its own with one company, person and
 * place of every kind. Jobs run when `jobs` is set: all, or those named. With `line` the database is reached at the address that it gives.
 */
export async function startApp(
  options: {
    jobs?: boolean | readonly string[];
    env?: Record<string, string>;
    line?: (url: string) => Promise<string>;
  } = {},
): Promise<TestApp> {
  const database = await cloneDatabase();
  const dataDir = path.join(makeDataFolder(), 'portal');
  mkdirSync(dataDir, { recursive: true });
  Object.assign(process.env, {
    PORTAL_DATA_DIR: dataDir,
    PORTAL_DEMO: '1',
    LOG_LEVEL: 'error',
    SMTP_URL: '',
    MEILI_URL: '',
    ...options.env,
  });
  const { env } = await import('../../app/platform/env.server');
  const { log } = await import('../../app/platform/log.server');
  const { connectDatabase, db, disconnectDatabase } = await import('../../app/platform/db.server');
  const { startJobs } = await import('../../app/platform/jobs.server');
  const { createApp, listen, loadBuild } = await import('../../server');
  log.level = env().LOG_LEVEL;
  connectDatabase((await options.line?.(database.url)) ?? database.url, { poolSize: 10 });
  const world = await makeWorld(db());
  const build = await loadBuild();
  const server = await listen(createApp(build), 0, '127.0.0.1');
  const { tasks, crontab } = build.entry.module;
  const { jobs: wanted = false } = options;
  const names = wanted === true ? Object.keys(tasks) : wanted || [];
  const chosen = Object.entries(tasks).filter(([name]) => names.includes(name));
  const jobs = wanted
    ? await startJobs(Object.fromEntries(chosen), wanted === true ? crontab : '')
    : undefined;
  return {
    url: `http://127.0.0.1:${server.port}`,
    databaseUrl: database.url,
    dataDir,
    db: db(),
    world,
    async close() {
      await server.close();
      await jobs?.stop();
      await disconnectDatabase();
      await database.drop();
      rmSync(path.dirname(dataDir), { recursive: true, force: true });
    },
  };
}
