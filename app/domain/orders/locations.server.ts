import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

/** The service locations that a viewer can filter orders by, by name; a technician's are their own. */
export function listLocations(viewer: Viewer) {
  return db().location.findMany({
    where: viewer.role === 'technician' ? { id: { in: viewer.locationIds } } : { active: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, timeZone: true },
  });
}
