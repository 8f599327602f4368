import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { mayEnter } from '../auth/may-enter.server';
import { isStaff, type Role, type Viewer } from '../auth/rules';
import type { Colleague, PersonForm } from './people-schema';

/** Where somebody belongs: a company or none, and a technician's service locations. */
export type Place = { role: Role; companyId: number | null; locationIds: number[] };

/**
 * Where the form puts somebody. A company's people have no choice: theirs is the viewer's own company and role.
 * Throws DomainError `not_found` (404), and for a field `person_company_required`, `person_company_unknown` or
 * `person_locations_required` (422).
 */
export async function placeOf(tx: Db, viewer: Viewer, form: Colleague | PersonForm): Promise<Place> {
  if (viewer.role !== 'administrator') {
    if (viewer.companyId === null) throw new DomainError('not_found', 404);
    return { role: viewer.role, companyId: viewer.companyId, locationIds: [] };
  }
  if (!('role' in form)) throw new DomainError('bad_form', 400);
  const { role } = form;
  if (!isStaff({ role }))
    return { role, companyId: await companyOf(tx, role, form.company), locationIds: [] };
  if (role !== 'technician') return { role, companyId: null, locationIds: [] };
  const known = await tx.location.findMany({ where: { id: { in: form.locations } }, select: { id: true } });
  if (known.length === 0) throw new DomainError('person_locations_required', 422);
  return { role, companyId: null, locationIds: known.map(({ id }) => id).sort((one, other) => one - other) };
}

/** The operator's account of this kind, by its number or `number · name`; it stays so until the transaction ends. */
async function companyOf(tx: Db, kind: Role, typed: string): Promise<number> {
  if (typed === '') throw new DomainError('person_company_required', 422);
  const [number = ''] = typed.split(' · ');
  const companies = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM companies
    WHERE kind = ${kind} AND reseller_id IS NULL AND erased_at IS NULL AND lower(number) = lower(${number.trim()})
    FOR SHARE`;
  const [company] = companies;
  if (!company) throw new DomainError('person_company_unknown', 422, { kind });
  return company.id;
}

/**
 * Lets one transaction at a time change who the administrators are. It comes before the locks on people, so that two who
 * deactivate each other cannot wait for each other.
 */
export async function lockAdministrators(tx: Db): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('administrators'), 0)`;
}

/**
 * Refuses to take an administrator away when no other one is left who can sign in; after `lockAdministrators`.
 * Throws DomainError `last_administrator` (409).
 */
export async function keepAnAdministrator(tx: Db, exceptId: number): Promise<void> {
  const others = await tx.user.count({
    where: {
      AND: [
        { role: 'administrator', erasedAt: null, id: { not: exceptId } },
        { OR: [{ passwordHash: { not: null } }, { lastSignInAt: { not: null } }] },
        mayEnter(),
      ],
    },
  });
  if (others === 0) throw new DomainError('last_administrator', 409);
}
