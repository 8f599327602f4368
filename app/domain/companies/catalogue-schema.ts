import { z } from 'zod';
import { LINE_KINDS, priceField, tickField, vatField } from '../orders/line-schema';
import { CURRENCIES } from './rules';
import { required } from './schema';

/** Between the article number and the words of an item where both are typed into one field. */
export const SKU_DOT = '·';

/** The most minor units that an item of the catalogue may cost. */
const ITEM_MAX = 100_000_000;

/**
 * An item of the catalogue as its form sends it; `price` is net in minor units, typed in the reader's notation.
 * @param locale BCP 47 tag of the notation
 */
export function catalogueSchema(locale: string) {
  return z
    .object({
      sku: required(60).refine((value) => !value.includes(SKU_DOT), 'sku_dot'),
      kind: z.enum(LINE_KINDS, 'choose_one'),
      nameEn: required(200),
      nameDe: required(200),
      currency: z.enum(CURRENCIES as [string, ...string[]], 'choose_one'),
      price: z.string().default(''),
      vat: vatField,
      warranty: tickField,
      active: tickField,
    })
    .transform(({ price, vat, ...item }, context) => {
      const amount = priceField(item.currency, locale)
        .refine((minor) => minor >= 0, 'amount_negative')
        .refine((minor) => minor <= ITEM_MAX, 'amount_too_large')
        .safeParse(price);
      if (amount.success) return { ...item, unitPriceMinor: amount.data, vatBasisPoints: vat };
      const message = amount.error.issues[0]?.message ?? 'amount_not_a_number';
      context.addIssue({ code: 'custom', path: ['price'], message });
      return z.NEVER;
    });
}

export type CatalogueForm = z.output<ReturnType<typeof catalogueSchema>>;
