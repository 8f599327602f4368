import { z } from 'zod';
import { placeholderError } from '~/platform/placeholders';
import { line, text } from '../companies/schema';

const SUBJECT_MAX = 150;
const INTRO_MAX = 1500;
const CLOSING_MAX = 600;

/**
 * The operator's own words of a mail; what is empty, the portal says. Messages are keys of the namespace `errors`.
 * @param known the placeholders that the mail knows
 */
export function mailTextSchema(known: readonly string[]) {
  const placed = (value: string, context: z.RefinementCtx) => {
    const error = placeholderError(value, known);
    if (error) context.addIssue({ code: 'custom', message: error });
  };
  return z.object({
    subject: line(SUBJECT_MAX).superRefine(placed),
    intro: text(INTRO_MAX).superRefine(placed),
    closing: text(CLOSING_MAX).superRefine(placed),
  });
}
