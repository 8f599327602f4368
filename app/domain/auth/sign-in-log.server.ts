import { log } from '~/platform/log.server';
import type { Client } from './account-event.server';
import { hashToken, type Proof } from './session.server';

/** Logs that somebody was let in, by what and from where. */
export function logEntry(userId: number, { method }: Proof, { address }: Client): void {
  log.info({ security: 'signed_in', userId, method, address }, 'Somebody signed in');
}

type Tried = Client & {
  method: Proof['method'] | 'code';
  /** What was typed as the account's address, which may be a mistaken password: only the start of its hash is logged. */
  email?: string;
};

/** Logs a sign-in that was refused, and why. @returns `answer` as it is */
export function noted<Answer extends { ok: true } | { ok: false; code: string }>(
  answer: Answer,
  { method, email, address }: Tried,
): Answer {
  const account = email && hashToken(email).slice(0, 16);
  if (!answer.ok)
    log.warn(
      { security: 'sign_in_refused', method, code: answer.code, account, address },
      'A sign-in was refused',
    );
  return answer;
}
