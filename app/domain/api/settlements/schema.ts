import { z } from 'zod';
import { CHECK_RESULTS, CHECKS } from '../../billing/invoice/check';
import { INVOICE_FORMATS, INVOICE_STATES, ITEMS_MAX, SETTLEMENT_STATES } from '../../billing/rules';
import { monthOf, submissionSchema } from '../../billing/schema';
import { amount, idCursor, idInPath, links, nextLink, time, totalsSchema } from '../schema';

/** Such as BI-2026-000123. */
export const settlementParams = z.object({ number: z.string().regex(/^BI-\d{4}-\d{6,12}$/) });

export const invoiceParams = settlementParams.extend({ invoice: idInPath.transform(Number) });

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

export const invoiceUpload = z.object({ file: z.file() });

/** An invoice that is submitted although it does not agree or cannot be read. */
export const submissionBody = z.strictObject(submissionSchema.omit({ invoiceId: true }).shape);

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

const invoice = z.object({
  id: z.int(),
  number: z.string(),
  fileName: z.string(),
  size: z.int(),
  format: z.enum(INVOICE_FORMATS),
  state: z.enum(INVOICE_STATES),
  checks: z.array(
    z.object({
      name: z.enum(CHECKS),
      result: z.enum(CHECK_RESULTS),
      expected: z.array(z.string()),
      found: z.array(z.string()),
    }),
  ),
  note: z.string(),
  reason: z.string(),
  uploadedAt: time,
  decidedAt: time.nullable(),
  links,
});

export const settlementSchema = z.object({
  ...summary,
  ...totalsSchema,
  items: z.array(z.object({ ...item, description: z.string() })),
  invoices: z.array(invoice),
});

/** Executed orders that stand on no settlement yet. */
export const unsettledSchema = z.object({
  orders: z.array(z.object({ ...item, device: z.string(), city: z.string(), currency: z.string() })),
});
