import { z } from 'zod';
import { cleanText } from '~/platform/text';
import { GUEST_DAYS, GUEST_DAYS_USUAL, GUEST_SCOPES } from './guest-rules';

const line = (max: number) =>
  z
    .string()
    .default('')
    .transform((value) => cleanText(value).replace(/\s+/g, ' '))
    .refine((value) => value.length <= max, `too_long?max=${max}`);

/** Gives a link to an order; without an e-mail address the link is shown. */
export const shareSchema = z.object({
  submissionKey: z.string().regex(/^[\w-]{16,64}$/),
  name: line(120),
  email: line(254)
    .transform((value) => value.normalize('NFKC').toLowerCase())
    .refine((value) => /^([^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]+)?$/.test(value), 'not_an_email'),
  scope: z.enum(GUEST_SCOPES).default('follow'),
  days: z.enum(GUEST_DAYS.map(String)).default(String(GUEST_DAYS_USUAL)).transform(Number),
});

export type ShareForm = z.output<typeof shareSchema>;

/** Asks for a link to an order by its number and the customer's e-mail address or a postcode. */
export const trackSchema = z.object({
  number: line(60).refine((value) => value !== '', 'required'),
  proof: line(254).refine((value) => value !== '', 'required'),
});
