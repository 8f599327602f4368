import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker';

import { type Db, pool } from './db.server';
import { log } from './log.server';

export type Tasks = TaskList;

/** Options of a job: `key` replaces a waiting job with the same key; `at` delays it (UTC). */
export type JobOptions = { key?: string; at?: Date; maxAttempts?: number };

/** Adds a job inside the caller's transaction: it exists exactly when the transaction commits. */
export async function enqueue(
  tx: Db,
  task: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.add_job(
    ${task}::text, ${JSON.stringify(payload)}::json,
    run_at := ${options.at ?? null}::timestamptz,
    max_attempts := ${options.maxAttempts ?? 25}::int,
    job_key := ${options.key ?? null}::text)`;
}

/** Creates or updates the tables of the job queue. */
export async function migrateJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString });
}

/**
 * Starts a worker in this process.
 * @param tasks what runs, by name
 * @param crontab graphile-worker's crontab lines
 * @returns the runner; `stop()` waits for running jobs
 */
export function startJobs(tasks: Tasks, crontab: string): Promise<Runner> {
  return run({
    pgPool: pool(),
    taskList: tasks,
    crontab,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: jobLogger(),
  });
}

function jobLogger(): Logger {
  return new Logger(() => (level, message, meta) => {
    const { error } = (meta ?? {}) as { error?: unknown };
    if (level === 'error') log.error({ err: error }, message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}
