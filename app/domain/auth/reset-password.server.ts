import { type Db, transaction } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { tellOfAccount } from './account-event.server';
import { countTry, forgetTries } from './limits.server';
import { hashPassword } from './password.server';
import { hashToken } from './session.server';

/**
 * Asks for a mail with a link to set a new password. Whether the account exists is found out by the job, so that the
 * answer and its time are always the same.
 * @param email in the form of `emailField`
 * @returns 0, or the seconds to wait after too many requests from this address
 */
export async function requestPasswordReset(email: string, address: string): Promise<number> {
  const seconds = await countTry('reset_address', address);
  if (seconds > 0) return seconds;
  if ((await countTry('reset_account', email)) === 0)
    await transaction((tx) => enqueue(tx, 'password-reset', { email }, { maxAttempts: 5 }));
  return 0;
}

/**
 * Sets the password by a mailed link. The link is used up, the person's other links too, and all sessions end.
 * @param password one that passed `resetPasswordSchema`
 * @returns false when the link was used, has expired or never was
 * Throws DomainError `busy` (503).
 */
export async function resetPassword(token: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const email = await transaction(async (tx) => {
    const userId = await useToken(tx, token);
    if (userId === null) return null;
    const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
    const user = await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId } });
    await tx.userToken.deleteMany({ where: { userId, usedAt: null } });
    await tx.signInStep.deleteMany({ where: { userId } });
    if (before.passwordHash !== null) await tellOfAccount(tx, { type: 'account.password_changed', userId });
    return user.email;
  });
  if (email !== null) await forgetTries('sign_in_account', email);
  return email !== null;
}

/** Uses a token up, in one statement: of two who try at once one gets the user's id and the other null. */
async function useToken(tx: Db, token: string): Promise<number | null> {
  const used = await tx.$queryRaw<{ user_id: number }[]>`
    UPDATE user_tokens SET used_at = now()
    WHERE token_hash = ${hashToken(token)} AND used_at IS NULL AND expires_at > now()
    RETURNING user_id`;
  return used[0]?.user_id ?? null;
}
