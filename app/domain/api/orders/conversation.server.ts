import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import {
  type AddedFile,
  type ReceivedFiles,
  receiveAttachments,
  recordAttachments,
  releaseAttachments,
} from '../../attachments/add-attachments.server';
import { listAttachments } from '../../attachments/queries.server';
import type { Viewer } from '../../auth/rules';
import { listTimeline } from '../../events/timeline.server';
import { listMessages, messagesAfter, postMessage, type ShownMessage } from '../../messages/messages.server';
import { getOrder, type OrderDetail } from '../../orders/detail.server';
import { listQuotesOfOrder } from '../../quotes/queries.server';
import { apiUrl, nextUrl, orderUrl } from '../urls.server';
import type {
  eventListSchema,
  fileListSchema,
  messageListSchema,
  messageSchema,
  paperListSchema,
} from './answer-schema';
import type { newMessageBody, pageQuery } from './schema';

/** What belongs to one order: messages, files, papers and events. All throw DomainError `not_found` (404). */

async function ownOrder(viewer: Viewer, number: string): Promise<OrderDetail> {
  const order = await getOrder(viewer, number);
  if (!order) throw new DomainError('not_found', 404);
  return order;
}

const messageOf = ({ id, kind, body, author, mine, createdAt }: ShownMessage) => ({
  ...{ id, kind, body, author, mine },
  createdAt: createdAt.toISOString(),
});

/** A page of the messages and notes, oldest first. */
export async function messagesOf(
  viewer: Viewer,
  number: string,
  { limit, cursor = 0 }: z.output<typeof pageQuery>,
): Promise<z.output<typeof messageListSchema>> {
  const { id } = await ownOrder(viewer, number);
  const found = await messagesAfter(viewer, id, cursor, limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const more = found.length > limit && last;
  const next = more ? nextUrl(`/orders/${number}/messages`, { limit }, last.id) : null;
  return { messages: shown.map(messageOf), links: { next } };
}

/** Writes a message; the same submission key writes it once. Throws what `postMessage` throws. */
export async function writeMessage(
  viewer: Viewer,
  number: string,
  { kind, body }: z.output<typeof newMessageBody>,
  submissionKey: string,
): Promise<z.output<typeof messageSchema>> {
  const id = await postMessage(viewer, number, kind, body, submissionKey);
  const order = await ownOrder(viewer, number);
  const written = (await listMessages(viewer, order.id)).find((message) => message.id === id);
  if (!written) throw new DomainError('not_found', 404);
  return messageOf(written);
}

const fileUrl = (number: string, id: number) => apiUrl(`/orders/${number}/attachments/${id}`);

/**
 * The files of an order, newest first.
 * @param added only these, which were just added
 */
export async function filesOf(
  viewer: Viewer,
  number: string,
  added?: readonly AddedFile[],
): Promise<z.output<typeof fileListSchema>> {
  const { id: orderId } = await ownOrder(viewer, number);
  const all = await listAttachments(viewer, orderId);
  const files = added ? all.filter(({ id }) => added.some((file) => file.id === id)) : all;
  return {
    attachments: files.map(({ id, name, contentType, size, internal, uploader, createdAt }) => ({
      ...{ id, name, contentType, size, internal, uploader },
      createdAt: createdAt.toISOString(),
      links: { self: fileUrl(number, id) },
    })),
  };
}

/** Stores the files of a form. Throws what `receiveAttachments` throws. */
export async function receiveFiles(viewer: Viewer, number: string, request: Request) {
  const stored = await receiveAttachments(viewer, number, request);
  const content = [stored.internal, stored.files.map(({ name, size, sha256 }) => [name, size, sha256])];
  return { stored, content, release: () => releaseAttachments(stored) };
}

/** Puts stored files on the order; the same submission key adds them once. Throws what `recordAttachments` throws. */
export async function addFiles(
  viewer: Viewer,
  number: string,
  received: ReceivedFiles,
  submissionKey: string,
): Promise<z.output<typeof fileListSchema>> {
  return filesOf(viewer, number, await recordAttachments(viewer, number, received, submissionKey));
}

/** The papers of an order that there are for the viewer: its own, and those of its quotes. */
export async function papersOf(viewer: Viewer, number: string): Promise<z.output<typeof paperListSchema>> {
  const order = await ownOrder(viewer, number);
  const { quotes } = await listQuotesOfOrder(viewer, order);
  const contentType = 'application/pdf';
  const own = {
    kind: 'order' as const,
    number,
    contentType,
    links: { self: `${orderUrl(number)}/order.pdf` },
  };
  const quoted = quotes.map((quote) => ({
    ...{ kind: 'quote' as const, number: quote.number, contentType },
    links: { self: apiUrl(`/quotes/${quote.number}/quote.pdf`) },
  }));
  return { papers: [...(order.status === 'draft' ? [] : [own]), ...quoted] };
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** What happened, newest first, as the timeline of the page. */
export async function eventsOf(viewer: Viewer, number: string): Promise<z.output<typeof eventListSchema>> {
  const { id } = await ownOrder(viewer, number);
  const events = await listTimeline(viewer, id);
  return {
    events: events.map(({ id: eventId, type, at, actor, internal, data }) => ({
      ...{ id: eventId, type, at: at.toISOString(), actor, internal },
      from: textOf(data.from),
      to: textOf(data.to),
      reason: textOf(data.reason),
    })),
  };
}
