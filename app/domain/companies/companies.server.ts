import { type Db, db, type Prisma } from '~/platform/db.server';
import type { CompanyKind } from './company-schema';
import { customerText, namedBy } from './queries.server';

const PAGE = 50;

/** The operator's own accounts; those of a reseller's customers are under /customers. */
const OWN = { resellerId: null } as const;

export type CompanyFilter = { q: string; kind: CompanyKind | null; active: boolean };

/** Ids of the rows at which the pages begin and end; at most one of them is given. */
type CompanyPlace = { after: number | null; before: number | null };

const filtered = ({ q, kind }: CompanyFilter): Prisma.CompanyWhereInput => ({
  AND: [OWN, namedBy(q, ['city', 'email']), kind ? { kind } : {}],
});

/** True for rows behind this one in the list by name, or before it. An unknown one begins the list. */
async function beyond(id: number | null, direction: 'gt' | 'lt'): Promise<Prisma.CompanyWhereInput> {
  const row = id === null ? null : await db().company.findUnique({ where: { id }, select: { name: true } });
  if (!row || id === null) return {};
  return { OR: [{ name: { [direction]: row.name } }, { name: row.name, id: { [direction]: id } }] };
}

/** A page of 50 of the operator's accounts by name, with their people and customers counted; administrators ask. */
export async function listCompanies(filter: CompanyFilter, { after, before }: CompanyPlace) {
  const where = filtered(filter);
  const backwards = before !== null;
  const at = before ?? after;
  const order = backwards ? 'desc' : 'asc';
  const [sorted, counted] = await Promise.all([
    db().company.findMany({
      where: { AND: [where, { active: filter.active }, await beyond(at, backwards ? 'lt' : 'gt')] },
      select: {
        ...{ id: true, number: true, kind: true, name: true, city: true, active: true },
        _count: { select: { users: { where: { active: true } }, customers: true } },
      },
      orderBy: [{ name: order }, { id: order }],
      take: PAGE + 1,
    }),
    db().company.groupBy({ by: ['active'], where, _count: true }),
  ]);
  const more = sorted.length > PAGE;
  const rows = backwards ? sorted.slice(0, PAGE).reverse() : sorted.slice(0, PAGE);
  const count = (active: boolean) => counted.find((group) => group.active === active)?._count ?? 0;
  return {
    rows: rows.map(({ _count, kind, ...row }) => ({
      ...row,
      kind: kind as CompanyKind,
      people: _count.users,
      customers: _count.customers,
    })),
    previous: (backwards ? more : at !== null) ? (rows[0]?.id ?? null) : null,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
    counts: { active: count(true), inactive: count(false) },
  };
}

/** One of the operator's accounts with what there is of it; null when there is none with this id. */
export async function getCompany(id: number, tx: Db = db()) {
  const company = await tx.company.findFirst({
    where: { AND: [{ id }, OWN] },
    include: {
      users: {
        where: { erasedAt: null },
        select: { id: true, name: true, email: true, active: true, lastSignInAt: true },
        orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
        take: PAGE,
      },
      _count: { select: { users: true, customers: true, invitations: true } },
    },
  });
  if (!company) return null;
  const { _count, users, kind, ...shown } = company;
  return { ...shown, kind: kind as CompanyKind, people: users, counts: _count };
}

export type CompanyDetail = NonNullable<Awaited<ReturnType<typeof getCompany>>>;

/** The name of an account of the operator, or null. */
export async function companyName(id: number): Promise<string | null> {
  const where = { AND: [{ id }, OWN] };
  return (await db().company.findFirst({ where, select: { name: true } }))?.name ?? null;
}

/** The role and the company of somebody who is invited to this account, as the form shows them; null for none. */
export async function companyToGive(id: number): Promise<{ role: string; company: string } | null> {
  const company = await db().company.findFirst({ where: { AND: [{ id }, OWN, { active: true }] } });
  return company && { role: company.kind, company: customerText(company) };
}
