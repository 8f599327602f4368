import { db } from '~/platform/db.server';
import { ROLES, type Role } from './rules';

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
