import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run, runMigrations, type TaskList } from 'graphile-worker';
import { type Db, pool } from './db.server';
import { log } from './log.server';
import { guardWorkers } from './worker-guard.server';

export type Tasks = TaskList;

/**
 * Options of a job: `key` replaces a waiting job with the same key; `at` delays it (UTC); with `keepTime` a waiting job
 * with the same key keeps its time; of the jobs of one `queue` only one runs at a time.
 */
export type JobOptions = {
  key?: string;
  at?: Date;
  maxAttempts?: number;
  keepTime?: boolean;
  queue?: string;
};

/** Adds a job inside the caller's transaction: it exists exactly when the transaction commits. */
export async function enqueue(
  tx: Db,
  task: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.add_job(
    ${task}::text, ${JSON.stringify(payload)}::json,
    queue_name := ${options.queue ?? null}::text,
    run_at := ${options.at ?? null}::timestamptz,
    max_attempts := ${options.maxAttempts ?? 25}::int,
    job_key := ${options.key ?? null}::text,
    job_key_mode := ${options.keepTime ? 'preserve_run_at' : 'replace'}::text)`;
}

/** Creates or updates the tables of the job queue. */
export async function migrateJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString });
}

/** The jobs of this process. */
export type Jobs = {
  /** Begins anew on the connections that the process has now. */
  restart(): Promise<void>;
  /** Waits for running jobs, then ends. */
  stop(): Promise<void>;
};

const PAUSE_MS = 1_000;

/**
 * Starts a worker in this process. It survives a database that goes and comes back.
 * @param tasks what runs, by name
 * @param crontab graphile-worker's crontab lines
 */
export async function startJobs(tasks: Tasks, crontab: string): Promise<Jobs> {
  const guard = guardWorkers();
  const begin = () =>
    run({
      pgPool: pool(),
      taskList: tasks,
      crontab,
      concurrency: 4,
      noHandleSignals: true,
      pollInterval: 2000,
      logger: jobLogger(),
      events: guard.events,
    });
  const stopped = new AbortController();
  let runner = await begin();
  const end = () => runner.stop().catch(() => undefined);
  const keepRunning = async () => {
    for (;;) {
      await runner.promise.catch(() => undefined);
      if (stopped.signal.aborted) return;
      log.warn('The jobs ended and begin again');
      try {
        runner = await begin();
        if (stopped.signal.aborted) await end();
      } catch {
        await sleep(PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
  };
  const running = keepRunning();
  return {
    restart: end,
    async stop() {
      stopped.abort();
      await end();
      await running;
      await guard.stop();
    },
  };
}

function jobLogger(): Logger {
  return new Logger(() => (level, message, meta) => {
    const { error } = (meta ?? {}) as { error?: unknown };
    if (level === 'error') log.error({ err: error }, message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}
