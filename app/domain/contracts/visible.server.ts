import type { Prisma } from '~/platform/db.server';
import { isAccountHolder, type Viewer } from '../auth/rules';
import type { OfferLink } from './offer-link.server';

/** Who reads or decides on an offer: somebody signed in, or somebody who was mailed a link to it. */
export type OfferReader = { viewer: Viewer } | { link: OfferLink };

const NOBODY = { in: [] as number[] };

/** The baskets that a viewer may know of: their company's own ones, a reseller's for its customers, every one for administrators. */
export function basketsVisibleTo(viewer: Viewer): Prisma.BasketWhereInput {
  const { role, companyId } = viewer;
  if (role === 'administrator') return {};
  if (companyId === null) return { id: NOBODY };
  if (role === 'reseller') return { accountId: companyId };
  return role === 'customer' ? { customerId: companyId, createdBy: { companyId } } : { id: NOBODY };
}

/**
 * The offers that somebody may know of: a customer's own, as soon as they are sent or when its people made them; a
 * reseller's for its customers; every one for administrators; by a link the one.
 */
export function offersVisibleTo(reader: OfferReader): Prisma.OfferWhereInput {
  if ('link' in reader) return { id: reader.link.offerId, state: { not: 'draft' } };
  const { role, companyId } = reader.viewer;
  if (role === 'administrator') return {};
  if (companyId === null) return { id: NOBODY };
  if (role === 'reseller') return { accountId: companyId };
  if (role !== 'customer') return { id: NOBODY };
  return { customerId: companyId, OR: [{ state: { not: 'draft' } }, { createdBy: { companyId } }] };
}

/** The contracts that a viewer may know of (DESIGN 4.1): own ones, those of own customers, all for the operator's people. */
export function contractsVisibleTo(viewer: Viewer): Prisma.ContractWhereInput {
  const { role, companyId } = viewer;
  if (role === 'administrator' || role === 'technician') return {};
  if (companyId === null) return { id: NOBODY };
  if (role === 'reseller') return { accountId: companyId };
  return role === 'customer' ? { customerId: companyId } : { id: NOBODY };
}

/** True for those who send and withdraw an offer: its author's people, and administrators. */
export function manages(
  viewer: Pick<Viewer, 'role' | 'companyId'>,
  { createdBy }: { createdBy: { companyId: number | null } },
): boolean {
  if (viewer.role === 'administrator') return true;
  return viewer.companyId !== null && viewer.companyId === createdBy.companyId;
}

/** True for the people of accounts: they decide on offers. */
export function decides(viewer: Pick<Viewer, 'role' | 'companyId'>): boolean {
  return isAccountHolder(viewer) && viewer.companyId !== null;
}
