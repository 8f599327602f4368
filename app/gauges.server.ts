import { db, pool } from './platform/db.server';
import { JOB_STATES, jobCounts } from './platform/jobs-state.server';
import { addLookups } from './platform/metrics.server';

const unsent = (table: 'mail' | 'webhookMessage') => async (): Promise<[string, number][]> => {
  const where = { where: { state: { not: 'sent' } }, _count: { _all: true } } as const;
  const groups =
    table === 'mail'
      ? await db().mail.groupBy({ by: ['state'], ...where })
      : await db().webhookMessage.groupBy({ by: ['state'], ...where });
  const of = (state: string) => groups.find((group) => group.state === state)?._count._all ?? 0;
  return ['queued', 'failed'].map((state) => [state, of(state)]);
};

/** What the metrics say beside counters: how much waits, and how much did not succeed. */
addLookups([
  {
    name: 'portal_jobs',
    help: 'Jobs of all processes by state',
    label: 'state',
    values: async () => {
      const counts = await jobCounts();
      return JOB_STATES.map((state) => [state, counts[state]]);
    },
  },
  {
    name: 'portal_jobs_oldest_waiting_seconds',
    help: 'How long the oldest job that is due has waited',
    values: async () => [['', (await jobCounts()).oldestWaitingSeconds]],
  },
  { name: 'portal_mails', help: 'Mails that are not sent, by state', label: 'state', values: unsent('mail') },
  {
    name: 'portal_webhook_messages',
    help: 'Messages of webhooks that are not sent, by state',
    label: 'state',
    values: unsent('webhookMessage'),
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
