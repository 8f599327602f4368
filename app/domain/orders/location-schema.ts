import { z } from 'zod';
import { readCountry } from '../companies/rules';
import { flag, line, optionalEmail, required } from '../companies/schema';

const zones = new Set(Intl.supportedValuesOf('timeZone'));

/** A short name of a thing that is set up: letters, digits and dashes, as it stands in files and on labels. */
export const codeField = required(20).refine(
  (value) => /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(value),
  'not_a_code',
);

/** A service location as administrators set it up. Messages are keys of the namespace `errors`. */
export const locationSchema = z.object({
  code: codeField,
  name: required(120),
  street: required(200),
  postalCode: required(20),
  city: required(120),
  /** ISO 3166-1 alpha-2; a country's English or German name is taken too. */
  country: z
    .string()
    .default('')
    .transform((typed, context) => {
      const code = readCountry(typed);
      if (code) return code;
      context.addIssue({ code: 'custom', message: typed.trim() ? 'country_unknown' : 'required' });
      return z.NEVER;
    }),
  /** ISO 3166-2 without the country, `ZH`; null where holidays are the country's. */
  region: line(10).transform((value) => value.toUpperCase() || null),
  timeZone: z
    .string()
    .default('')
    .refine((value) => zones.has(value), 'choose_one'),
  /** Local time, `HH:MM`. */
  closesAt: z
    .string()
    .default('')
    .refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), 'not_a_time'),
  phone: line(60),
  email: optionalEmail,
  active: flag,
});

export type LocationForm = z.output<typeof locationSchema>;
