import type { Prisma } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';
import type { GuestLink } from '../orders/guest-link.server';
import { visibleTo } from '../orders/visible.server';

/** Who reads or decides on a quote: somebody signed in, or somebody who was sent a link. */
export type Approver = { viewer: Viewer } | { guest: GuestLink };

const NOTHING: Prisma.QuoteWhereInput = { id: { in: [] } };

/**
 * The quotes that somebody may know of (DESIGN 4.1): for the operator's people those of their orders, drafts too; for an
 * account those that it pays; by a link with the scope *decide* those of its order; for partners none.
 */
export function quotesVisibleTo(approver: Approver): Prisma.QuoteWhereInput {
  if ('guest' in approver) {
    const { scope, order } = approver.guest;
    return scope === 'decide' ? { orderId: order.id, state: { not: 'draft' } } : NOTHING;
  }
  const { viewer } = approver;
  if (isStaff(viewer)) return { order: visibleTo(viewer) };
  if (!paysAs(viewer)) return NOTHING;
  return {
    state: { not: 'draft' },
    order: { AND: [visibleTo(viewer), { accountId: viewer.companyId ?? 0 }] },
  };
}

/** True for the people of accounts: what is quoted is quoted to them. */
export function paysAs(viewer: Pick<Viewer, 'role' | 'companyId'>): boolean {
  return (viewer.role === 'customer' || viewer.role === 'reseller') && viewer.companyId !== null;
}
