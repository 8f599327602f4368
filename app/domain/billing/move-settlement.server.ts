import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { type LockedSettlement, lockSettlement } from './lock-settlement.server';
import { mayFollow, refusalOf, type SettlementState } from './rules';
import { appendSettlementEvent } from './settlement-event.server';

/** Commands of the operator. Partners know of the settlement and may not. */
function requireOperator(viewer: Viewer): void {
  if (viewer.role !== 'administrator') throw new DomainError('not_allowed', 403);
}

function requireMove(settlement: LockedSettlement, to: SettlementState): void {
  if (!mayFollow(settlement.state, to)) throw new DomainError(refusalOf(settlement.state));
}

/**
 * Cancels a settlement that is not accepted yet: its orders may be settled anew, its billing ID is never used again. A
 * repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `settlement_STATE` (409).
 */
export async function cancelSettlement(viewer: Viewer, number: string, reason: string): Promise<void> {
  await transaction(async (tx) => {
    const settlement = await lockSettlement(tx, viewer, number);
    requireOperator(viewer);
    if (settlement.state === 'cancelled') return;
    requireMove(settlement, 'cancelled');
    await tx.settlement.update({
      where: { id: settlement.id },
      data: { state: 'cancelled', cancelledAt: new Date(), cancelReason: reason },
    });
    await tx.settlementItem.updateMany({
      where: { settlementId: settlement.id, live: true },
      data: { live: false },
    });
    await tx.partnerInvoice.updateMany({
      where: { settlementId: settlement.id, state: 'submitted' },
      data: { state: 'returned', reason, decidedById: viewer.userId, decidedAt: new Date() },
    });
    await appendSettlementEvent(tx, viewer, settlement, 'settlement.cancelled', { reason });
  });
}

/**
 * Accepts the invoice that was submitted, or returns it with a reason, after which its partner may upload another. A
 * repeat changes nothing.
 * @param invoiceId the invoice that was looked at
 * Throws DomainError `not_found` (404), `not_allowed` (403), `settlement_STATE` (409).
 */
export async function decideInvoice(
  viewer: Viewer,
  number: string,
  decision:
    | { invoiceId: number; outcome: 'accepted' }
    | { invoiceId: number; outcome: 'returned'; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const settlement = await lockSettlement(tx, viewer, number);
    requireOperator(viewer);
    const { outcome } = decision;
    const invoice = settlement.invoices.find(({ id }) => id === decision.invoiceId);
    if (!invoice) throw new DomainError('not_found', 404);
    if (invoice.state === outcome) return;
    const to = outcome === 'accepted' ? 'accepted' : 'open';
    if (invoice.state !== 'submitted') throw new DomainError(refusalOf(settlement.state));
    requireMove(settlement, to);
    const reason = decision.outcome === 'returned' ? decision.reason : '';
    const at = new Date();
    await tx.partnerInvoice.update({
      where: { id: invoice.id },
      data: { state: outcome, reason, decidedById: viewer.userId, decidedAt: at },
    });
    await tx.settlement.update({
      where: { id: settlement.id },
      data: { state: to, ...(outcome === 'accepted' && { acceptedAt: at }) },
    });
    const happened = outcome === 'accepted' ? 'settlement.accepted' : 'settlement.returned';
    await appendSettlementEvent(tx, viewer, settlement, happened, {
      invoice: invoice.number,
      ...(reason && { reason }),
    });
  });
}

/**
 * Notes that the operator has paid an accepted invoice. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `settlement_STATE` (409).
 */
export async function markPaid(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const settlement = await lockSettlement(tx, viewer, number);
    requireOperator(viewer);
    if (settlement.state === 'paid') return;
    requireMove(settlement, 'paid');
    await tx.settlement.update({
      where: { id: settlement.id },
      data: { state: 'paid', paidAt: new Date() },
    });
    await appendSettlementEvent(tx, viewer, settlement, 'settlement.paid');
  });
}
