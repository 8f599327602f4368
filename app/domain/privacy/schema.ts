import { z } from 'zod';
import { errorKey } from '../orders/schema';
import { LONGEST_DAYS } from './rules';

const days = z
  .string()
  .default('')
  .transform((value) => value.trim())
  .refine(
    (value) => value === '' || (/^[1-9]\d{0,5}$/.test(value) && Number(value) <= LONGEST_DAYS),
    errorKey('days_invalid', { max: LONGEST_DAYS }),
  )
  .transform((value) => (value === '' ? null : Number(value)));

/** The periods of the privacy page: days, or nothing for ever. */
export const periodsSchema = z.object({ orders: days, files: days, mails: days });

/** The last step of an erasure: the number or address typed again, and whether what was written stays. */
export const eraseSchema = z.object({
  confirm: z.string().default(''),
  keepTexts: z
    .string()
    .default('')
    .transform((value) => value !== ''),
});
