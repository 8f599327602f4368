import { z } from 'zod';
import { placeholderError } from '~/platform/placeholders';
import { flag, position, required, text } from '../companies/schema';
import { PLACEHOLDERS } from './rules';

const BODY_MAX = 4_000;

/** The text of a canned reply; of its placeholders all must be known. */
const body = text(BODY_MAX).superRefine((value, context) => {
  const error = value === '' ? 'required' : placeholderError(value, PLACEHOLDERS);
  if (error) context.addIssue({ code: 'custom', message: error });
});

/** A canned reply: its name for the technicians, and its text in both languages. */
export const cannedReplySchema = z.object({
  name: required(120),
  bodyEn: body,
  bodyDe: body,
  active: flag,
  position,
});

export type CannedReplyForm = z.output<typeof cannedReplySchema>;
