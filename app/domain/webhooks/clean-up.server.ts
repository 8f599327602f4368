import { db, transaction } from '~/platform/db.server';
import { enqueueSending } from './queue-webhooks.server';
import { KEPT_DAYS } from './rules';

const DAY_MS = 86_400_000;
const AT_ONCE = 500;

/** Deletes messages that are over and older than a month, and secrets that no longer sign. */
export async function cleanUpWebhooks(now = new Date()): Promise<void> {
  const old = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  await db().webhookMessage.deleteMany({ where: { createdAt: { lt: old }, state: { not: 'queued' } } });
  await db().webhookEndpoint.updateMany({
    where: { previousUntil: { lt: now } },
    data: { previousSecret: null, previousUntil: null },
  });
}

/**
 * Gives each message that waits without a job that could send it a new one: a worker may have died during the last run.
 * @returns how many there were
 */
export async function requeueWebhooks(): Promise<number> {
  const stranded = await db().$queryRaw<{ id: string; endpointId: number; failing: boolean }[]>`
    SELECT m.id, m.endpoint_id AS "endpointId", e.failing_since IS NOT NULL AS failing
    FROM webhook_messages m JOIN webhook_endpoints e ON e.id = m.endpoint_id
    WHERE m.state = 'queued' AND m.next_at < now() - interval '10 minutes'
      AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
        WHERE j.key = 'webhook:' || m.id AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))
    ORDER BY m.next_at LIMIT ${AT_ONCE}`;
  for (const { failing, ...message } of stranded)
    await transaction((tx) => enqueueSending(tx, message, failing));
  return stranded.length;
}
