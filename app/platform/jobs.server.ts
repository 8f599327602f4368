import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type RunnerOptions, run, runMigrations, type Task, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { type Db, pool } from './db.server';
import { log } from './log.server';
import { countJob } from './metrics.server';
import { inRequest, requestId } from './request-id.server';
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

/**
 * Adds a job inside the caller's transaction: it exists exactly when the transaction commits. It keeps the id of the request that
 * it came from.
 */
export async function enqueue(
  tx: Db,
  task: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.add_job(
    ${task}::text, ${JSON.stringify({ ...payload, requestId: requestId() })}::json,
    queue_name := ${options.queue ?? null}::text,
    run_at := ${options.at ?? null}::timestamptz,
    max_attempts := ${options.maxAttempts ?? 25}::int,
    job_key := ${options.key ?? null}::text,
    job_key_mode := ${options.keepTime ? 'preserve_run_at' : 'replace'}::text)`;
}

/** Queues for jobs that wait for a machine outside: when it is silent, it holds up no more than one job of each. */
export const PATIENT_QUEUES = ['patient-0', 'patient-1'] as const;

/**
 * Creates or updates the tables of the job queue. The queues are there from the start: two transactions that make them at the same
 * time, each in its order, would wait for each other.
 */
export async function migrateJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString });
  const client = new pg.Client(connectionString);
  await client.connect();
  try {
    await client.query(
      'INSERT INTO graphile_worker._private_job_queues (queue_name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING',
      [PATIENT_QUEUES],
    );
  } finally {
    await client.end();
  }
}

/** The jobs of this process. */
export type Jobs = {
  /** Begins anew on the connections that the process has now. */
  restart(): Promise<void>;
  /** Waits for running jobs, then ends. */
  stop(): Promise<void>;
};

const PAUSE_MS = 1_000;

/** Tasks whose name begins so wait for machines of others: they run beside the rest, so that they hold up nothing of it. */
const OUTSIDE = 'outside.';
const isOutside = (name: string) => name.startsWith(OUTSIDE);
const CONCURRENCY = 4;
const CONCURRENCY_OUTSIDE = 12;

/**
 * Starts a worker in this process. It survives a database that goes and comes back.
 * @param tasks what runs, by name
 * @param crontab graphile-worker's crontab lines
 */
export async function startJobs(tasks: Tasks, crontab: string): Promise<Jobs> {
  const guard = guardWorkers();
  const { events } = guard;
  const among = (outside: boolean) =>
    traced(Object.fromEntries(Object.entries(tasks).filter(([name]) => isOutside(name) === outside)));
  const options = { noHandleSignals: true, logger: jobLogger(), events };
  const taskList = among(true);
  const lanes = [
    await startLane({
      ...options,
      taskList: among(false),
      crontab,
      concurrency: CONCURRENCY,
      pollInterval: 2000,
    }),
    ...(Object.keys(taskList).length === 0
      ? []
      : [
          await startLane({
            ...{ ...options, taskList, crontab: '' },
            ...{ concurrency: CONCURRENCY_OUTSIDE, pollInterval: 5000 },
          }),
        ]),
  ];
  return {
    async restart() {
      await Promise.all(lanes.map((lane) => lane.restart()));
    },
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()));
      await guard.stop();
    },
  };
}

/** Some tasks, so many at once. */
async function startLane(options: RunnerOptions): Promise<Jobs> {
  const begin = () => run({ ...options, pgPool: pool() });
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
    },
  };
}

/** The same tasks, each run in the name of the request that its job came from, and counted. */
function traced(tasks: Tasks): Tasks {
  const entries = Object.entries(tasks).map(([name, task]) => {
    const run: Task = (payload, helpers) =>
      inRequest((payload as { requestId?: string } | null)?.requestId, async () => {
        const started = performance.now();
        let outcome = 'failed';
        try {
          await task?.(payload as never, helpers);
          outcome = 'done';
        } catch (error) {
          log.error(
            { task: name, job: helpers.job.id, attempt: helpers.job.attempts, err: error },
            'A job failed',
          );
          throw error;
        } finally {
          countJob(name, outcome, performance.now() - started);
        }
      });
    return [name, run];
  });
  return Object.fromEntries(entries);
}

function jobLogger(): Logger {
  return new Logger(() => (level, message, meta) => {
    const { error } = (meta ?? {}) as { error?: unknown };
    if (level === 'error') log.error({ err: error }, message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}
