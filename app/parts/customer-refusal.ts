import type { SubmissionResult } from '@conform-to/react';
import { isDomainError } from '~/platform/errors';

type Replying = { reply(options: { fieldErrors: Record<string, string[]> }): SubmissionResult<string[]> };

/** A number that is somebody else's is told at its field; anything else is thrown on. */
export function numberRefusal(error: unknown, submission: Replying): SubmissionResult<string[]> {
  if (!isDomainError(error) || error.code !== 'customer_number_taken') throw error;
  const key = `${error.code}?${new URLSearchParams({ name: String(error.details.name) })}`;
  return submission.reply({ fieldErrors: { number: [key] } });
}
