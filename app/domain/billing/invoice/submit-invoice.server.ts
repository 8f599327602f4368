import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../../auth/rules';
import { type LockedSettlement, lockSettlement } from '../lock-settlement.server';
import { refusalOf } from '../rules';
import { appendSettlementEvent } from '../settlement-event.server';
import type { Check } from './check';

/** The most characters of an invoice's number. */
export const NUMBER_MAX = 100;

/** Notes in the caller's transaction that a settlement has an invoice for the operator to decide on. */
export async function invoiced(
  tx: Db,
  viewer: Viewer,
  settlement: LockedSettlement,
  { number, checks }: { number: string; checks: Check[] },
): Promise<void> {
  await tx.settlement.update({ where: { id: settlement.id }, data: { state: 'invoiced' } });
  const differences = checks.filter(({ result }) => result === 'differs').map(({ name }) => name);
  const byHand = checks.some(({ result }) => result === 'by_hand');
  await appendSettlementEvent(tx, viewer, settlement, 'settlement.invoiced', {
    invoice: number,
    differences,
    byHand,
  });
}

/** What a partner adds to an invoice that does not agree, or that no program can read. */
export type Submission = { invoiceId: number; number: string; note: string };

/**
 * Submits the invoice that was checked, with its differences, which the operator sees. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `settlement_STATE` (409), `invoice_number_required` (422),
 * `invoice_note_required` (422: something differs).
 */
export async function submitInvoice(viewer: Viewer, number: string, wish: Submission): Promise<void> {
  await transaction(async (tx) => {
    const settlement = await lockSettlement(tx, viewer, number);
    if (viewer.role !== 'partner') throw new DomainError('not_allowed', 403);
    const invoice = settlement.invoices.find(({ id }) => id === wish.invoiceId);
    if (!invoice) throw new DomainError('not_found', 404);
    if (invoice.state !== 'checked') return;
    if (settlement.state !== 'open') throw new DomainError(refusalOf(settlement.state));
    const checks = invoice.checks as unknown as Check[];
    const named = invoice.number || wish.number.slice(0, NUMBER_MAX);
    if (!named) throw new DomainError('invoice_number_required', 422);
    const differs = checks.some(({ result }) => result === 'differs');
    if (differs && !wish.note) throw new DomainError('invoice_note_required', 422);
    await tx.partnerInvoice.update({
      where: { id: invoice.id },
      data: { state: 'submitted', number: named, note: wish.note },
    });
    await invoiced(tx, viewer, settlement, { number: named, checks });
  });
}
