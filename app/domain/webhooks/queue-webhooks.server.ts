import { randomBytes } from 'node:crypto';
import { type Db, db, transaction } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { mayEnter } from '../auth/may-enter.server';
import { viewerOfUser } from '../auth/viewer-of-user.server';
import { companiesOf, payloadData, type WebhookEvent } from './payload.server';
import { type ChosenType, type WebhookState, type WebhookType, webhookTypeOf } from './rules';

/** Endpoints that fail share so many queues, so that those that hang hold no more workers than that. */
const FAILING_LANES = 4;
const STOPPED_BY_FAILING = 'failing';

/** The id of a new message: sorts by time, and cannot be guessed. */
export function newMessageId(now = Date.now()): string {
  return `msg_${now.toString(36).padStart(9, '0')}${randomBytes(12).toString('hex')}`;
}

type ToSend = { id: string; endpointId: number };

/**
 * Enqueues the next try of a message in the caller's transaction; one that waits already is replaced. Of one endpoint one
 * message is sent at a time; endpoints that fail wait for each other too.
 */
export async function enqueueSending(tx: Db, message: ToSend, failing: boolean, at?: Date): Promise<void> {
  const { id, endpointId } = message;
  const queue = failing ? `webhooks-failing-${endpointId % FAILING_LANES}` : `webhooks-${endpointId}`;
  const options = { key: `webhook:${id}`, queue, ...(at && { at }) };
  await enqueue(tx, 'outside.webhook', { messageId: id, failing }, options);
}

/**
 * Queues the messages that follow from an event: one for each endpoint whose person may know of it. A repeat queues nothing
 * more. For an endpoint that was stopped because it failed they are kept as failed, to be sent when it is back.
 */
export async function queueWebhooks(event: WebhookEvent): Promise<void> {
  const type = webhookTypeOf(event);
  if (!type) return;
  const endpoints = await findEndpoints(event, type);
  const data = new Map<number, object | null>();
  for (const { id, userId, active, failingSince } of endpoints) {
    if (!data.has(userId)) data.set(userId, await dataFor(userId, event, type));
    const found = data.get(userId);
    if (!found) continue;
    const message = {
      ...{ id: newMessageId(), endpointId: id, eventId: event.id, orderId: event.orderId },
      ...{ type, payload: payloadOf(type, event.at, found) },
    };
    await transaction((tx) => addMessage(tx, message, { active, failing: failingSince !== null }));
  }
}

/** The whole body of a message. */
export const payloadOf = (type: WebhookType, at: Date, data: object) => ({
  type,
  timestamp: at.toISOString(),
  data,
});

async function findEndpoints(event: WebhookEvent, type: ChosenType) {
  const companies = await companiesOf(event);
  const concerned = { OR: [{ role: 'administrator' }, { companyId: { in: companies } }] };
  return db().webhookEndpoint.findMany({
    where: {
      AND: [
        { OR: [{ active: true }, { stoppedBecause: STOPPED_BY_FAILING }] },
        { OR: [{ eventTypes: { isEmpty: true } }, { eventTypes: { has: type } }] },
      ],
      user: { AND: [mayEnter(), concerned] },
    },
    select: { id: true, userId: true, active: true, failingSince: true },
    orderBy: { id: 'asc' },
  });
}

async function dataFor(userId: number, event: WebhookEvent, type: ChosenType): Promise<object | null> {
  const viewer = await viewerOfUser(userId);
  return viewer && payloadData(viewer, event, type);
}

type NewMessage = {
  id: string;
  endpointId: number;
  eventId: bigint | null;
  orderId: number | null;
  type: WebhookType;
  payload: object;
};

/** Adds a message to the ledger and enqueues its sending, unless there is one of this event for the endpoint. */
export async function addMessage(
  tx: Db,
  message: NewMessage,
  { active, failing }: { active: boolean; failing: boolean },
): Promise<void> {
  const state: WebhookState = active ? 'queued' : 'failed';
  const { count } = await tx.webhookMessage.createMany({
    data: [{ ...message, state, ...(!active && { nextAt: null }) }],
    skipDuplicates: true,
  });
  if (count > 0 && active) await enqueueSending(tx, message, failing);
}
