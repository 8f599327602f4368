import { parseCrontab } from 'graphile-worker';
import { type Db, db, Prisma } from './db.server';
import { WORKER_LOCKS } from './worker-guard.server';

/**
 * Where a job stands: due and not begun; to begin at a later time; under way; tried without success and to be tried again;
 * given up, since its last try failed.
 */
export const JOB_STATES = ['waiting', 'scheduled', 'running', 'retrying', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job that is on its way to another try is not waiting, also when that try is due. */
const STATE = Prisma.sql`CASE
  WHEN j.locked_at IS NOT NULL THEN 'running'
  WHEN j.attempts >= j.max_attempts THEN 'failed'
  WHEN j.attempts > 0 THEN 'retrying'
  WHEN j.run_at > now() THEN 'scheduled'
  ELSE 'waiting' END`;
const JOBS = Prisma.sql`graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id`;

export type JobCounts = Record<JobState, number> & {
  /** Since when the oldest job that is due has not been begun, in seconds; 0 when none is. */
  oldestWaitingSeconds: number;
};

/** How many jobs there are in each state, in one statement. */
export async function jobCounts(): Promise<JobCounts> {
  const rows = await db().$queryRaw<{ state: JobState; n: number; seconds: number }[]>`
    SELECT ${STATE} AS state, count(*)::int AS n,
      greatest(0, extract(epoch FROM now() - min(j.run_at)))::float8 AS seconds
    FROM graphile_worker._private_jobs j GROUP BY 1`;
  const of = (state: JobState) => rows.find((row) => row.state === state);
  const counts = Object.fromEntries(JOB_STATES.map((state) => [state, of(state)?.n ?? 0]));
  return {
    ...(counts as Record<JobState, number>),
    oldestWaitingSeconds: of('waiting')?.seconds ?? 0,
  };
}

export type TaskCount = { task: string; state: JobState; n: number; since: Date };

/** How many jobs of each task are in each state, and the time of the earliest (of its next try, or when it was taken). */
export function jobsByTask(): Promise<TaskCount[]> {
  return db().$queryRaw<TaskCount[]>`
    SELECT t.identifier AS task, ${STATE} AS state, count(*)::int AS n, min(coalesce(j.locked_at, j.run_at)) AS since
    FROM ${JOBS} GROUP BY 1, 2 ORDER BY 1, 2`;
}

export type JobRow = {
  id: string;
  task: string;
  state: JobState;
  payload: unknown;
  attempts: number;
  maxAttempts: number;
  createdAt: Date;
  /** Of its next try, or of the one that was its last. */
  runAt: Date;
  lockedAt: Date | null;
  lockedBy: string | null;
  error: string | null;
};

export type JobFilter = { state: JobState | null; task: string };

const COLUMNS = Prisma.sql`j.id::text AS id, t.identifier AS task, ${STATE} AS state, j.payload,
  j.attempts::int AS attempts, j.max_attempts::int AS "maxAttempts", j.created_at AS "createdAt", j.run_at AS "runAt",
  j.locked_at AS "lockedAt", j.locked_by AS "lockedBy", j.last_error AS error`;

/**
 * Up to `limit` jobs that fit: those that need somebody first, of each kind the oldest first.
 * @param limit how many at the most
 */
export function listJobs({ state, task }: JobFilter, limit: number): Promise<JobRow[]> {
  const where = [
    ...(state ? [Prisma.sql`${STATE} = ${state}`] : []),
    ...(task ? [Prisma.sql`t.identifier = ${task}`] : []),
  ];
  const only = where.length > 0 ? Prisma.sql`WHERE ${Prisma.join(where, ' AND ')}` : Prisma.empty;
  return db().$queryRaw<JobRow[]>`
    SELECT ${COLUMNS} FROM ${JOBS} ${only}
    ORDER BY array_position(ARRAY['failed', 'retrying', 'running', 'waiting', 'scheduled'], ${STATE}), j.run_at, j.id
    LIMIT ${limit}`;
}

/** One job; null when there is none with this id, because it is done or was taken away. */
export async function findJob(id: bigint, tx: Db = db()): Promise<JobRow | null> {
  const [row] = await tx.$queryRaw<JobRow[]>`SELECT ${COLUMNS} FROM ${JOBS} WHERE j.id = ${id}`;
  return row ?? null;
}

/** The jobs that were given up: all of a task, or the one with this id. They are locked against workers until the end of `tx`. */
export function lockFailed(tx: Db, which: { task: string } | { id: bigint }) {
  const only = 'task' in which ? Prisma.sql`t.identifier = ${which.task}` : Prisma.sql`j.id = ${which.id}`;
  return tx.$queryRaw<{ id: bigint; task: string; payload: unknown }[]>`
    SELECT j.id, t.identifier AS task, j.payload FROM ${JOBS}
    WHERE ${only} AND j.locked_at IS NULL AND j.attempts >= j.max_attempts ORDER BY j.id FOR UPDATE OF j`;
}

/** Has jobs tried again from now on, with all of their tries. */
export async function rescheduleJobs(tx: Db, ids: bigint[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM graphile_worker.reschedule_jobs(${ids}::bigint[], run_at := now(), attempts := 0)`;
}

/** Takes jobs away for good. */
export async function removeJobs(tx: Db, ids: bigint[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM graphile_worker.complete_jobs(${ids}::bigint[])`;
}

/** The processes that run jobs: how many each runs at a time, and since when it is connected. */
export function liveWorkers(): Promise<{ process: number; address: string; since: Date; workers: number }[]> {
  return db().$queryRaw<{ process: number; address: string; since: Date; workers: number }[]>`
    SELECT a.pid::int AS process, coalesce(host(a.client_addr), '') AS address, a.backend_start AS since,
      count(*)::int AS workers
    FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND a.datname = current_database()
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND l.classid::bigint = (hashtext(${WORKER_LOCKS})::bigint & 4294967295)
    GROUP BY 1, 2, 3 ORDER BY 3`;
}

/** The tasks of a crontab with the times of their last run and of their next one; the last is null before the first. */
export async function recurringTasks(crontab: string, now = new Date()) {
  const known = await db().$queryRaw<{ identifier: string; at: Date | null }[]>`
    SELECT identifier, last_execution AS at FROM graphile_worker._private_known_crontabs`;
  return parseCrontab(crontab).map(({ task, identifier, match }) => ({
    task,
    last: known.find((row) => row.identifier === identifier)?.at ?? null,
    next: nextRun(match, now),
  }));
}

const MINUTE_MS = 60_000;
const DAYS_AHEAD = 32;

type Match = ReturnType<typeof parseCrontab>[number]['match'];

/** The first minute after `now` (UTC) that a line of a crontab names, within 32 days; null when it names none. */
function nextRun(match: Match, now: Date): Date | null {
  const first = Math.floor(now.getTime() / MINUTE_MS) + 1;
  for (let minute = first; minute < first + DAYS_AHEAD * 1440; minute++) {
    const at = new Date(minute * MINUTE_MS);
    const digest = {
      ...{ min: at.getUTCMinutes(), hour: at.getUTCHours() },
      ...{ date: at.getUTCDate(), month: at.getUTCMonth() + 1, dow: at.getUTCDay() },
    };
    if (match(digest)) return at;
  }
  return null;
}
