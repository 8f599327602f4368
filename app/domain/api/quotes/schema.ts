import { z } from 'zod';
import { LINE_KINDS } from '../../orders/line-schema';
import { OPTION_KINDS, QUOTE_STATES } from '../../quotes/rules';
import { decisionSchema } from '../../quotes/schema';
import { orderParams } from '../orders/schema';
import { amount, idCursor, idInBody, links, nextLink, time, totalsSchema } from '../schema';

/** Such as QU-2026-000123. */
export const quoteParams = z.object({ number: z.string().regex(/^QU-\d{4}-\d{6,12}$/) });

export const quoteQuery = z.strictObject({
  state: z.enum(QUOTE_STATES).optional(),
  order: orderParams.shape.number.optional(),
  cursor: idCursor,
});

const [accepted, declined] = decisionSchema.options;

/**
 * A decision: an option with the optional lines that are wanted and the gross amount that was shown, or a reason. Numbers
 * are numbers here; the form sends text.
 */
export const decisionBody = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: accepted.shape.outcome,
    option: idInBody,
    lines: z.array(idInBody).max(50).default([]),
    grossMinor: amount,
    name: accepted.shape.name,
    email: accepted.shape.email,
  }),
  z.strictObject(declined.shape),
]);

const summary = {
  number: z.string(),
  version: z.int(),
  state: z.enum(QUOTE_STATES),
  order: z.string(),
  currency: z.string(),
  validUntil: time,
  sentAt: time.nullable(),
  links,
};

export const quoteListSchema = z.object({
  quotes: z.array(
    z.object({ ...summary, options: z.int(), grossMinor: amount.nullable(), endedAt: time.nullable() }),
  ),
  links: nextLink,
});

const line = z
  .object({
    id: z.int(),
    kind: z.enum(LINE_KINDS),
    description: z.string(),
    quantityThousandths: amount,
    unitPriceMinor: amount,
    vatBasisPoints: amount,
    warranty: z.boolean(),
    optional: z.boolean(),
  })
  .meta({ id: 'QuoteLine' });

export const quoteSchema = z.object({
  ...summary,
  message: z.string(),
  device: z.string(),
  customer: z.string(),
  mayDecide: z.boolean(),
  options: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(OPTION_KINDS),
      title: z.string(),
      lines: z.array(line),
      ...totalsSchema,
    }),
  ),
  decision: z
    .object({
      outcome: z.enum(['accepted', 'declined']),
      name: z.string(),
      reason: z.string(),
      automatic: z.boolean(),
      at: time,
      option: z.int().nullable(),
      lines: z.array(z.int()),
      grossMinor: amount.nullable(),
    })
    .nullable(),
});
