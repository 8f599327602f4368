import { db, pool } from './platform/db.server';
import { JOB_STATES, jobCounts } from './platform/jobs-state.server';
import { addLookups } from './platform/metrics.server';

/** Calls that come while one is under way share its answer: the gauges of one reading ask once. */
function together<Found>(ask: () => Promise<Found>): () => Promise<Found> {
  let asked: Promise<Found> | null = null;
  return () => {
    asked ??= ask().finally(() => {
      asked = null;
    });
    return asked;
  };
}

const jobs = together(jobCounts);

/** What is not sent yet, or could not be, by `count`. */
const unsent = (count: (state: string) => Promise<number>) => () =>
  Promise.all(
    ['queued', 'failed'].map(async (state): Promise<[string, number]> => [state, await count(state)]),
  );

/** What the metrics say beside counters: how much waits, and how much did not succeed. */
addLookups([
  {
    name: 'portal_jobs',
    help: 'Jobs of all processes by state',
    label: 'state',
    values: async () => {
      const counts = await jobs();
      return JOB_STATES.map((state) => [state, counts[state]]);
    },
  },
  {
    name: 'portal_jobs_oldest_waiting_seconds',
    help: 'How long the oldest job that is due has waited',
    values: async () => [['', (await jobs()).oldestWaitingSeconds]],
  },
  {
    name: 'portal_mails',
    help: 'Mails that are not sent, by state',
    label: 'state',
    values: unsent((state) => db().mail.count({ where: { state } })),
  },
  {
    name: 'portal_webhook_messages',
    help: 'Messages of webhooks that are not sent, by state',
    label: 'state',
    values: unsent((state) => db().webhookMessage.count({ where: { state } })),
  },
  {
    name: 'portal_database_connections',
    help: 'Connections of this process to the database, by what they do, and requests that wait for one',
    label: 'state',
    values: async () => {
      const { totalCount, idleCount, waitingCount } = pool();
      return [
        ['busy', totalCount - idleCount],
        ['idle', idleCount],
        ['waited_for', waitingCount],
      ];
    },
  },
]);
