import type { Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

const NOTHING: Prisma.ShipmentWhereInput = { id: { in: [] } };

/** The shipments that a viewer may know of (DESIGN 4.1): used by lists, pages, papers and the receiving desk alike. */
export function shipmentsVisibleTo(viewer: Viewer): Prisma.ShipmentWhereInput {
  switch (viewer.role) {
    case 'administrator':
      return {};
    case 'technician':
      return { locationId: { in: viewer.locationIds } };
    case 'reseller':
      return viewer.companyId === null ? NOTHING : { accountId: viewer.companyId };
    case 'customer':
    case 'partner':
      return NOTHING;
  }
}
