import { z } from 'zod';
import { ITEMS_MAX, SETTLEMENT_STATES } from '../../billing/rules';
import { monthOf } from '../../billing/schema';
import { amount, idCursor, links, nextLink, time, totalsSchema } from '../schema';

/** Such as BI-2026-000123. */
export const settlementParams = z.object({ number: z.string().regex(/^BI-\d{4}-\d{6,12}$/) });

const month = z
  .string()
  .refine((text) => monthOf(text) !== null, 'not_a_date')
  .optional();

export const settlementQuery = z.strictObject({
  state: z.enum(SETTLEMENT_STATES).optional(),
  month,
  cursor: idCursor,
});
export const unsettledQuery = z.strictObject({ month });

/** A settlement that is to be made. */
export const newSettlementBody = z.strictObject({
  orders: z.array(z.string().max(40)).min(1, 'settlement_empty').max(ITEMS_MAX),
});

const summary = {
  number: z.string(),
  state: z.enum(SETTLEMENT_STATES),
  partner: z.string(),
  currency: z.string(),
  createdAt: time,
  links,
};

export const settlementListSchema = z.object({
  settlements: z.array(
    z.object({ ...summary, orders: z.int(), netMinor: amount, vatMinor: amount, grossMinor: amount }),
  ),
  links: nextLink,
});

const item = {
  order: z.string(),
  spId: z.string(),
  executedAt: time,
  feeMinor: amount,
  vatBasisPoints: amount,
};

export const settlementSchema = z.object({
  ...summary,
  ...totalsSchema,
  items: z.array(z.object({ ...item, description: z.string() })),
});

/** Executed orders that stand on no settlement yet. */
export const unsettledSchema = z.object({
  orders: z.array(z.object({ ...item, device: z.string(), city: z.string(), currency: z.string() })),
});
