import type { Viewer } from '~/domain/auth/rules';
import { offerReplies } from '~/domain/messages/canned-replies.server';
import { openConversation } from '~/domain/messages/reads.server';
import { waitingForReply } from '~/domain/messages/waiting.server';
import type { OrderDetail } from '~/domain/orders/detail.server';

/**
 * The conversation on an order, what the operator's people can answer it with, and how long an answer has been awaited.
 * @param seen the page is opened, and not only read again: what it shows counts as read
 */
export async function loadConversation(viewer: Viewer, order: OrderDetail, seen: boolean) {
  const [messages, offered, waiting] = await Promise.all([
    openConversation(viewer, order.id, seen),
    offerReplies(viewer, order),
    waitingForReply(viewer, order),
  ]);
  return { messages, offered, waiting };
}

export type LoadedConversation = Awaited<ReturnType<typeof loadConversation>>;
