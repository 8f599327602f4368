import { type Db, db, isUniqueViolation, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { enqueue } from '~/platform/jobs.server';
import { nextSerial } from '~/platform/sequence.server';
import type { Viewer } from '../auth/rules';
import { ITEMS_MAX, settlementNumber, settlementTotals } from './rules';
import { appendSettlementEvent } from './settlement-event.server';

/** The settlement that is wished for: `orders` are numbers of orders. */
export type NewSettlement = { submissionKey: string; orders: string[] };

/** An order that cannot be on it, because it stands on another settlement or is not to be settled at all. */
export type RefusedSpId = { spId: string; settlement: string | null };

export type CreateOutcome = { number: string } | { refused: RefusedSpId[] };

/**
 * Settles executed orders of the partner: their fees are frozen under a new billing ID, whose paper a job draws. The same
 * submission key always means the same settlement; of settlements that want one order, one gets it.
 * @returns the billing ID; or the orders that cannot be on it, then nothing was created
 * Throws DomainError `not_found` (404: not a partner, or the key is another's), `settlement_empty` (422),
 * `settlement_too_large` (422), `settlement_currencies` (422: orders of several currencies).
 */
export async function createSettlement(viewer: Viewer, wish: NewSettlement): Promise<CreateOutcome> {
  const partnerId = viewer.role === 'partner' ? viewer.companyId : null;
  if (partnerId === null) throw new DomainError('not_found', 404);
  const numbers = [...new Set(wish.orders.map((number) => number.replaceAll('\0', '')))];
  try {
    return await transaction((tx) => create(tx, viewer, partnerId, { ...wish, orders: numbers }));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const number = await knownNumber(db(), partnerId, wish.submissionKey);
    if (number === null) throw error;
    return { number };
  }
}

async function create(
  tx: Db,
  viewer: Viewer,
  partnerId: number,
  { submissionKey, orders: numbers }: NewSettlement,
): Promise<CreateOutcome> {
  const before = await knownNumber(tx, partnerId, submissionKey);
  if (before !== null) return { number: before };
  if (numbers.length === 0) throw new DomainError('settlement_empty', 422);
  if (numbers.length > ITEMS_MAX) throw new DomainError('settlement_too_large', 422, { max: ITEMS_MAX });
  const orders = await lockOrders(tx, partnerId, numbers);
  const meanwhile = await knownNumber(tx, partnerId, submissionKey);
  if (meanwhile !== null) return { number: meanwhile };
  const refused = refusedOf(numbers, orders);
  if (refused.length > 0) return { refused };
  const [first] = orders;
  if (!first) throw new DomainError('settlement_empty', 422);
  if (orders.some(({ currency }) => currency !== first.currency))
    throw new DomainError('settlement_currencies', 422);
  return { number: await insert(tx, viewer, { partnerId, submissionKey, orders, currency: first.currency }) };
}

/** The billing ID with this key; null when there is none. Throws DomainError `not_found` for a stranger's. */
async function knownNumber(tx: Db, partnerId: number, submissionKey: string): Promise<string | null> {
  const known = await tx.settlement.findUnique({
    where: { submissionKey },
    select: { number: true, partnerId: true },
  });
  if (known && known.partnerId !== partnerId) throw new DomainError('not_found', 404);
  return known?.number ?? null;
}

type FoundOrder = {
  id: number;
  number: string;
  spId: string;
  description: string;
  executedAt: Date;
  feeMinor: number;
  vatBasisPoints: number;
  currency: string;
  /** The billing ID that it stands on already. */
  settlement: string | null;
};

/** The partner's executed orders of these numbers, the first executed first, locked in the order of their ids. */
async function lockOrders(tx: Db, partnerId: number, numbers: string[]): Promise<FoundOrder[]> {
  await tx.$queryRaw`
    SELECT 1 FROM orders WHERE number = ANY(${numbers}::text[]) AND partner_id = ${partnerId}
    ORDER BY id FOR UPDATE`;
  // Asked after the wait for the locks: whoever came first has settled by now.
  return tx.$queryRaw<FoundOrder[]>`
    SELECT o.id, o.number, o.sp_id AS "spId", coalesce(o.completed_at, o.status_since) AS "executedAt",
      concat_ws(' · ', CASE WHEN c.locale = 'de' THEN t.name_de ELSE t.name_en END, nullif(o.device_name, ''),
        nullif(trim(concat_ws(' ', j.postal_code, j.city)), '')) AS description,
      j.fee_minor AS "feeMinor", j.fee_vat_basis_points AS "vatBasisPoints", j.currency, s.number AS settlement
    FROM orders o
    JOIN onsite_jobs j ON j.order_id = o.id
    JOIN service_types t ON t.id = j.service_type_id
    JOIN companies c ON c.id = o.partner_id
    LEFT JOIN settlement_items i ON i.order_id = o.id AND i.live
    LEFT JOIN settlements s ON s.id = i.settlement_id
    WHERE o.number = ANY(${numbers}::text[]) AND o.partner_id = ${partnerId}
      AND o.kind = 'onsite' AND o.status = 'executed' AND o.sp_id IS NOT NULL
    ORDER BY coalesce(o.completed_at, o.status_since), o.id`;
}

function refusedOf(numbers: string[], orders: FoundOrder[]): RefusedSpId[] {
  const found = new Map(orders.map((order) => [order.number, order]));
  return numbers.flatMap((number) => {
    const order = found.get(number);
    if (order && order.settlement === null) return [];
    return [{ spId: order?.spId ?? number, settlement: order?.settlement ?? null }];
  });
}

type Insert = { partnerId: number; submissionKey: string; orders: FoundOrder[]; currency: string };

async function insert(tx: Db, viewer: Viewer, { partnerId, submissionKey, orders, currency }: Insert) {
  const serial = await nextSerial(tx, 'billing_number_seq');
  const number = settlementNumber(new Date().getUTCFullYear(), serial);
  const { net, gross } = settlementTotals(orders);
  const { id } = await tx.settlement.create({
    data: {
      number,
      partnerId,
      currency,
      netMinor: net,
      vatMinor: gross - net,
      grossMinor: gross,
      submissionKey,
      createdById: viewer.userId,
    },
    select: { id: true },
  });
  await tx.settlementItem.createMany({
    data: orders.map(({ id: orderId, spId, description, executedAt, feeMinor, vatBasisPoints }, index) => ({
      settlementId: id,
      orderId,
      position: index + 1,
      spId,
      description,
      executedAt,
      feeMinor,
      vatBasisPoints,
    })),
  });
  await appendSettlementEvent(tx, viewer, { number, partnerId }, 'settlement.created', {
    orders: orders.length,
  });
  await enqueue(tx, 'settlement.document', { settlementId: id });
  return number;
}
