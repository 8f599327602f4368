import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import type { PoolClient } from 'pg';
import { pool } from './db.server';
import { log } from './log.server';

/** A job that was taken less than this long ago is never given to another worker, in seconds. */
const GRACE_SECONDS = 10;
const SWEEP_MS = 10_000;
/** New workers are known after so long. */
const SOON_MS = 100;
/** The first half of the advisory locks by which the live workers are known. */
export const WORKER_LOCKS = 'portal-worker';

/**
 * Gives the jobs of workers that died to others within seconds; graphile-worker alone waits four hours. Every live
 * worker is known by an advisory lock that its process holds on one connection: when the process ends, however it ends,
 * PostgreSQL releases the lock. A job that a live worker holds and does not run, since the answer of a silent database was lost,
 * is given back too.
 * @returns the events to hand to graphile-worker, and `stop`
 */
export function guardWorkers(): { events: WorkerEvents; stop(): Promise<void> } {
  const events: WorkerEvents = new EventEmitter();
  const own = new Set<string>();
  const held = new Set<string>();
  let client: PoolClient | undefined;
  let soon: NodeJS.Timeout | undefined;
  events.on('worker:create', ({ worker }) => {
    own.add(worker.workerId);
    soon ??= setTimeout(() => {
      soon = undefined;
      sweeping = sweeping.then(sweep);
    }, SOON_MS);
  });
  events.on('worker:stop', ({ worker }) => own.delete(worker.workerId));
  const running = new Set<string>();
  events.on('job:start', ({ job }) => running.add(job.id));
  events.on('job:complete', ({ job }) => running.delete(job.id));
  /** Jobs that were held and did not run when they were looked for last. */
  let idle: string[] = [];

  async function sweep(): Promise<void> {
    try {
      if (!client) held.clear();
      client ??= await pool().connect();
      const missing = [...own].filter((worker) => !held.has(worker));
      await holdLocks(client, missing);
      for (const worker of missing) held.add(worker);
      await releaseDead(client, [...own]);
      const resting = (await heldJobs(client, [...own])).filter((job) => !running.has(job));
      const forgotten = resting.filter((job) => idle.includes(job));
      await giveBack(client, forgotten);
      idle = resting;
    } catch (error) {
      log.debug({ err: error }, 'The jobs of dead workers could not be looked for');
      client?.release(true);
      client = undefined;
    }
  }

  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, SWEEP_MS);
  return {
    events,
    async stop() {
      clearInterval(timer);
      clearTimeout(soon);
      await sweeping;
      client?.release(true);
    },
  };
}

/** Takes the locks of these workers on this connection. */
async function holdLocks(client: PoolClient, workers: string[]): Promise<void> {
  await client.query('SELECT pg_advisory_lock(hashtext($1), hashtext(w)) FROM unnest($2::text[]) w', [
    WORKER_LOCKS,
    workers,
  ]);
}

/** Frees the jobs of every worker whose lock nobody holds. */
async function releaseDead(client: PoolClient, own: string[]): Promise<void> {
  const { rows } = await client.query<{ worker: string }>(
    `SELECT worker FROM (SELECT DISTINCT locked_by AS worker FROM graphile_worker.jobs
       WHERE locked_at < now() - make_interval(secs => $2) AND locked_by <> ALL ($3::text[])) holders
     WHERE pg_try_advisory_lock(hashtext($1), hashtext(worker))`,
    [WORKER_LOCKS, GRACE_SECONDS, own],
  );
  if (rows.length === 0) return;
  const dead = rows.map(({ worker }) => worker);
  await client.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [dead]);
  await client.query('SELECT pg_advisory_unlock(hashtext($1), hashtext(w)) FROM unnest($2::text[]) w', [
    WORKER_LOCKS,
    dead,
  ]);
  // A job whose key was given to a newer one is not tried again by graphile-worker; here it leaves nothing behind.
  await client.query(
    `DELETE FROM graphile_worker._private_jobs
     WHERE attempts >= max_attempts AND max_attempts > 1 AND key IS NULL AND last_error IS NULL AND locked_at IS NULL`,
  );
  log.warn({ workers: dead.length }, 'Jobs of dead workers are free again');
}

/** The jobs that these workers took a while ago. */
async function heldJobs(client: PoolClient, own: string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id::text FROM graphile_worker.jobs
     WHERE locked_by = ANY ($1::text[]) AND locked_at < now() - make_interval(secs => $2)`,
    [own, GRACE_SECONDS],
  );
  return rows.map(({ id }) => id);
}

/** Lets any worker take these jobs. */
async function giveBack(client: PoolClient, jobs: string[]): Promise<void> {
  if (jobs.length === 0) return;
  await client.query(
    `WITH free AS (UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
       WHERE id = ANY ($1::bigint[]) RETURNING job_queue_id)
     UPDATE graphile_worker._private_job_queues q SET locked_at = NULL, locked_by = NULL
     FROM free WHERE q.id = free.job_queue_id`,
    [jobs],
  );
  log.warn({ jobs: jobs.length }, 'Jobs that were held and not run are free again');
}
