import type { Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

const NOTHING: Prisma.SettlementWhereInput = { id: { in: [] } };

/** The settlements that a viewer may know of (DESIGN 4.1): a partner its own, an administrator all, others none. */
export function settlementsVisibleTo(viewer: Viewer): Prisma.SettlementWhereInput {
  if (viewer.role === 'administrator') return {};
  if (viewer.role === 'partner' && viewer.companyId !== null) return { partnerId: viewer.companyId };
  return NOTHING;
}
