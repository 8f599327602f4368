import type { SubmissionResult } from '@conform-to/react';
import { isDomainError } from '../errors';

type Replying = { reply(options: { fieldErrors: Record<string, string[]> }): SubmissionResult<string[]> };

/**
 * Tells a refusal of the domain at the field that it is about; anything else is thrown on.
 * @param fields the field of each code that has one
 */
export function fieldRefusal(
  error: unknown,
  submission: Replying,
  fields: Readonly<Record<string, string>>,
): SubmissionResult<string[]> {
  const field = isDomainError(error) && Object.hasOwn(fields, error.code) && fields[error.code];
  if (!field || !isDomainError(error)) throw error;
  const values = Object.entries(error.details).map(([name, value]) => [name, String(value)]);
  const key = values.length > 0 ? `${error.code}?${new URLSearchParams(values)}` : error.code;
  return submission.reply({ fieldErrors: { [field]: [key] } });
}
