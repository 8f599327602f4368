import { type Db, db, type Prisma } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../../auth/rules';
import { findOrderable } from '../../companies/queries.server';
import type { ImportKind } from './rules';

/** The imports that a viewer may know of: a reseller's account's, those a technician began, all for administrators. */
export function importsOf(viewer: Viewer): Prisma.ImportWhereInput {
  switch (viewer.role) {
    case 'administrator':
      return {};
    case 'technician':
      return { userId: viewer.userId };
    case 'reseller':
      return { accountId: viewer.companyId ?? 0 };
    default:
      return { id: { in: [] } };
  }
}

/** Who brings in files of this kind: customers are added by administrators and resellers. */
export function mayImport(viewer: Viewer, kind: ImportKind): boolean {
  return (
    viewer.role === 'reseller' || viewer.role === 'administrator' || (kind === 'orders' && isStaff(viewer))
  );
}

/**
 * The account that a file is for: a reseller's own; for the staff the one they name, where a reseller's customer stands for
 * its reseller.
 * Throws DomainError (422) `customer_unknown` or `customer_ambiguous`, and `import_account_no_reseller`: only a reseller
 * has customers.
 */
export async function importAccount(viewer: Viewer, kind: ImportKind, typed: string): Promise<number> {
  if (!isStaff(viewer)) return viewer.companyId ?? 0;
  const found = await findOrderable(viewer, typed);
  if ('refused' in found) throw new DomainError(found.refused, 422);
  const { company } = found;
  if (!company) throw new DomainError('customer_unknown', 422);
  if (kind === 'customers' && company.kind !== 'reseller' && company.resellerId === null)
    throw new DomainError('import_account_no_reseller', 422);
  return company.resellerId ?? company.id;
}

/** One of the viewer's imports. Throws DomainError `not_found` (404). */
export async function ownImport(viewer: Viewer, token: string, tx: Db = db()) {
  const found = await tx.import.findFirst({
    where: { AND: [{ token }, importsOf(viewer)] },
    include: { account: true },
  });
  if (!found) throw new DomainError('not_found', 404);
  return found;
}
