import { db, transaction } from '~/platform/db.server';
import { countTry, forgetTries } from './limits.server';
import { hashPassword, verifyPassword } from './password.server';
import type { Viewer } from './rules';

export type ChangeAnswer =
  | { ok: true }
  | { ok: false; code: 'current_password_wrong' }
  | { ok: false; code: 'too_many_attempts'; seconds: number };

/**
 * Changes the person's own password; their other sessions end and their mailed links no longer work.
 * @param password one that passed `changePasswordSchema`
 * Throws DomainError `busy` (503).
 */
export async function changePassword(
  viewer: Viewer,
  current: string,
  password: string,
): Promise<ChangeAnswer> {
  const key = String(viewer.userId);
  const seconds = await countTry('password_user', key);
  if (seconds > 0) return { ok: false, code: 'too_many_attempts', seconds };
  const user = await db().user.findUniqueOrThrow({
    where: { id: viewer.userId },
    select: { passwordHash: true },
  });
  if (!(await verifyPassword(user.passwordHash, current)))
    return { ok: false, code: 'current_password_wrong' };
  await forgetTries('password_user', key);
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: viewer.userId }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId: viewer.userId, id: { not: viewer.sessionId } } });
    await tx.userToken.deleteMany({ where: { userId: viewer.userId, usedAt: null } });
  });
  return { ok: true };
}
