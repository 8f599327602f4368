import { db } from '~/platform/db.server';
import { isDomainError } from '~/platform/errors';
import type { Client } from './account-event.server';
import { tellOfAccount } from './account-event.server';
import { enter, isKnownBrowser } from './enter.server';
import { countTry, forgetTries, forgiveTry } from './limits.server';
import { mayEnter } from './may-enter.server';
import { verifyPassword } from './password.server';
import { checkOwnCode, type TooMany } from './proof.server';
import { isFactorRequired } from './required-factor.server';
import { noted } from './sign-in-log.server';
import { beginStep, clearStep, takeStep, tryStep, userOfStep } from './sign-in-steps.server';

export type SignInAnswer =
  /** Signed in, or, with `code`, one step before: the second factor is asked for. `headers` carry the cookies. */
  | { ok: true; next: 'in' | 'code'; headers: Headers }
  | { ok: false; code: 'sign_in_failed' }
  /** Too many passwords are being checked just now. */
  | { ok: false; code: 'busy' }
  /** Tried too often from this address or for this account, whether it exists or not. */
  | TooMany;

/**
 * Signs a person in with a new session; the one that this browser had before ends. Who has a second factor gets no session
 * yet. A wrong password and an unknown account get the same answer after the same time.
 * @param email in the form of `emailField`
 */
export async function signIn(email: string, password: string, client: Client): Promise<SignInAnswer> {
  return noted(await tryPassword(email, password, client), { ...client, method: 'password', email });
}

async function tryPassword(email: string, password: string, client: Client): Promise<SignInAnswer> {
  // Strangers who try can keep strangers out, not the person at their own browser.
  const account = (await isKnownBrowser(email, client.request)) ? `${email} at a known browser` : email;
  const seconds =
    (await countTry('sign_in_address', client.address)) || (await countTry('sign_in_account', account));
  if (seconds > 0) return { ok: false, code: 'too_many_attempts', seconds };
  const user = await db().user.findFirst({
    where: { email, ...mayEnter() },
    select: {
      ...{ id: true, role: true, passwordHash: true, totpConfirmedAt: true },
      _count: { select: { passkeys: true } },
    },
  });
  const right = await verifyPassword(user?.passwordHash ?? null, password).catch(refusedAsBusy);
  if (right === 'busy') return { ok: false, code: 'busy' };
  if (!user || !right) return { ok: false, code: 'sign_in_failed' };
  await Promise.all([forgiveTry('sign_in_address', client.address), forgetTries('sign_in_account', account)]);
  const asksMore =
    user.totpConfirmedAt !== null || (user._count.passkeys > 0 && (await isFactorRequired(user.role)));
  if (!asksMore)
    return { ok: true, next: 'in', headers: await enter(user.id, client, { method: 'password' }) };
  const headers = new Headers({ 'Set-Cookie': await beginStep('code', user.id) });
  return { ok: true, next: 'code', headers };
}

function refusedAsBusy(error: unknown): 'busy' {
  if (isDomainError(error)) return 'busy';
  throw error;
}

/** What may be given after the password in this browser; null when no password was right. */
export async function askedFactors(request: Request) {
  const userId = await userOfStep(request);
  if (userId === null) return null;
  const { totpConfirmedAt, _count } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      totpConfirmedAt: true,
      _count: { select: { passkeys: true, recoveryCodes: { where: { usedAt: null } } } },
    },
  });
  return {
    app: totpConfirmedAt !== null,
    passkey: _count.passkeys > 0,
    recovery: _count.recoveryCodes > 0,
  };
}

type CodeAnswer =
  | { ok: true; headers: Headers }
  | { ok: false; code: 'code_wrong' }
  /** No password was right in this browser, or too long ago, or too many codes were wrong: it begins anew. */
  | { ok: false; code: 'step_over' }
  | TooMany;

/** Ends a sign-in with the code of the authenticator app, or a recovery code, after the right password. */
export async function signInWithCode(code: string, client: Client): Promise<CodeAnswer> {
  return noted(await tryCode(code, client), { ...client, method: 'code' });
}

async function tryCode(code: string, client: Client): Promise<CodeAnswer> {
  const seconds = await countTry('sign_in_address', client.address);
  if (seconds > 0) return { ok: false, code: 'too_many_attempts', seconds };
  const userId = await tryStep(client.request);
  if (userId === null || !(await db().user.findFirst({ where: { id: userId, ...mayEnter() } })))
    return { ok: false, code: 'step_over' };
  const answer = await checkOwnCode({ userId }, code);
  if (!answer.ok && answer.code === 'code_wrong' && (await userOfStep(client.request)) === null)
    return { ok: false, code: 'step_over' };
  if (!answer.ok) return answer;
  if (!(await takeStep(client.request, 'code'))) return { ok: false, code: 'step_over' };
  await forgiveTry('sign_in_address', client.address);
  if (answer.by === 'recovery') await tellOfAccount(db(), { type: 'account.recovery_used', userId, client });
  const headers = await enter(userId, client, { method: answer.by });
  headers.append('Set-Cookie', await clearStep('code'));
  return { ok: true, headers };
}
