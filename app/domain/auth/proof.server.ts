import { type AppLoadContext, redirect } from '@remix-run/node';
import { db } from '~/platform/db.server';
import { sessionCookie } from '~/platform/http/cookies.server';
import { withReturn } from '~/platform/http/redirect';
import { countTry, forgetTries } from './limits.server';
import { verifyPassword } from './password.server';
import { keepForm, requireViewerOrKeep } from './pending-form.server';
import { spendRecoveryCode } from './recovery-codes.server';
import { requireViewer } from './require-viewer.server';
import type { Viewer } from './rules';
import { hashToken, newToken } from './session.server';
import { spendTotp } from './totp.server';

type Args = { request: Request; context: AppLoadContext };

/** So long somebody who proved who they are is not asked again, in minutes. */
const PROOF_MINUTES = 10;

/**
 * The signed-in person of something delicate. When they last proved who they are more than ten minutes ago, throws a
 * redirect to /account/confirm, which leads back to the same page. A loader gives no form, so that nothing is typed
 * before; an action gives its form, which is kept (`takePendingForm` of the page's loader gives it back).
 */
export async function requireRecentProof(args: Args, form?: FormData): Promise<Viewer> {
  const viewer = form ? await requireViewerOrKeep(args, form) : await requireViewer(args);
  if (await isProofRecent(viewer)) return viewer;
  const { pathname, search } = new URL(args.request.url);
  const path = withReturn('/account/confirm', pathname + search);
  throw redirect(path, form ? { headers: await keepForm(args, form) } : {});
}

/** True while the person's last proof counts. */
export async function isProofRecent({ sessionId }: Viewer): Promise<boolean> {
  const since = new Date(Date.now() - PROOF_MINUTES * 60 * 1000);
  const session = await db().session.findFirst({
    where: { id: sessionId, provedAt: { gt: since } },
    select: { id: true },
  });
  return session !== null;
}

export type TooMany = { ok: false; code: 'too_many_attempts'; seconds: number };
export type PasswordAnswer = { ok: true } | { ok: false; code: 'current_password_wrong' } | TooMany;
type CodeCheck = { ok: true; by: 'totp' | 'recovery' } | { ok: false; code: 'code_wrong' } | TooMany;

/** Checks the signed-in person's password. Throws DomainError `busy` (503). */
export async function checkOwnPassword({ userId }: Viewer, password: string): Promise<PasswordAnswer> {
  const key = String(userId);
  const seconds = await countTry('password_user', key);
  if (seconds > 0) return { ok: false, code: 'too_many_attempts', seconds };
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  if (!(await verifyPassword(user.passwordHash, password)))
    return { ok: false, code: 'current_password_wrong' };
  await forgetTries('password_user', key);
  return { ok: true };
}

/** Checks, and uses up, a code of the person's authenticator app or one of their recovery codes. */
export async function checkOwnCode({ userId }: Pick<Viewer, 'userId'>, code: string): Promise<CodeCheck> {
  const seconds = await countTry('factor_user', String(userId));
  if (seconds > 0) return { ok: false, code: 'too_many_attempts', seconds };
  const by = await spendEither(userId, code);
  if (by === null) return { ok: false, code: 'code_wrong' };
  await forgetTries('factor_user', String(userId));
  return { ok: true, by };
}

async function spendEither(userId: number, code: string): Promise<'totp' | 'recovery' | null> {
  if (await spendTotp(db(), userId, code)) return 'totp';
  return (await spendRecoveryCode(db(), userId, code)) ? 'recovery' : null;
}

/**
 * Notes that the signed-in person has just proved who they are, and gives their session a new token.
 * @returns the Set-Cookie header that carries it
 */
export async function noteProof({ sessionId }: Viewer): Promise<string> {
  const token = newToken();
  const data = { provedAt: new Date(), tokenHash: hashToken(token) };
  await db().session.updateMany({ where: { id: sessionId }, data });
  return sessionCookie().serialize(token);
}
