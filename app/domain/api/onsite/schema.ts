import { z } from 'zod';
import { lineTotal } from '~/platform/money';
import { ALL_STATUSES, STAGES, type Status } from '../../orders/rules';
import { onsiteOrderSchema } from '../../partners/schema';
import { dispatchSchema, paymentSchema } from '../../partners/step-schema';
import { links, time } from '../schema';

const { submissionKey: _, offerId: __, ...onsiteFields } = onsiteOrderSchema.shape;

/** The most minor units that all lines may come to: far below what sums hold exactly. */
const SUM_MAX = 1_000_000_000_000;
const netOf = (line: { quantityThousandths: number; unitPriceMinor: number }) =>
  lineTotal(line.quantityThousandths, line.unitPriceMinor);

/** An on-site order that is to be made. */
export const newOnsiteBody = z.strictObject({
  ...onsiteFields,
  lines: onsiteFields.lines.refine(
    (lines) => lines.map(netOf).reduce((sum, net) => sum + Math.abs(net), 0) <= SUM_MAX,
    'amount_too_large',
  ),
});

/** The payment of a prepaid order has come in. */
export const paymentBody = z.strictObject(paymentSchema.shape);

/** The goods are on their way. */
export const dispatchBody = z.strictObject({
  ...dispatchSchema.shape,
  arrivesOn: dispatchSchema.shape.arrivesOn.refine((day) => day < '2200', 'not_a_date'),
});

/** What a command leaves behind: where the order is now. */
export const receiptSchema = z.object({
  number: z.string(),
  status: z.enum(ALL_STATUSES as readonly [Status, ...Status[]]),
  stage: z.enum(STAGES),
  spId: z.string().nullable(),
  released: z.boolean(),
  dueAt: time.nullable(),
  links,
});
