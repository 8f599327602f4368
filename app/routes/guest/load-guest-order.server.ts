import type { Viewer } from '~/domain/auth/rules';
import { listTimeline } from '~/domain/events/timeline.server';
import { listMessages } from '~/domain/messages/messages.server';
import { getOrder } from '~/domain/orders/detail.server';
import { findQuoteOfGuest } from '~/domain/orders/guest-quote.server';

/** Who else has a link, and how the order was written, is the account's own. */
const isTold = (type: string) => !/^guest\.|^order\.draft/.test(type);

/**
 * What a guest reads of the one order, or null when there is nothing to read. Nothing else leaves the server; of people
 * only the names of those who wrote.
 */
export async function loadGuestOrder(viewer: Viewer, number: string) {
  const order = await getOrder(viewer, number);
  if (!order || order.status === 'draft') return null;
  const [timeline, messages, quote] = await Promise.all([
    listTimeline(viewer, order.id),
    listMessages(viewer, order.id),
    findQuoteOfGuest(viewer),
  ]);
  const { kind, status, rule, dueAt, promisedAt, promiseMinutesLeft } = order;
  const { deviceName, imei, serial, problem, createdAt, trackingNumbers } = order;
  const { name, street, postalCode, city, phone, email, timeZone } = order.location;
  const due = { dueAt, promisedAt, promiseMinutesLeft, location: { timeZone } };
  return {
    order: { number: order.number, kind, status, rule, ...due },
    device: { name: deviceName, imei, serial },
    ...{ problem, createdAt, trackingNumbers },
    location: { name, street, postalCode, city, phone, email },
    timeline: timeline.filter(({ type }) => isTold(type)).map((entry) => ({ ...entry, actor: null })),
    messages: messages.map(({ id, author, body, createdAt: at, mine }) => ({ id, author, body, at, mine })),
    quote,
  };
}

export type GuestOrder = NonNullable<Awaited<ReturnType<typeof loadGuestOrder>>>;
