import { z } from 'zod';
import { flag, position, required, text } from '../companies/schema';
import { PLACEHOLDERS, unknownPlaceholders } from './rules';

const BODY_MAX = 4_000;

/** The text of a canned reply; of its placeholders all must be known. */
const body = text(BODY_MAX).superRefine((value, context) => {
  const [unknown] = unknownPlaceholders(value);
  const issue = (message: string) => context.addIssue({ code: 'custom', message });
  if (value === '') issue('required');
  else if (unknown !== undefined)
    issue(`placeholder_unknown?${new URLSearchParams({ name: unknown, known: knownPlaceholders() })}`);
});

/** The placeholders as they are written, for people. */
export function knownPlaceholders(): string {
  return PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ');
}

/** A canned reply: its name for the technicians, and its text in both languages. */
export const cannedReplySchema = z.object({
  name: required(120),
  bodyEn: body,
  bodyDe: body,
  active: flag,
  position,
});

export type CannedReplyForm = z.output<typeof cannedReplySchema>;
