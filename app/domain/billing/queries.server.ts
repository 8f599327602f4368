import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { Check } from './invoice/check';
import { type InvoiceFormat, type InvoiceState, type SettlementState, settlementTotals } from './rules';
import { settlementsVisibleTo } from './visible.server';

const known = (viewer: Viewer, number: string): Prisma.SettlementWhereInput => ({
  AND: [{ number: number.replaceAll('\0', '') }, settlementsVisibleTo(viewer)],
});

/** A settlement as its page shows it; null when it does not exist for the viewer. */
export async function getSettlement(viewer: Viewer, number: string) {
  const settlement = await db().settlement.findFirst({
    where: known(viewer, number),
    include: {
      partner: { select: { name: true, email: true } },
      createdBy: { select: { name: true } },
      items: { orderBy: { position: 'asc' }, include: { order: { select: { number: true } } } },
      invoices: {
        orderBy: { id: 'desc' },
        include: { uploadedBy: { select: { name: true } }, decidedBy: { select: { name: true } } },
      },
    },
  });
  if (!settlement) return null;
  const { items, invoices } = settlement;
  return {
    number: settlement.number,
    state: settlement.state as SettlementState,
    currency: settlement.currency,
    partner: settlement.partner,
    createdBy: settlement.createdBy.name,
    createdAt: settlement.createdAt,
    cancelReason: settlement.cancelReason,
    totals: settlementTotals(items),
    items: items.map(({ spId, description, executedAt, feeMinor, vatBasisPoints, order }) => ({
      spId,
      description,
      executedAt,
      feeMinor,
      vatBasisPoints,
      order: order.number,
    })),
    invoices: invoices
      // What its partner has not submitted yet is the partner's alone.
      .filter(({ state }) => viewer.role === 'partner' || state !== 'checked')
      .map((invoice) => ({
        id: invoice.id,
        number: invoice.number,
        fileName: invoice.fileName,
        size: invoice.size,
        format: invoice.format as InvoiceFormat,
        state: invoice.state as InvoiceState,
        checks: invoice.checks as unknown as Check[],
        note: invoice.note,
        reason: invoice.reason,
        uploadedBy: invoice.uploadedBy.name,
        uploadedAt: invoice.uploadedAt,
        decidedBy: invoice.decidedBy?.name ?? null,
        decidedAt: invoice.decidedAt,
      })),
    history: await historyOf(settlement),
    /** A partner's own: it uploads its invoice. Otherwise the operator's, which decides on it. */
    own: viewer.role === 'partner',
  };
}

async function historyOf({ number, partnerId }: { number: string; partnerId: number }) {
  const events = await db().event.findMany({
    where: {
      companyId: partnerId,
      type: { startsWith: 'settlement.' },
      data: { path: ['settlement'], equals: number },
    },
    orderBy: { id: 'desc' },
    include: { actor: { select: { name: true } } },
  });
  return events.map(({ id, type, at, actor, data }) => ({
    id: String(id),
    type,
    at,
    actor: actor?.name ?? null,
    reason: String((data as { reason?: unknown }).reason ?? ''),
  }));
}

/** The number of the settlement on which an order stands; null when it stands on none that the viewer may know of. */
export async function settlementOfOrder(viewer: Viewer, orderId: number): Promise<string | null> {
  const item = await db().settlementItem.findFirst({
    where: { orderId, live: true, settlement: settlementsVisibleTo(viewer) },
    select: { settlement: { select: { number: true } } },
  });
  return item?.settlement.number ?? null;
}

/** Where the paper of a settlement lies; null when it does not exist for the viewer. */
export function findSettlementPaper(viewer: Viewer, number: string) {
  return db().settlement.findFirst({
    where: known(viewer, number),
    select: { id: true, number: true, documentKey: true },
  });
}

/** The stored file of a partner's invoice; null when it does not exist for the viewer. */
export function findInvoiceFile(viewer: Viewer, number: string, id: number) {
  const state = viewer.role === 'partner' ? {} : { state: { not: 'checked' } };
  return db().partnerInvoice.findFirst({ where: { id, ...state, settlement: known(viewer, number) } });
}
