import { db, transaction } from '~/platform/db.server';
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
 * @returns its id
 * Throws DomainError `not_found` (404), `not_allowed` (403), `message_empty` (422), `too_long` (422), `draft_has_no_messages` (409).
 */
export async function postMessage(
  viewer: Viewer,
  number: string,
  kind: MessageKind,
  typed: string,
): Promise<number> {
  const body = cleanText(typed);
  if (!writableKinds(viewer).includes(kind)) throw new DomainError('not_allowed', 403);
  if (body === '') throw new DomainError('message_empty', 422);
  if (body.length > LONGEST) throw new DomainError('too_long', 422, { max: LONGEST });
  return transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (order.status === 'draft') throw new DomainError('draft_has_no_messages');
    const { id } = await tx.message.create({
      data: { orderId: order.id, authorId: viewer.userId, kind, body },
    });
    await appendEvent(tx, {
      type: kind === 'message' ? 'message.posted' : 'note.posted',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: kind === 'internal_note' ? 'internal' : 'public',
      data: { messageId: id, kind },
    });
    return id;
  });
}

/**
 * The conversation on an order that the viewer may see, oldest first; internal notes only for the operator's people.
 * @param orderId an order that was already found to be the viewer's
 */
export async function listMessages(viewer: Viewer, orderId: number) {
  const messages = await db().message.findMany({
    where: { orderId, ...(isStaff(viewer) ? {} : { kind: { not: 'internal_note' } }) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      kind: true,
      body: true,
      createdAt: true,
      author: { select: { id: true, name: true, role: true, companyId: true } },
    },
  });
  return messages.map(({ author, ...message }) => ({
    ...message,
    kind: message.kind as MessageKind,
    author: author.name,
    /** It is from the viewer's side: the operator's people are one side, everybody else the other. */
    mine: isStaff({ role: author.role as Viewer['role'] }) === isStaff(viewer),
    /** Somebody of the viewer's own company wrote it. */
    ownCompany: author.companyId === viewer.companyId,
  }));
}

export type ShownMessage = Awaited<ReturnType<typeof listMessages>>[number];
