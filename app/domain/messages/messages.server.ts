import { type Db, db, type Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { cleanText } from '~/platform/text';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrder } from '../orders/lock-order.server';
import { MESSAGE_KINDS, type MessageKind } from './rules';

const LONGEST = 10_000;

/** The kinds that a viewer may write: notes are the operator's. */
export function writableKinds(viewer: Pick<Viewer, 'role'>): readonly MessageKind[] {
  return isStaff(viewer) ? MESSAGE_KINDS : ['message'];
}

/**
 * Writes a message or note on an order.
 * @param submissionKey the same one means the same message
 * @returns its id
 * Throws DomainError `not_found` (404), `not_allowed` (403), `message_empty` (422), `too_long` (422), `draft_has_no_messages` (409).
 */
export async function postMessage(
  viewer: Viewer,
  number: string,
  kind: MessageKind,
  typed: string,
  submissionKey?: string,
): Promise<number> {
  const body = cleanText(typed);
  if (!writableKinds(viewer).includes(kind)) throw new DomainError('not_allowed', 403);
  if (body === '') throw new DomainError('message_empty', 422);
  if (body.length > LONGEST) throw new DomainError('too_long', 422, { max: LONGEST });
  return transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (order.status === 'draft') throw new DomainError('draft_has_no_messages');
    const known = submissionKey ? await writtenBefore(tx, order.id, viewer.userId, submissionKey) : null;
    if (known !== null) return known;
    const { id } = await tx.message.create({
      data: { orderId: order.id, authorId: viewer.userId, kind, body },
    });
    await appendEvent(tx, {
      type: kind === 'message' ? 'message.posted' : 'note.posted',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: kind === 'internal_note' ? 'internal' : 'public',
      data: { messageId: id, kind, ...(submissionKey && { submissionKey }) },
    });
    return id;
  });
}

/** The message that this person wrote on the order with this key, or null. */
async function writtenBefore(tx: Db, orderId: number, actorId: number, submissionKey: string) {
  const event = await tx.event.findFirst({
    where: { orderId, actorId, data: { path: ['submissionKey'], equals: submissionKey } },
    select: { data: true },
  });
  return event && (event.data as { messageId: number }).messageId;
}

const SHOWN = {
  id: true,
  kind: true,
  body: true,
  createdAt: true,
  author: { select: { id: true, name: true, role: true, companyId: true } },
} satisfies Prisma.MessageSelect;

/** The messages of an order that the viewer may read: internal notes are the operator's people's. */
const readBy = (viewer: Viewer, orderId: number): Prisma.MessageWhereInput => ({
  orderId,
  ...(isStaff(viewer) ? {} : { kind: { not: 'internal_note' } }),
});

function shownTo(viewer: Viewer, { author, ...message }: Prisma.MessageGetPayload<{ select: typeof SHOWN }>) {
  return {
    ...message,
    kind: message.kind as MessageKind,
    author: author.name,
    /** It is from the viewer's side: the operator's people are one side, everybody else the other. */
    mine: isStaff({ role: author.role as Viewer['role'] }) === isStaff(viewer),
    /** Somebody of the viewer's own company wrote it. */
    ownCompany: author.companyId === viewer.companyId,
  };
}

/**
 * The conversation on an order that the viewer may see, oldest first; internal notes only for the operator's people.
 * @param orderId an order that was already found to be the viewer's
 */
export async function listMessages(viewer: Viewer, orderId: number) {
  const messages = await db().message.findMany({
    where: readBy(viewer, orderId),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: SHOWN,
  });
  return messages.map((message) => shownTo(viewer, message));
}

/** Of the same conversation the first `take` messages after the one with the id `after`, in the order of their ids. */
export async function messagesAfter(viewer: Viewer, orderId: number, after: number, take: number) {
  const messages = await db().message.findMany({
    where: { AND: [readBy(viewer, orderId), { id: { gt: after } }] },
    orderBy: { id: 'asc' },
    take,
    select: SHOWN,
  });
  return messages.map((message) => shownTo(viewer, message));
}

export type ShownMessage = Awaited<ReturnType<typeof listMessages>>[number];
