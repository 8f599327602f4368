import { z } from 'zod';
import { isLocale } from '~/platform/i18n/locale';
import { CURRENCIES, readCountry } from './rules';
import { flag, line, optionalEmail, required } from './schema';

/** `CHE-123.456.789 MWST`, `DE123456789`: a country's two letters and what it gives out, without a check of its digits. */
const VAT_ID = /^[A-Z]{2}[A-Z0-9+*]{2,14}$/;

/** A customer of an account, as the form, an import and the API give it. Messages are keys of the namespace `errors`. */
export const customerSchema = z.object({
  /** Empty: the next free one. */
  number: line(60).refine((value) => !value.includes('·'), 'customer_number_dot'),
  name: required(200),
  email: optionalEmail,
  phone: line(60),
  street: line(200),
  postalCode: line(20),
  city: line(120),
  /** ISO 3166-1 alpha-2; a country's English or German name is taken too. */
  country: z
    .string()
    .default('')
    .transform((value, context) => {
      const code = readCountry(value);
      if (code) return code;
      context.addIssue({ code: 'custom', message: value.trim() ? 'country_unknown' : 'required' });
      return z.NEVER;
    }),
  vatId: line(40)
    .transform((value) => value.toUpperCase())
    .refine(
      (value) =>
        value === '' || VAT_ID.test(value.replace(/[\s.-]/g, '').replace(/(?<=\d)(MWST|TVA|IVA|VAT)$/, '')),
      'not_a_vat_id',
    ),
  /** ISO 4217. */
  currency: z
    .string()
    .default('')
    .transform((value) => value.trim().toUpperCase())
    .refine((value) => CURRENCIES.includes(value), 'choose_one'),
  /** The language of the customer's papers and mails. */
  locale: z
    .string()
    .default('')
    .transform((value) => value.trim().toLowerCase())
    .refine(isLocale, 'choose_one'),
});

/** Whether a customer is still to become one: administrators say so. A check box. */
export const prospectSchema = customerSchema.extend({ prospect: flag });

export type CustomerFields = z.output<typeof customerSchema>;
