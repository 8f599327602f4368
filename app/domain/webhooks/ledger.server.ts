import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { endpointsVisibleTo } from './endpoints.server';
import { WEBHOOK_STATES, type WebhookState, type WebhookType, webhookTypeNamed } from './rules';

const PAGE_SIZE = 50;
const ATTEMPTS_MAX = 50;
const MESSAGE_ID = /^msg_[0-9a-z]{33}$/;

export type MessageFilter = { state: WebhookState | null; type: WebhookType | null };

const LISTED = {
  ...{ id: true, type: true, state: true, createdAt: true, sentAt: true, nextAt: true, orderId: true },
  attempts: { orderBy: { id: 'desc' }, take: 1 },
  _count: { select: { attempts: true } },
} satisfies Prisma.WebhookMessageSelect;

type Row = Prisma.WebhookMessageGetPayload<{ select: typeof LISTED }>;
type Attempt = Row['attempts'][number];

const shownAttempt = ({ id, at, status, milliseconds, answer }: Attempt) => ({
  ...{ id, status, milliseconds, answer },
  at: at.toISOString(),
});

function shownRow({ attempts, _count, ...row }: Row, numbers: ReadonlyMap<number, string>) {
  const [last] = attempts;
  return {
    id: row.id,
    type: webhookTypeNamed(row.type),
    /** The order that it is about. */
    order: (row.orderId !== null && numbers.get(row.orderId)) || null,
    state: WEBHOOK_STATES.find((state) => state === row.state) ?? 'failed',
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    nextAt: row.nextAt?.toISOString() ?? null,
    tries: _count.attempts,
    last: last ? shownAttempt(last) : null,
  };
}

export type ListedMessage = ReturnType<typeof shownRow>;

async function orderNumbers(rows: readonly { orderId: number | null }[]) {
  const ids = rows.flatMap(({ orderId }) => orderId ?? []);
  const orders = await db().order.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true },
  });
  return new Map(orders.map(({ id, number }) => [id, number]));
}

/**
 * The messages of an endpoint that was already found to be the viewer's, newest first, 50 a page.
 * @param before the id that the page before ended with
 */
export async function listMessages(
  endpointId: number,
  { state, type }: MessageFilter,
  before: string | null,
) {
  const found = await db().webhookMessage.findMany({
    where: {
      endpointId,
      ...(state && { state }),
      ...(type && { type }),
      ...(before !== null && MESSAGE_ID.test(before) && { id: { lt: before } }),
    },
    select: LISTED,
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
  });
  const numbers = await orderNumbers(found);
  const messages = found.slice(0, PAGE_SIZE).map((row) => shownRow(row, numbers));
  return { messages, next: found.length > PAGE_SIZE ? (messages.at(-1)?.id ?? null) : null };
}

/** How many messages of an endpoint stand where. */
export async function countMessages(endpointId: number): Promise<Record<WebhookState, number>> {
  const rows = await db().webhookMessage.groupBy({
    by: ['state'],
    where: { endpointId },
    _count: { _all: true },
  });
  const count = (state: WebhookState) => rows.find((row) => row.state === state)?._count._all ?? 0;
  return { queued: count('queued'), sent: count('sent'), failed: count('failed') };
}

/** One message of an endpoint with what it says and its tries, newest first; null when it does not exist for the viewer. */
export async function getMessage(viewer: Viewer, endpointId: number, id: string) {
  const found = await db().webhookMessage.findFirst({
    where: {
      id: MESSAGE_ID.test(id) ? id : '',
      endpoint: { AND: [{ id: endpointId }, endpointsVisibleTo(viewer)] },
    },
    select: {
      ...LISTED,
      payload: true,
      attempts: { orderBy: { id: 'desc' }, take: ATTEMPTS_MAX },
      endpoint: { select: { url: true, active: true } },
    },
  });
  if (!found) return null;
  const { payload, endpoint, attempts, ...row } = found;
  return {
    ...shownRow({ ...row, attempts }, await orderNumbers([row])),
    endpoint,
    payload: payload as Record<string, unknown>,
    body: JSON.stringify(payload, null, 2),
    attempts: attempts.map(shownAttempt),
  };
}

export type ShownMessage = NonNullable<Awaited<ReturnType<typeof getMessage>>>;
