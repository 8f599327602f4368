import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import {
  findJob,
  type JobFilter,
  type JobRow,
  jobsByTask,
  listJobs,
  liveWorkers,
  lockFailed,
  recurringTasks,
  removeJobs,
  rescheduleJobs,
} from '~/platform/jobs-state.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { type Subject, subjectsOf } from './job-subjects.server';

/** The page shows so many jobs; the filter finds the others. */
const SHOWN = 100;

/** A job without its payload, of which only what it is about is told. */
export type ShownJob = Omit<JobRow, 'payload'> & { about: Subject | null };

/**
 * The jobs that fit, those that need somebody first, and everything that the page says beside them.
 * @param crontab when which task runs by itself
 */
export async function jobsPage(filter: JobFilter, crontab: string) {
  const [counts, jobs, workers, recurring] = await Promise.all([
    jobsByTask(),
    listJobs(filter, SHOWN + 1),
    liveWorkers(),
    recurringTasks(crontab),
  ]);
  const about = await subjectsOf(jobs);
  return {
    counts,
    workers,
    recurring,
    jobs: jobs.slice(0, SHOWN).map((job) => shown(job, about)),
    more: jobs.length > SHOWN,
  };
}

/** One job with what it is about; null when there is none with this id. */
export async function getJob(id: bigint): Promise<ShownJob | null> {
  const job = await findJob(id);
  return job && shown(job, await subjectsOf([job]));
}

function shown({ payload: _, ...job }: JobRow, about: ReadonlyMap<string, Subject>): ShownJob {
  return { ...job, about: about.get(job.id) ?? null };
}

type Which = { task: string } | { id: bigint };

/**
 * Has failed jobs tried again with all of their tries: one, or all of a task.
 * @returns how many
 * Throws DomainError `job_not_failed` (409) when there is none that failed.
 */
export function retryJobs(viewer: Viewer, which: Which): Promise<number> {
  return change(viewer, which, 'job.retried', async (tx, jobs) => {
    for (const { task, payload } of jobs) await reopen(tx, task, payload);
    await rescheduleJobs(
      tx,
      jobs.map(({ id }) => id),
    );
  });
}

/**
 * Takes a failed job away: what it was to do is not done.
 * Throws DomainError `job_not_failed` (409).
 */
export async function removeJob(viewer: Viewer, id: bigint): Promise<void> {
  await change(viewer, { id }, 'job.removed', (tx, jobs) =>
    removeJobs(
      tx,
      jobs.map((job) => job.id),
    ),
  );
}

type Failed = Awaited<ReturnType<typeof lockFailed>>;

async function change(
  viewer: Viewer,
  which: Which,
  type: string,
  work: (tx: Db, jobs: Failed) => Promise<void>,
): Promise<number> {
  return transaction(async (tx) => {
    const jobs = await lockFailed(tx, which);
    const [first] = jobs;
    if (!first) throw new DomainError('job_not_failed');
    await work(tx, jobs);
    await appendEvent(tx, {
      type,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { task: first.task, count: jobs.length, ...('id' in which && { job: String(first.id) }) },
    });
    return jobs.length;
  });
}

/** What the last try of a job gave up is taken up again, so that the next one finds its work. */
async function reopen(tx: Db, task: string, payload: unknown): Promise<void> {
  const { mailId, token } = (payload ?? {}) as { mailId?: unknown; token?: unknown };
  if (task === 'mail.send' && typeof mailId === 'number')
    await tx.mail.updateMany({
      where: { id: mailId, state: 'failed' },
      data: { state: 'queued', error: null },
    });
  const state = ({ 'import.check': 'checking', 'import.create': 'creating' } as const)[task];
  if (state && typeof token === 'string')
    await tx.import.updateMany({
      where: { token, state: 'failed', error: 'import_failed' },
      data: { state, error: null, finishedAt: null },
    });
}
