import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { isDomainError } from '~/platform/errors';
import { countTry, forgetTries, forgiveTry } from './limits.server';
import { verifyPassword } from './password.server';
import { createSession } from './session.server';
import { endSessionOf } from './sessions.server';

/** The browser that asks. */
export type Client = { request: Request; address: string };

export type SignInAnswer =
  | { ok: true; setCookie: string }
  | { ok: false; code: 'sign_in_failed' }
  /** Too many passwords are being checked just now. */
  | { ok: false; code: 'busy' }
  /** Tried too often from this address or for this account, whether it exists or not. */
  | { ok: false; code: 'too_many_attempts'; seconds: number };

/** Users who may sign in: active, of an active company, and demo users only where the demo is switched on. */
export function mayEnter() {
  return {
    active: true,
    OR: [{ companyId: null }, { company: { active: true } }],
    ...(env().PORTAL_DEMO ? {} : { demo: false }),
  };
}

/**
 * Signs a person in with a new session; the one that this browser had before ends. A wrong password and an unknown
 * account get the same answer after the same time.
 * @param email in the form of `emailField`
 */
export async function signIn(email: string, password: string, client: Client): Promise<SignInAnswer> {
  const seconds =
    (await countTry('sign_in_address', client.address)) || (await countTry('sign_in_account', email));
  if (seconds > 0) return { ok: false, code: 'too_many_attempts', seconds };
  const user = await db().user.findFirst({
    where: { email, ...mayEnter() },
    select: { id: true, passwordHash: true },
  });
  const right = await verifyPassword(user?.passwordHash ?? null, password).catch(refusedAsBusy);
  if (right === 'busy') return { ok: false, code: 'busy' };
  if (!user || !right) return { ok: false, code: 'sign_in_failed' };
  await Promise.all([
    forgiveTry('sign_in_address', client.address),
    forgetTries('sign_in_account', email),
    endSessionOf(client.request),
    db().user.update({ where: { id: user.id }, data: { lastSignInAt: new Date() } }),
  ]);
  const userAgent = client.request.headers.get('User-Agent') ?? '';
  return { ok: true, setCookie: await createSession(user.id, { userAgent, address: client.address }) };
}

function refusedAsBusy(error: unknown): 'busy' {
  if (isDomainError(error)) return 'busy';
  throw error;
}
