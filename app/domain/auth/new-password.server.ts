import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data } from '@remix-run/node';
import { readForm } from '~/platform/http/form.server';
import type { Refusal } from '~/platform/http/refusals.server';
import { countTry } from './limits.server';
import { resetPasswordSchema } from './password-schema';

const HIDDEN = { hideFields: ['password', 'repeat'] };

const problem = (status: number, refusal: Refusal | null = null, headers: HeadersInit = {}) => ({
  password: null,
  answer: data({ result: null, refusal }, { status, headers }),
});

/**
 * Reads the new password that was typed at the address of a link; passwords do not come back with the answer.
 * @param emailOf whose password it is; null when the link leads to nobody (any more)
 * @returns the password; otherwise the page's answer: 404 nobody's, 422 wrong fields, 429 too many tries from this address
 */
export async function readNewPassword(
  { request, context }: ActionFunctionArgs,
  emailOf: () => Promise<string | null | undefined>,
) {
  const form = await readForm(request);
  const seconds = await countTry('token_address', context.address);
  if (seconds > 0) {
    const refusal = { code: 'too_many_attempts', details: { minutes: Math.ceil(seconds / 60) } };
    return problem(429, refusal, { 'Retry-After': String(seconds) });
  }
  const email = await emailOf();
  if (!email) return problem(404);
  const submission = parseWithZod(form, { schema: resetPasswordSchema(email) });
  if (submission.status === 'success') return { password: submission.value.password, answer: null };
  return {
    password: null,
    answer: data({ result: submission.reply(HIDDEN), refusal: null }, { status: 422 }),
  };
}

/** The answer when the link was used meanwhile. */
export const noLink = () => problem(404).answer;
