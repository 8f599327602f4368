import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

const NOTHING: Prisma.CompanyWhereInput = { id: { in: [] } };

/** The companies that a viewer may order for: a reseller's own and its customers', every account for the staff. */
export function orderableBy(viewer: Viewer): Prisma.CompanyWhereInput {
  const open: Prisma.CompanyWhereInput = { active: true, kind: { in: ['customer', 'reseller'] } };
  switch (viewer.role) {
    case 'administrator':
    case 'technician':
      return open;
    case 'reseller':
      return viewer.companyId === null
        ? NOTHING
        : { AND: [open, { OR: [{ id: viewer.companyId }, { resellerId: viewer.companyId }] }] };
    case 'customer':
      return viewer.companyId === null ? NOTHING : { AND: [open, { id: viewer.companyId }] };
    case 'partner':
      return NOTHING;
  }
}

/**
 * The same as `orderableBy` for SQL of one's own: a condition on the companies that are called `alias`, and the value
 * (int[]) of its parameter, which stands at the place `parameter` (such as `$1`).
 */
export function orderableSql(
  viewer: Viewer,
  alias: string,
  parameter: string,
): { condition: string; value: number[] } {
  const open = `${alias}.active AND ${alias}.kind IN ('customer', 'reseller')`;
  const value = viewer.companyId === null ? [] : [viewer.companyId];
  const own = `${alias}.id = ANY (${parameter}::int[])`;
  switch (viewer.role) {
    case 'administrator':
    case 'technician':
      return { condition: `${open} AND ${parameter}::int[] IS NOT NULL`, value: [] };
    case 'reseller':
      return { condition: `${open} AND (${own} OR ${alias}.reseller_id = ANY (${parameter}::int[]))`, value };
    case 'customer':
      return { condition: `${open} AND ${own}`, value };
    case 'partner':
      return { condition: own, value: [] };
  }
}

/** How a company is written into the form's customer field. */
export const customerText = (company: { number: string; name: string }) =>
  `${company.number} · ${company.name}`;

/** Companies whose number or name contains `text`, for suggestions; the first 20 by name. */
export async function suggestCompanies(viewer: Viewer, text: string) {
  const words = text.trim().slice(0, 100);
  const matching: Prisma.CompanyWhereInput = words
    ? {
        OR: [
          { name: { contains: words, mode: 'insensitive' } },
          { number: { contains: words, mode: 'insensitive' } },
        ],
      }
    : {};
  const found = await db().company.findMany({
    where: { AND: [orderableBy(viewer), matching] },
    select: { number: true, name: true, city: true },
    orderBy: { name: 'asc' },
    take: 20,
  });
  return found.map((company) => ({ value: customerText(company), detail: company.city }));
}

/** The company that was typed or picked: by its number, else by its exact name; null when none or several fit. */
export async function findOrderable(viewer: Viewer, typed: string) {
  const text = typed.trim();
  const number = text.split(' · ')[0] ?? text;
  const found = await db().company.findMany({
    where: {
      AND: [
        orderableBy(viewer),
        {
          OR: [
            { number: { equals: number, mode: 'insensitive' } },
            { name: { equals: text, mode: 'insensitive' } },
          ],
        },
      ],
    },
    take: 2,
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The viewer's own company, or null for the operator's people. */
export function ownCompany(viewer: Viewer) {
  return viewer.companyId === null ? null : db().company.findUnique({ where: { id: viewer.companyId } });
}
