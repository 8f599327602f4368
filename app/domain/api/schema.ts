import { z } from 'zod';
import { lineTotal } from '~/platform/money';
import { cleanText } from '~/platform/text';
import { LINE_KINDS } from '../orders/line-schema';
import { ALL_STATUSES, KINDS, STAGES, type Status } from '../orders/rules';
import { onsiteOrderSchema } from '../partners/schema';
import { dispatchSchema, paymentSchema } from '../partners/step-schema';

/** What goes into the API and comes out of it. Amounts are in minor units, VAT rates in basis points, times in UTC. */

const NUMBER = /^RO-\d{4}-\d{6,9}$/;

/** What stands in the address of one order. */
export const orderParams = z.object({
  number: z.string().regex(NUMBER).meta({ description: 'The number of the order, such as RO-2026-000042.' }),
});

const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(ALL_STATUSES as readonly [Status, ...Status[]])).max(30));

/** Which orders, and which page of them. */
export const orderQuery = z.strictObject({
  stage: z
    .enum(STAGES)
    .optional()
    .meta({ description: 'Only this tab. Without it: one tab after the other.' }),
  status: statuses
    .optional()
    .meta({ description: `One or several, separated by commas: ${ALL_STATUSES.join(', ')}.` }),
  q: z.string().max(500).transform(cleanText).optional().meta({
    description: 'What the search box takes: numbers, references, IMEI, serial, words. At most 1000 hits.',
  }),
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: 'Orders a page.' }),
  cursor: z.string().min(1).max(500).optional().meta({ description: 'From the `next` link of a page.' }),
});
export type OrderQuery = z.output<typeof orderQuery>;

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
  arrivesOn: dispatchSchema.shape.arrivesOn
    .refine((day) => day < '2200', 'not_a_date')
    .meta({ description: 'The day they arrive, YYYY-MM-DD, at the service location of the order.' }),
});

const time = z.iso.datetime();
const amount = z.int();
const links = z.object({ self: z.url() });

const summary = {
  number: z.string(),
  kind: z.enum(KINDS),
  stage: z.enum(STAGES),
  status: z.enum(ALL_STATUSES as readonly [Status, ...Status[]]),
  device: z.object({ name: z.string(), imei: z.string().nullable(), serial: z.string().nullable() }),
  customerReferences: z.array(z.string()),
  internalReferences: z.array(z.string()),
  trackingNumbers: z.array(z.string()),
  createdAt: time,
  statusSince: time,
  /** By when whoever acts next should have acted. */
  dueAt: time.nullable(),
  links,
};

/** A page of orders. */
export const orderListSchema = z.object({
  orders: z.array(
    z.object({
      ...summary,
      customer: z.object({ name: z.string() }),
      location: z.object({ name: z.string() }),
    }),
  ),
  links: z.object({ next: z.url().nullable() }),
});

const money = z.object({
  currency: z.string(),
  lines: z.array(
    z.object({
      kind: z.enum(LINE_KINDS),
      description: z.string(),
      quantityThousandths: amount,
      unitPriceMinor: amount,
      vatBasisPoints: amount,
      netMinor: amount,
    }),
  ),
  netMinor: amount,
  vat: z.array(z.object({ basisPoints: amount, netMinor: amount, vatMinor: amount })),
  grossMinor: amount,
});

const onsite = z.object({
  serviceType: z.object({ id: z.int(), name: z.string() }),
  partner: z.object({ id: z.int(), name: z.string() }).nullable(),
  /** It is with its partner. */
  released: z.boolean(),
  site: z.object({
    contactName: z.string(),
    phone: z.string(),
    email: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string(),
  }),
  goods: z.array(z.object({ description: z.string(), quantity: z.int() })),
  dispatched: z.boolean(),
  arrivesOn: z.iso.date().nullable(),
  /** Net; null for those whom it does not concern. */
  fee: z.object({ minor: amount, vatBasisPoints: amount, currency: z.string() }).nullable(),
  payment: z.object({ prepaid: z.boolean(), paidAt: time.nullable(), reference: z.string() }).nullable(),
  visit: z.object({ startsAt: time, endsAt: time }).nullable(),
});

/** One order. */
export const orderSchema = z.object({
  ...summary,
  customer: z.object({ number: z.string(), name: z.string() }),
  location: z.object({ name: z.string() }),
  spId: z.string().nullable(),
  problem: z.string(),
  completedAt: time.nullable(),
  sold: z.array(z.object({ description: z.string(), quantityThousandths: amount })),
  /** Null for those who see no prices. */
  money: money.nullable(),
  onsite: onsite.nullable(),
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

/** A refusal (RFC 9457). */
export const problemSchema = z.object({
  type: z.url().meta({ description: 'Leads to what stands under x-problems here.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        detail: z.string(),
        pointer: z.string().optional(),
        parameter: z.string().optional(),
        header: z.string().optional(),
      }),
    )
    .optional(),
});
