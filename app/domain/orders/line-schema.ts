import { z } from 'zod';
import { parseAmount } from '~/platform/money';
import { cleanText } from '~/platform/text';
import { VAT_RATES } from './rules';

/** Checks of products and services as people type them. Messages are keys of the namespace `errors`. */

export const LINE_KINDS = ['service', 'product'] as const;

/** The most minor units that a price may have, so that sums of many lines stay exact. */
const PRICE_MAX = 1_000_000_000;

/**
 * A net price in minor units, typed in the reader's notation.
 * @param locale BCP 47 tag of the notation
 */
export function priceField(currency: string, locale: string) {
  return z
    .string()
    .default('')
    .transform((typed, context) => {
      const amount = parseAmount(typed, currency, locale);
      if (amount.ok && Math.abs(amount.minor) <= PRICE_MAX) return amount.minor;
      context.addIssue({ code: 'custom', message: amount.ok ? 'amount_too_large' : amount.code });
      return z.NEVER;
    });
}

/** A VAT rate in basis points, one of those offered. */
export const vatField = z.coerce
  .number('choose_one')
  .refine((rate) => (VAT_RATES as readonly number[]).includes(rate), 'choose_one');

/** A check box: ticked when anything is sent. */
export const tickField = z.string().optional().transform(Boolean);

/** The fields of a product or service: quantity in thousandths, `price` net in minor units, `vat` in basis points. */
export function lineFields(currency: string, locale: string) {
  return {
    kind: z.enum(LINE_KINDS, 'choose_one'),
    description: z
      .string('required')
      .transform(cleanText)
      .refine((value) => value !== '', 'required')
      .refine((value) => value.length <= 500, 'too_long?max=500'),
    quantity: z.string('required').transform((typed, context) => {
      const quantity = Math.round(Number(typed.trim().replace(',', '.')) * 1000);
      if (quantity >= 1 && quantity <= 1_000_000_000) return quantity;
      context.addIssue({ code: 'custom', message: 'quantity_invalid' });
      return z.NEVER;
    }),
    price: priceField(currency, locale),
    vat: vatField,
    warranty: tickField,
  };
}
