import { db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { accountsOf } from './queries.server';
import { choosesCustomer } from './rules';

/** The customer that a browser is ordering for; `ended` once it was deactivated. */
export type OrderingContext = { id: number; number: string; name: string; ended: boolean };

/** For whom the viewer's browser is ordering, or null. One that was deactivated stays until it is left. */
export async function orderingContext(viewer: Viewer): Promise<OrderingContext | null> {
  if (!choosesCustomer(viewer.role)) return null;
  const company = await db().company.findFirst({
    where: { AND: [{ contexts: { some: { id: viewer.sessionId } } }, accountsOf(viewer)] },
    select: { id: true, number: true, name: true, active: true },
  });
  if (!company) return null;
  const { active, ...shown } = company;
  return { ...shown, ended: !active };
}

/**
 * Lets the viewer's browser order for this customer until it leaves it. The same once more changes nothing.
 * Throws DomainError `not_found` (404) for one that the viewer may not order for, `customer_inactive` (409).
 */
export async function enterContext(viewer: Viewer, companyId: number): Promise<void> {
  if (!choosesCustomer(viewer.role)) throw new DomainError('not_found', 404);
  const company = await db().company.findFirst({
    where: { AND: [{ id: companyId }, accountsOf(viewer)] },
    select: { active: true },
  });
  if (!company) throw new DomainError('not_found', 404);
  if (!company.active) throw new DomainError('customer_inactive', 409);
  await db().session.updateMany({
    where: { id: viewer.sessionId },
    data: { contextCompanyId: companyId },
  });
}

/** Ends ordering for a customer in the viewer's browser. */
export async function leaveContext(viewer: Viewer): Promise<void> {
  await db().session.updateMany({ where: { id: viewer.sessionId }, data: { contextCompanyId: null } });
}
