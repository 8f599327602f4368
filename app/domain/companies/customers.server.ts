import { type Db, db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { accountsOf, namedBy } from './queries.server';

const PAGE = 50;

/** The accounts that a viewer looks after: a reseller's own and its customers, every one for administrators. */
function managedBy(viewer: Viewer): Prisma.CompanyWhereInput {
  const manages = viewer.role === 'reseller' || viewer.role === 'administrator';
  return manages ? accountsOf(viewer) : { id: { in: [] } };
}

export type CustomerFilter = { q: string; active: boolean };

/** Ids of the rows at which the pages begin and end; at most one of them is given. */
export type CustomerPlace = { after: number | null; before: number | null };

const ROW = {
  id: true,
  number: true,
  kind: true,
  name: true,
  city: true,
  email: true,
  active: true,
  reseller: { select: { name: true } },
} satisfies Prisma.CompanySelect;

/** True for rows behind this one in the list, or before it. An unknown one begins the list. */
async function beyond(id: number | null, direction: 'gt' | 'lt'): Promise<Prisma.CompanyWhereInput> {
  const row = id === null ? null : await db().company.findUnique({ where: { id }, select: { name: true } });
  if (!row || id === null) return {};
  return { OR: [{ name: { [direction]: row.name } }, { name: row.name, id: { [direction]: id } }] };
}

/** A page of 50 of the viewer's customers by name, and how many there are, active and not. */
export async function listCustomers(viewer: Viewer, filter: CustomerFilter, place: CustomerPlace) {
  const found: Prisma.CompanyWhereInput = {
    AND: [managedBy(viewer), namedBy(filter.q, ['city', 'email'])],
  };
  const backwards = place.before !== null;
  const at = place.before ?? place.after;
  const order = backwards ? 'desc' : 'asc';
  const [sorted, counted] = await Promise.all([
    db().company.findMany({
      where: { AND: [found, { active: filter.active }, await beyond(at, backwards ? 'lt' : 'gt')] },
      select: ROW,
      orderBy: [{ name: order }, { id: order }],
      take: PAGE + 1,
    }),
    db().company.groupBy({ by: ['active'], where: found, _count: true }),
  ]);
  const more = sorted.length > PAGE;
  const shown = backwards ? sorted.slice(0, PAGE).reverse() : sorted.slice(0, PAGE);
  const count = (active: boolean) => counted.find((group) => group.active === active)?._count ?? 0;
  return {
    rows: shown,
    previous: (backwards ? more : at !== null) ? (shown[0]?.id ?? null) : null,
    next: backwards || more ? (shown.at(-1)?.id ?? null) : null,
    counts: { active: count(true), inactive: count(false) },
  };
}

/** A customer as its page shows it, or null when the viewer looks after none with this id. */
export async function getCustomer(viewer: Viewer, id: number, tx: Db = db()) {
  const company = await tx.company.findFirst({
    where: { AND: [{ id }, managedBy(viewer)] },
    include: { reseller: { select: { id: true, number: true, name: true } } },
  });
  if (!company) return null;
  const own = company.id === viewer.companyId;
  return {
    ...company,
    /** The customer that stands for the viewer's own account. */
    own,
    /** An account of a reseller stays open as long as the reseller does; one that was erased stays closed. */
    mayDeactivate: company.kind === 'customer' && !own && !company.erasedAt,
  };
}

export type CustomerDetail = NonNullable<Awaited<ReturnType<typeof getCustomer>>>;

/**
 * The account to which the viewer adds customers: a reseller's own; for administrators the reseller with this id, or with
 * null the operator's own accounts.
 * @returns undefined when there is no such account for this viewer
 */
export async function accountToAddTo(viewer: Viewer, resellerId: number | null) {
  const id = viewer.role === 'reseller' ? viewer.companyId : resellerId;
  if (id === null) return viewer.role === 'administrator' ? null : undefined;
  const where = { AND: [{ id, kind: 'reseller' }, managedBy(viewer)] };
  return (await db().company.findFirst({ where })) ?? undefined;
}
