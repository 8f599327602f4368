import { type Db, db, type Prisma, transaction } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { type OutsideAnswer, postOutside } from '~/platform/post-outside.server';
import { viewerOfUser } from '../auth/viewer-of-user.server';
import { appendEvent } from '../events/append-event.server';
import { visibleTo } from '../orders/visible.server';
import { failWaiting } from './change-endpoint.server';
import { enqueueSending } from './queue-webhooks.server';
import { nextTry, STOPPED_AFTER_DAYS, type StopReason, urlFault } from './rules';
import { signedHeaders } from './secret.server';

const TIMEOUT_MS = 15_000;
const READ_BYTES = 65_536;
const KEPT_CHARACTERS = 1000;
const GONE = 410;
const DAY_MS = 86_400_000;

type Message = Prisma.WebhookMessageGetPayload<{ include: { endpoint: true } }>;
/** What came of one try; without `status` there was no answer, and `text` says why. */
type Tried = {
  at: Date;
  milliseconds: number;
  status: number | null;
  text: string;
  retryAfter: string | null;
};

/**
 * Sends a message of the ledger, unless that is over, and notes the try. What failed is tried again by the schedule; a repeat
 * after a crash can send it twice, with the same id.
 * @param job `failing`: it came by the queues of endpoints that fail
 * @param signal ends the try from outside, such as when the worker stops; another one makes it then
 */
export async function sendWebhook(
  job: { messageId: string; failing: boolean },
  signal?: AbortSignal,
): Promise<void> {
  const message = await db().webhookMessage.findUnique({
    where: { id: job.messageId },
    include: { endpoint: true },
  });
  if (message?.state !== 'queued') return;
  const { endpoint } = message;
  if (!endpoint.active || !(await mayStillKnow(message))) return giveUp(message);
  if (endpoint.failingSince && !job.failing) return transaction((tx) => enqueueSending(tx, message, true));
  const tried = await tryToSend(message, signal);
  if (signal?.aborted) return transaction((tx) => enqueueSending(tx, message, job.failing));
  await record(message, tried);
}

/** Its person may still sign in, and see the order that it is about. */
async function mayStillKnow({ endpoint, orderId }: Message): Promise<boolean> {
  const viewer = await viewerOfUser(endpoint.userId);
  if (!viewer || orderId === null) return viewer !== null;
  return (await db().order.count({ where: { AND: [{ id: orderId }, visibleTo(viewer)] } })) > 0;
}

async function giveUp({ id }: Message): Promise<void> {
  await db().webhookMessage.updateMany({
    where: { id, state: 'queued' },
    data: { state: 'failed', nextAt: null },
  });
}

async function tryToSend({ id, endpoint, payload }: Message, signal?: AbortSignal): Promise<Tried> {
  const at = new Date();
  const body = JSON.stringify(payload);
  const answer = await post(endpoint, id, body, at, signal);
  const milliseconds = Date.now() - at.getTime();
  if (typeof answer === 'string')
    return { at, milliseconds, status: null, text: storable(answer), retryAfter: null };
  const { status, text, retryAfter } = answer;
  return { at, milliseconds, status, text: storable(text), retryAfter };
}

/** The answer, or what went wrong, in words for people who run machines. */
async function post(
  endpoint: Message['endpoint'],
  messageId: string,
  body: string,
  now: Date,
  signal?: AbortSignal,
): Promise<OutsideAnswer | string> {
  const signed = signedHeaders(endpoint, messageId, body, now);
  if (!signed) return 'The signing secret cannot be read: rotate it.';
  const hosts = env().WEBHOOK_ALLOWED_HOSTS;
  if (urlFault(endpoint.url, hosts)) return 'The address is not allowed.';
  const headers = { 'content-type': 'application/json', 'user-agent': 'RepairPortal-Webhooks/1', ...signed };
  try {
    return await postOutside(new URL(endpoint.url), {
      ...{ headers, body, signal, timeoutMs: TIMEOUT_MS, readBytes: READ_BYTES },
      allowedHosts: hosts,
    });
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS / 1000} s.`;
  // Of several addresses that were tried each has failed on its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return error.message || (first instanceof Error ? first.message : error.name);
}

/** PostgreSQL takes no NUL, and half a surrogate pair is no text. */
const storable = (text: string) =>
  Buffer.from(text.slice(0, KEPT_CHARACTERS).replaceAll('\0', '\uFFFD')).toString();

async function record(message: Message, tried: Tried): Promise<void> {
  const { id, endpointId } = message;
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM webhook_endpoints WHERE id = ${endpointId} FOR UPDATE`;
    // It may have been sent again, given up or erased meanwhile.
    const [still] = await tx.$queryRaw<{ tries: number }[]>`
      SELECT tries FROM webhook_messages WHERE id = ${id} AND state = 'queued' FOR UPDATE`;
    if (!still) return;
    const { at, milliseconds, status, text } = tried;
    await tx.webhookAttempt.create({ data: { messageId: id, at, milliseconds, status, answer: text } });
    if (status !== null && status >= 200 && status < 300) await succeed(tx, message);
    else if (status === GONE) await stop(tx, message, 'gone', still.tries + 1);
    else await fail(tx, message, tried, still.tries + 1);
  });
}

async function succeed(tx: Db, { id, endpointId }: Message): Promise<void> {
  await tx.webhookMessage.update({
    where: { id },
    data: { state: 'sent', sentAt: new Date(), nextAt: null, tries: { increment: 1 } },
  });
  await tx.webhookEndpoint.updateMany({
    where: { id: endpointId, failingSince: { not: null } },
    data: { failingSince: null },
  });
}

async function fail(tx: Db, message: Message, { retryAfter }: Tried, tries: number): Promise<void> {
  const now = new Date();
  const { failingSince } = await tx.webhookEndpoint.findUniqueOrThrow({
    where: { id: message.endpointId },
    select: { failingSince: true },
  });
  const since = failingSince ?? now;
  if (now.getTime() - since.getTime() > STOPPED_AFTER_DAYS * DAY_MS)
    return stop(tx, message, 'failing', tries);
  if (!failingSince)
    await tx.webhookEndpoint.update({ where: { id: message.endpointId }, data: { failingSince: now } });
  const at = nextTry(tries, now, retryAfter, Math.random());
  const state = at ? 'queued' : 'failed';
  await tx.webhookMessage.update({ where: { id: message.id }, data: { tries, state, nextAt: at } });
  if (at) await enqueueSending(tx, message, true, at);
}

/** Stops an endpoint; what waits for it has failed. Its person is told by mail, from the event. */
async function stop(tx: Db, { id, endpoint }: Message, reason: StopReason, tries: number): Promise<void> {
  await tx.webhookMessage.update({ where: { id }, data: { tries } });
  await failWaiting(tx, endpoint.id);
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { id: endpoint.id, active: true },
    data: { active: false, stoppedBecause: reason },
  });
  if (count === 0) return;
  await appendEvent(tx, {
    type: 'webhook.stopped',
    visibility: 'internal',
    data: { endpointId: endpoint.id, host: new URL(endpoint.url).host, reason },
  });
}
