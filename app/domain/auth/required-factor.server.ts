import { db, transaction } from '~/platform/db.server';
import { appendEvent } from '../events/append-event.server';
import { ROLES, type Role, type Viewer } from './rules';

/** The roles whose people need a second factor, in the order of `ROLES`. */
export async function requiredFactorRoles(): Promise<Role[]> {
  const operator = await db().operator.findUnique({ where: { id: 1 }, select: { twoFactorRoles: true } });
  return ROLES.filter((role) => operator?.twoFactorRoles.includes(role));
}

/** True for a role whose people need a second factor. */
export async function isFactorRequired(role: string): Promise<boolean> {
  return (await requiredFactorRoles()).some((required) => required === role);
}

/** How many people of each role may sign in, and how many of them have a second factor: an app or a passkey. */
export async function countFactors(): Promise<{ role: Role; people: number; secured: number }[]> {
  const rows = await db().$queryRaw<{ role: string; people: number; secured: number }[]>`
    SELECT u.role, count(*)::int AS people,
      (count(*) FILTER (WHERE u.totp_confirmed_at IS NOT NULL
        OR EXISTS (SELECT FROM passkeys p WHERE p.user_id = u.id)))::int AS secured
    FROM users u LEFT JOIN companies c ON c.id = u.company_id
    WHERE u.active AND c.active IS NOT FALSE GROUP BY u.role`;
  return ROLES.map((role) => {
    const row = rows.find((counted) => counted.role === role);
    return { role, people: row?.people ?? 0, secured: row?.secured ?? 0 };
  });
}

/**
 * Says whose people need a second factor. Sessions of theirs that a password alone opened, though they have a factor, end:
 * they sign in again with it. Who has none sets one up at their next click.
 */
export async function requireFactor(viewer: Viewer, roles: Role[]): Promise<void> {
  const before = await requiredFactorRoles();
  const added = roles.filter((role) => !before.includes(role));
  if (added.length === 0 && before.length === roles.length) return;
  await transaction(async (tx) => {
    await tx.operator.update({ where: { id: 1 }, data: { twoFactorRoles: roles } });
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
      data: { before, roles },
    });
  });
}
