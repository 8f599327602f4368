import type { Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

const NOTHING: Prisma.OrderWhereInput = { id: { in: [] } };

/** The orders that a viewer may know of (DESIGN 4.1): used by lists, search, export, API and papers alike. */
export function visibleTo(viewer: Viewer): Prisma.OrderWhereInput {
  if (viewer.guest) return { id: viewer.guest.orderId };
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

/**
 * The same as `visibleTo` for SQL of one's own: a condition on the orders that are called `alias`, and the value
 * (int[]) of its parameter, which stands at the place `parameter` (such as `$1`). The condition depends on nothing
 * but the viewer's role. A guest, who is of no company, has no list: nothing fulfils it.
 */
export function visibleSql(
  viewer: Viewer,
  alias: string,
  parameter: string,
): { condition: string; value: number[] } {
  const company = viewer.companyId === null ? [] : [viewer.companyId];
  const among = (column: string) => `${alias}.${column} = ANY (${parameter}::int[])`;
  switch (viewer.role) {
    case 'administrator':
      return { condition: `${parameter}::int[] IS NOT NULL`, value: [] };
    case 'technician':
      return { condition: among('location_id'), value: viewer.locationIds };
    case 'reseller':
      return { condition: among('account_id'), value: company };
    case 'customer':
      return { condition: among('customer_id'), value: company };
    case 'partner':
      return { condition: `${among('partner_id')} AND ${alias}.kind = 'onsite'`, value: company };
  }
}

/** A condition on an indexed order: the field has one of the values. */
export type FilterCondition = {
  field: 'locationId' | 'accountId' | 'customerId' | 'partnerId' | 'kind';
  among: (number | 'onsite')[];
};

/** The same as `visibleTo` for a search index: conditions that must all hold. None of the values is typed by people. */
export function visibleFilter(viewer: Viewer): FilterCondition[] {
  const company = viewer.companyId === null ? [] : [viewer.companyId];
  switch (viewer.role) {
    case 'administrator':
      return [];
    case 'technician':
      return [{ field: 'locationId', among: viewer.locationIds }];
    case 'reseller':
      return [{ field: 'accountId', among: company }];
    case 'customer':
      return [{ field: 'customerId', among: company }];
    case 'partner':
      return [
        { field: 'partnerId', among: company },
        { field: 'kind', among: ['onsite'] },
      ];
  }
}
