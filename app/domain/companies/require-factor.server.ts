import { transaction } from '~/platform/db.server';
import { requiredFactorRoles } from '../auth/required-factor.server';
import type { Role, Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { getOperator } from './operator.server';

/**
 * Says whose people need a second factor. Sessions of theirs that a password alone opened, though they have a factor, end:
 * they sign in again with it. Who has none sets one up at their next click.
 */
export async function requireFactor(viewer: Viewer, roles: Role[]): Promise<void> {
  const before = await requiredFactorRoles();
  const added = roles.filter((role) => !before.includes(role));
  if (added.length === 0 && before.length === roles.length) return;
  const { timeZone: _, ...unnamed } = await getOperator();
  await transaction(async (tx) => {
    await tx.operator.upsert({
      where: { id: 1 },
      create: { ...unnamed, twoFactorRoles: roles, updatedAt: new Date() },
      update: { twoFactorRoles: roles },
    });
    await tx.session.deleteMany({
      where: {
        id: { not: viewer.sessionId },
        method: 'password',
        user: {
          role: { in: added },
          OR: [{ totpConfirmedAt: { not: null } }, { passkeys: { some: {} } }],
        },
      },
    });
    await appendEvent(tx, {
      type: 'setup.second_factor',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { changes: { roles: { from: before, to: roles } } },
    });
  });
}
