import { db } from '~/platform/db.server';
import type { Role, Viewer } from './rules';

/** A person as a job acts for them, without a session; null once they or their company may no longer sign in. */
export async function viewerOfUser(userId: number): Promise<Viewer | null> {
  const user = await db().user.findUnique({
    where: { id: userId },
    include: { company: true, locations: { orderBy: { locationId: 'asc' } } },
  });
  if (!user?.active || user.company?.active === false) return null;
  return {
    userId: user.id,
    sessionId: 0,
    name: user.name,
    email: user.email,
    role: user.role as Role,
    companyId: user.companyId,
    companyName: user.company?.name ?? null,
    locationIds: user.locations.map(({ locationId }) => locationId),
    locale: user.locale,
    theme: user.theme,
  };
}
