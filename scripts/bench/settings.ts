import path from 'node:path';
import pg from 'pg';
import { readEnv } from '../../app/platform/env.server';

const NAME = 'portal_bench';

/**
 * Turns this process to the bench's own data directory and database, which must happen before anything reads the
 * settings. @returns the same settings for a portal in another process
 */
export async function enterBenchSettings(): Promise<Record<string, string>> {
  const { dataDir, DATABASE_URL } = readEnv(process.env);
  const settings = {
    ...{ PORTAL_DATA_DIR: path.join(dataDir, 'bench'), DATABASE_URL: '', LOG_LEVEL: 'error' },
    // Meilisearch is asked only where it is measured, and has an index of the bench's own.
    ...{ MEILI_URL: '', MEILI_INDEX: 'portal-bench', MEILI_TIMEOUT_MS: '400' },
  };
  if (DATABASE_URL) settings.DATABASE_URL = await benchDatabase(DATABASE_URL);
  Object.assign(process.env, settings);
  return settings;
}

/** The bench's database on the server of `databaseUrl`, made when it is missing. */
async function benchDatabase(databaseUrl: string): Promise<string> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
  } finally {
    await client.end();
  }
  const url = new URL(databaseUrl);
  url.pathname = `/${NAME}`;
  return url.toString();
}
