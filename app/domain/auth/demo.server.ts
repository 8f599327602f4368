import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { ROLES, type Role } from './rules';

/** The password of all demo logins. */
export const DEMO_PASSWORD = 'demo-portal-2026';

/** The demo login of each role; empty where the demo is switched off or its data do not exist. */
export async function demoLogins(): Promise<{ role: Role; email: string }[]> {
  if (!env().PORTAL_DEMO) return [];
  const users = await db().user.findMany({
    where: { demo: true, active: true, email: { endsWith: '@demo.test' } },
    select: { role: true, email: true },
    orderBy: { id: 'asc' },
  });
  return ROLES.flatMap((role) => {
    const login = users.find((user) => user.role === role);
    return login ? [{ role, email: login.email }] : [];
  });
}
