import { transaction } from '~/platform/db.server';
import { tellOfAccount } from './account-event.server';
import { hashPassword } from './password.server';
import { checkOwnPassword, type PasswordAnswer } from './proof.server';
import type { Viewer } from './rules';

/**
 * Changes the person's own password; their other sessions, sign-ins under way and mailed links end.
 * @param password one that passed `changePasswordSchema`
 * Throws DomainError `busy` (503).
 */
export async function changePassword(
  viewer: Viewer,
  current: string,
  password: string,
): Promise<PasswordAnswer> {
  const answer = await checkOwnPassword(viewer, current);
  if (!answer.ok) return answer;
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: viewer.userId }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId: viewer.userId, id: { not: viewer.sessionId } } });
    await tx.userToken.deleteMany({ where: { userId: viewer.userId, usedAt: null } });
    await tx.signInStep.deleteMany({ where: { userId: viewer.userId } });
    await tellOfAccount(tx, { type: 'account.password_changed', userId: viewer.userId });
  });
  return { ok: true };
}
