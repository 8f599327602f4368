import type { Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

const NOTHING: Prisma.OrderWhereInput = { id: { in: [] } };

/** The orders that a viewer may know of (DESIGN 4.1): used by lists, search, export, API and papers alike. */
export function visibleTo(viewer: Viewer): Prisma.OrderWhereInput {
  switch (viewer.role) {
    case 'administrator':
      return {};
    case 'technician':
      return { locationId: { in: viewer.locationIds } };
    case 'reseller':
      return viewer.companyId === null ? NOTHING : { accountId: viewer.companyId };
    case 'customer':
      return viewer.companyId === null ? NOTHING : { customerId: viewer.companyId };
    case 'partner':
      return viewer.companyId === null ? NOTHING : { partnerId: viewer.companyId, kind: 'onsite' };
  }
}

/** True where the viewer sees prices of an order: a partner sees none of them. */
export function seesPrices(viewer: Viewer): boolean {
  return viewer.role !== 'partner';
}
