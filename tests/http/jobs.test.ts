import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { placeOrder, signIn } from '../support/client';
import { eventually } from '../support/eventually';

let app: TestApp;
let other: pg.Client;

beforeAll(async () => {
  app = await startApp();
  other = new pg.Client(app.databaseUrl);
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await app.close();
});

/** Adds a job that `worker` took a minute ago and has not finished. */
async function takenBy(worker: string, task: string): Promise<void> {
  await other.query(`SELECT graphile_worker.add_job($1, '{}'::json)`, [task]);
  await other.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - interval '1 minute'
     WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = $2)`,
    [worker, task],
  );
}

test('the jobs of a worker that died are done by another at once; those of a live one are left alone', async () => {
  await takenBy('worker-dead', 'left-behind');
  await takenBy('worker-alive', 'in-hand');
  await other.query(`SELECT pg_advisory_lock(hashtext('portal-worker'), hashtext('worker-alive'))`);
  const done: string[] = [];
  const { startJobs } = await import('../../app/platform/jobs.server');
  const jobs = await startJobs(
    {
      'left-behind': async () => void done.push('left-behind'),
      'in-hand': async () => void done.push('in-hand'),
    },
    '',
  );
  try {
    await eventually(async () => (done.length > 0 ? true : null));
    expect(done).toEqual(['left-behind']);
    const { rows } = await other.query(
      `SELECT locked_by FROM graphile_worker.jobs WHERE task_identifier = 'in-hand'`,
    );
    expect(rows).toEqual([{ locked_by: 'worker-alive' }]);
  } finally {
    await jobs.stop();
  }
});

test('a request is known by its id in its events, its jobs, and the jobs that these cause', async () => {
  const { db, transaction } = await import('../../app/platform/db.server');
  const { enqueue, startJobs } = await import('../../app/platform/jobs.server');
  const { requestId } = await import('../../app/platform/request-id.server');
  const reseller = await signIn(app, 'reseller');
  const ids = new Set<string | null>();
  const noted = {
    ...reseller,
    post: async (...args: Parameters<typeof reseller.post>) => {
      const response = await reseller.post(...args);
      ids.add(response.headers.get('X-Request-Id'));
      return response;
    },
  };
  await placeOrder(app, noted, { intent: 'create', customer: 'R-1-1' });
  const events = await db().event.findMany({ select: { requestId: true } });
  expect(new Set(events.map((event) => event.requestId))).toEqual(ids);
  const seen: (string | undefined)[] = [];
  const jobs = await startJobs(
    {
      event: () => transaction((tx) => enqueue(tx, 'followed', {})),
      events: () => transaction((tx) => enqueue(tx, 'followed', {})),
      followed: async () => void seen.push(requestId()),
    },
    '',
  );
  try {
    await eventually(async () => (seen.length > 0 ? true : null));
    expect(new Set(seen)).toEqual(ids);
  } finally {
    await jobs.stop();
  }
});
