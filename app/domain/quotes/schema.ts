import { z } from 'zod';
import { lineFields, tickField } from '../orders/line-schema';
import { text } from '../orders/schema';
import { OPTION_KINDS } from './rules';

/** Forms of quotes. Messages are keys of the namespace `errors`. */

/** The most options and lines that a quote may have. */
export const OPTIONS_MAX = 5;
export const LINES_MAX = 50;

const blank = (value: unknown) => typeof value !== 'string' || value.trim() === '';

/** True for a line in which nothing was typed: it is left out. */
function isEmptyLine(line: unknown): boolean {
  const { description, price } = (line ?? {}) as Record<string, unknown>;
  return blank(description) && blank(price);
}

function optionSchema(currency: string, locale: string) {
  const line = z.object({ ...lineFields(currency, locale), optional: tickField });
  return z.object({
    kind: z.enum(OPTION_KINDS, 'choose_one'),
    title: text(120),
    lines: z
      .array(z.preprocess((value) => (isEmptyLine(value) ? undefined : value), line.optional()))
      .max(LINES_MAX, `too_many_lines?max=${LINES_MAX}`)
      .default([])
      .transform((lines) => lines.filter((one) => one !== undefined)),
  });
}

/**
 * A quote as it is typed; prices net in the reader's notation. `validUntil` is a day, the last one.
 * @param days the first and the last day that may be chosen, `YYYY-MM-DD`
 */
export function quoteSchema(currency: string, locale: string, days: { first: string; last: string }) {
  return z.object({
    message: text(4000),
    validUntil: z
      .string('required')
      .regex(/^\d{4}-\d\d-\d\d$/, 'not_a_date')
      .refine((day) => day >= days.first && day <= days.last, `valid_until_range?last=${days.last}`),
    options: z
      .array(optionSchema(currency, locale), 'quote_without_options')
      .min(1, 'quote_without_options')
      .max(OPTIONS_MAX, `too_many_options?max=${OPTIONS_MAX}`),
  });
}

export type QuoteForm = z.output<ReturnType<typeof quoteSchema>>;

const name = text(120).refine((value) => value !== '', 'required');
const email = text(254)
  .refine((value) => value !== '', 'required')
  .refine(
    (value) => value === '' || /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(value),
    'not_an_email',
  );

/** Who is to be asked for the decision by mail. */
export const approverSchema = z.object({ name, email });

const id = z.coerce.number().int().min(1).max(2_147_483_647);

/** A decision: an option with the optional lines that are wanted and the gross amount that was shown, or a reason. */
export const decisionSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('accepted'),
    option: id,
    lines: z.array(id).max(LINES_MAX).default([]),
    gross: z.coerce.number().int(),
    name,
    email,
  }),
  z.object({
    outcome: z.literal('declined'),
    reason: text(2000).refine((value) => value !== '', 'required'),
    name,
    email,
  }),
]);

export type Decision = z.output<typeof decisionSchema>;
