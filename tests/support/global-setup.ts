import { migrateJobs } from '../../app/platform/jobs.server';
import { migrate } from '../../app/platform/migrate.server';
import { createTemplate, startTestServer } from './database';

/** Starts the database server of the run and makes the template of the test databases. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  await createTemplate(server.url, async (url) => {
    await migrate(url);
    await migrateJobs(url);
  });
  process.env.TEST_DATABASE_ADMIN_URL = server.url;
  return server.stop;
}
