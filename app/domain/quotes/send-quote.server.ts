import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isLocale, negotiateLanguage } from '~/platform/i18n/locale';
import { isStaff, type Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { moveLocked } from '../orders/move-order.server';
import { accept } from './decide-quote.server';
import { closeQuote } from './end-quote.server';
import { type LockedQuote, lockQuote } from './lock-quote.server';
import { isAgreedBeforehand, mayQuote, optionTotals, refusalOf, statusAfter } from './rules';
import { quotesVisibleTo } from './visible.server';

/**
 * Sends a draft to the account: it takes the place of the version that is open, and the order waits for the decision. One
 * that the account has agreed to beforehand is accepted at once, and recorded as automatic. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `quote_STATE` (409: no draft any more), `quote_not_now`
 * (409: by the order's status), `quote_incomplete` (422: an option without anything), `quote_validity_over` (422).
 */
export async function sendQuote(viewer: Viewer, number: string): Promise<void> {
  const { timeZone } = await getOperator();
  await transaction(async (tx) => {
    const quote = await lockQuote(tx, number, quotesVisibleTo({ viewer }));
    if (!isStaff(viewer)) throw new DomainError('not_allowed', 403);
    if (quote.sentAt) {
      if (quote.state === 'sent' || quote.decision?.automatic) return;
      throw new DomainError(refusalOf(quote.state));
    }
    refuseUnlessComplete(viewer, quote);
    await supersede(tx, viewer, quote);
    await tx.quote.update({ where: { id: quote.id }, data: { state: 'sent', sentAt: new Date() } });
    await appendEvent(tx, {
      type: 'quote.sent',
      orderId: quote.orderId,
      actorId: viewer.userId,
      visibility: 'public',
      data: { quote: number, version: quote.version },
    });
    if (isAgreedBeforehand(quote.options[0], limitOf(quote))) await agree(tx, viewer, number, timeZone);
    else await moveTo(tx, viewer, quote, 'awaiting_decision');
  });
}

function refuseUnlessComplete(viewer: Viewer, { options, overdue, order }: LockedQuote): void {
  if (!mayQuote(order.kind, order.status, viewer.role)) throw new DomainError('quote_not_now');
  const empty = options.some(({ kind, lines }) => kind !== 'return_unrepaired' && lines.length === 0);
  if (options.length === 0 || empty) throw new DomainError('quote_incomplete', 422);
  if (overdue) throw new DomainError('quote_validity_over', 422);
}

/** The version that the account was asked about until now is no longer open. */
async function supersede(tx: Db, viewer: Viewer, { orderId }: LockedQuote): Promise<void> {
  const open = await tx.quote.findFirst({ where: { orderId, state: 'sent' } });
  if (!open) return;
  await closeQuote(tx, open, 'superseded');
  await appendEvent(tx, {
    type: 'quote.superseded',
    orderId,
    actorId: viewer.userId,
    visibility: 'public',
    data: { quote: open.number },
  });
}

/** Up to which gross amount the account agrees beforehand, in the quote's currency; null where it wants to be asked. */
function limitOf({ order: { account }, currency }: LockedQuote): number | null {
  return account.kind === 'reseller' && account.currency === currency ? account.autoApproveMinor : null;
}

/** Agrees for the account to the first option of a quote that was just sent. */
async function agree(tx: Db, viewer: Viewer, number: string, timeZone: string): Promise<void> {
  const quote = await lockQuote(tx, number, {});
  const [first] = quote.options;
  if (!first) return;
  const { account } = quote.order;
  const language = negotiateLanguage(null, isLocale(account.locale) ? account.locale : null);
  const choice = { option: first.id, lines: [], gross: optionTotals(first.lines).gross };
  const by = { name: account.name, email: account.email, userId: null, guestLinkId: null, automatic: true };
  await accept(tx, quote, choice, by, { language, timeZone });
  if (quote.order.status !== 'awaiting_decision') await moveTo(tx, viewer, quote, statusAfter(first.kind));
}

async function moveTo(tx: Db, viewer: Viewer, { order, number }: LockedQuote, to: string): Promise<void> {
  if (order.status === to) return;
  await moveLocked(tx, viewer, order, { to, reason: '', tracking: '' }, { quote: number });
}
