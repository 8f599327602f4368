import { listAttachments } from '~/domain/attachments/queries.server';
import type { Viewer } from '~/domain/auth/rules';
import { settlementOfOrder } from '~/domain/billing/queries.server';
import { listTimeline } from '~/domain/events/timeline.server';
import { listMailsOfOrder } from '~/domain/notifications/mailbox.server';
import { assigneesOf } from '~/domain/orders/assignees.server';
import type { OrderDetail } from '~/domain/orders/detail.server';
import { historyOfOrder } from '~/domain/orders/device-history.server';
import { intakeOf } from '~/domain/orders/intake.server';
import { offeredFirst } from '~/domain/orders/lines-from-catalogue.server';
import { keepsPasscode } from '~/domain/orders/passcode.server';
import { listGuestLinks } from '~/domain/orders/share-order.server';
import { onsiteOf } from '~/domain/partners/onsite.server';
import { listQuotesOfOrder } from '~/domain/quotes/queries.server';
import { listShipmentsOfOrder } from '~/domain/shipments/list.server';
import type { Language } from '~/platform/i18n/locale';
import { loadAgreement } from './load-agreement.server';
import { loadConversation } from './load-conversation.server';

/**
 * What the panels of an order's page show, as far as the viewer may know.
 * @param seen the page is opened, and not only read again: what it shows counts as read
 */
export async function loadPanels(viewer: Viewer, order: OrderDetail, seen: boolean, language: Language) {
  const [
    conversation,
    timeline,
    attachments,
    shipments,
    items,
    links,
    intake,
    passcodeKept,
    history,
    mails,
    quotes,
    people,
    onsite,
    agreement,
    settlement,
  ] = await Promise.all([
    loadConversation(viewer, order, seen),
    listTimeline(viewer, order.id),
    listAttachments(viewer, order.id),
    listShipmentsOfOrder(viewer, order.id),
    order.mayWrite ? offeredFirst(order.currency, language) : [],
    listGuestLinks(viewer, order.id),
    intakeOf(viewer, order),
    keepsPasscode(viewer, order.number),
    historyOfOrder(viewer, order),
    listMailsOfOrder(viewer, order.id),
    listQuotesOfOrder(viewer, order),
    assigneesOf(viewer, order),
    onsiteOf(viewer, order),
    loadAgreement(viewer, order),
    order.kind === 'onsite' ? settlementOfOrder(viewer, order.id) : null,
  ]);
  const arrival = { intake, passcodeKept, history, onsite, agreement, settlement };
  return { conversation, people, timeline, attachments, shipments, items, links, mails, quotes, ...arrival };
}
