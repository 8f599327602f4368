import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { endpointsVisibleTo } from './endpoints.server';
import { addMessage, enqueueSending, newMessageId, payloadOf } from './queue-webhooks.server';

/** So many failed messages are sent again at once; the button can be pressed again. */
const AT_ONCE = 1000;
const TESTS_WAITING_MAX = 3;

/** An endpoint that is switched on, and is not removed before the transaction ends. Throws DomainError `not_found` (404), `webhook_off` (409). */
async function activeEndpoint(tx: Db, viewer: Viewer, id: number) {
  await tx.$queryRaw`SELECT id FROM webhook_endpoints WHERE id = ${id} FOR KEY SHARE`;
  const endpoint = await tx.webhookEndpoint.findFirst({
    where: { AND: [{ id }, endpointsVisibleTo(viewer)] },
  });
  if (!endpoint) throw new DomainError('not_found', 404);
  if (!endpoint.active) throw new DomainError('webhook_off');
  return endpoint;
}

/**
 * Queues a message anew, with the same id and a schedule that begins again; one that waits is tried at once.
 * Throws what `activeEndpoint` throws.
 */
export async function sendAgain(viewer: Viewer, endpointId: number, messageId: string): Promise<void> {
  await transaction(async (tx) => {
    const endpoint = await activeEndpoint(tx, viewer, endpointId);
    const { count } = await tx.webhookMessage.updateMany({
      where: { id: messageId, endpointId },
      data: { state: 'queued', tries: 0, nextAt: new Date() },
    });
    if (count === 0) throw new DomainError('not_found', 404);
    await enqueueSending(tx, { id: messageId, endpointId }, endpoint.failingSince !== null);
  });
}

/**
 * Queues what has failed since a moment (UTC) anew, the oldest first, at most 1000 messages at once.
 * @returns how many
 * Throws what `activeEndpoint` throws.
 */
export function sendFailedAgain(viewer: Viewer, endpointId: number, since: Date): Promise<number> {
  return transaction(async (tx) => {
    const endpoint = await activeEndpoint(tx, viewer, endpointId);
    const failed = await tx.webhookMessage.findMany({
      where: { endpointId, state: 'failed', createdAt: { gte: since } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    });
    await tx.webhookMessage.updateMany({
      where: { id: { in: failed.map(({ id }) => id) }, state: 'failed' },
      data: { state: 'queued', tries: 0, nextAt: new Date() },
    });
    for (const { id } of failed) await enqueueSending(tx, { id, endpointId }, endpoint.failingSince !== null);
    return failed.length;
  });
}

/**
 * Queues a message that says nothing but that it is a test.
 * @returns its id
 * Throws what `activeEndpoint` throws, `webhook_tests_waiting` (409).
 */
export function sendTest(viewer: Viewer, endpointId: number): Promise<string> {
  return transaction(async (tx) => {
    const { failingSince } = await activeEndpoint(tx, viewer, endpointId);
    const type = 'webhook.test' as const;
    const waiting = await tx.webhookMessage.count({ where: { endpointId, type, state: 'queued' } });
    if (waiting >= TESTS_WAITING_MAX) throw new DomainError('webhook_tests_waiting');
    const message = {
      ...{ id: newMessageId(), endpointId, eventId: null, orderId: null, type },
      payload: payloadOf(type, new Date(), { endpoint: endpointId }),
    } as const;
    await addMessage(tx, message, { active: true, failing: failingSince !== null });
    return message.id;
  });
}
