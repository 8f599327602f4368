import { z } from 'zod';
import { line, optionalEmail, required, text } from '../companies/schema';
import { LINE_KINDS } from '../orders/line-schema';
import { VAT_RATES } from '../orders/rules';
import { LIMITS } from '../orders/schema';

/** Checks of on-site orders, shared by the page, the API and offers. Messages are keys of the namespace `errors`. */

const id = z.number().int().positive().max(2_147_483_647);
const minor = z.number().int().min(0).max(1_000_000_000);
const vat = z.number().refine((rate) => (VAT_RATES as readonly number[]).includes(rate), 'choose_one');
const references = z.array(required(LIMITS.line)).max(20).default([]);

/** Text of several lines that has to be given. */
const someText = (max: number) => text(max).refine((value) => value !== '', 'required');

/** Whom the partner asks for, and where the work is done. */
export const siteFields = {
  contactName: required(LIMITS.line),
  phone: line(60),
  email: optionalEmail,
  street: required(LIMITS.line),
  postalCode: required(20),
  city: required(LIMITS.line),
  country: required(LIMITS.line),
};

/** What is delivered to the site; whole pieces. */
const goods = z.object({ description: required(LIMITS.line), quantity: z.number().int().min(1).max(999) });
export type Goods = z.output<typeof goods>;

/** The goods of a job as they are kept; nothing where they cannot be read. */
export const goodsOf = (stored: unknown): Goods[] => z.array(goods).safeParse(stored).data ?? [];

/** What was sold: quantity in thousandths, price net in minor units, VAT rate in basis points. */
const soldLine = z.object({
  kind: z.enum(LINE_KINDS),
  description: required(500),
  quantityThousandths: z.number().int().min(1).max(1_000_000_000),
  unitPriceMinor: z.number().int().min(-1_000_000_000).max(1_000_000_000),
  vatBasisPoints: vat,
});

/**
 * An on-site order that is to be made. Amounts are net, in minor units of the customer's currency; VAT rates in basis
 * points. The same `submissionKey` always means the same order.
 */
export const onsiteOrderSchema = z.object({
  submissionKey: z.string().min(8).max(200),
  customerId: id,
  locationId: id,
  serviceTypeId: id,
  /** Who carries it out; null while none is named. */
  partnerId: id.nullable().default(null),
  ...siteFields,
  /** What is to be done on site. */
  problem: someText(LIMITS.text),
  goods: z.array(goods).min(1, 'required').max(50),
  lines: z.array(soldLine).max(100).default([]),
  /** What the partner gets. */
  fee: z.object({ minor, vatBasisPoints: vat }),
  /** It reaches the partner only once the payment is in. */
  prepaid: z.boolean().default(false),
  customerReferences: references,
  internalReferences: references,
  /** The offer that it came from. */
  offerId: id.optional(),
  /** The language in which the submission is kept. */
  locale: z.enum(['en', 'de']).default('en'),
});

/** Checked input of an on-site order. */
export type OnsiteOrderInput = z.output<typeof onsiteOrderSchema>;
