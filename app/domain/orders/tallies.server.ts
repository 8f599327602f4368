import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { Stage, Status } from './rules';

export type StatusCount = { stage: Stage; status: Status; n: number };

/** How many orders the viewer sees in each status, from the running counts. */
export async function countStatuses(
  viewer: Viewer,
  filter: { statuses: string[]; locationId?: number | undefined } = { statuses: [] },
): Promise<StatusCount[]> {
  const [scope, scopeId] = tallyScope(viewer);
  const locations = viewer.role === 'technician' ? viewer.locationIds : null;
  const { rows } = await pool().query<StatusCount>(
    `SELECT stage, status, sum(n)::int AS n FROM order_tallies
     WHERE scope = $1 AND scope_id = $2
       AND ($3::int[] IS NULL OR location_id = ANY ($3)) AND ($4::int IS NULL OR location_id = $4)
       AND (cardinality($5::text[]) = 0 OR status = ANY ($5))
     GROUP BY stage, status`,
    [scope, scopeId, locations, filter.locationId ?? null, filter.statuses],
  );
  return rows;
}

/** The running counts that hold what `visibleTo` lets this viewer see. */
function tallyScope(viewer: Viewer): [scope: string, scopeId: number] {
  switch (viewer.role) {
    case 'administrator':
    case 'technician':
      return ['all', 0];
    case 'reseller':
      return ['account', viewer.companyId ?? -1];
    case 'customer':
      return ['customer', viewer.companyId ?? -1];
    case 'partner':
      return ['partner', viewer.companyId ?? -1];
  }
}
