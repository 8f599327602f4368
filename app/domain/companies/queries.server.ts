import { type Db, db, type Prisma } from '~/platform/db.server';
import { cleanText } from '~/platform/text';
import type { Viewer } from '../auth/rules';

type Company = Prisma.CompanyGetPayload<object>;

const NOTHING: Prisma.CompanyWhereInput = { id: { in: [] } };

/** The accounts that a viewer may know of: a reseller's own and its customers', every one for the staff. */
export function accountsOf(viewer: Viewer): Prisma.CompanyWhereInput {
  const account: Prisma.CompanyWhereInput = { kind: { in: ['customer', 'reseller'] } };
  switch (viewer.role) {
    case 'administrator':
    case 'technician':
      return account;
    case 'reseller':
      return viewer.companyId === null
        ? NOTHING
        : { AND: [account, { OR: [{ id: viewer.companyId }, { resellerId: viewer.companyId }] }] };
    case 'customer':
      return viewer.companyId === null ? NOTHING : { AND: [account, { id: viewer.companyId }] };
    case 'partner':
      return NOTHING;
  }
}

/** The companies that a viewer may order for: those of `accountsOf` that are not deactivated. */
export function orderableBy(viewer: Viewer): Prisma.CompanyWhereInput {
  return { AND: [accountsOf(viewer), { active: true }] };
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

/** A text as a pattern of LIKE that means nothing but itself: Prisma leaves the wildcards in it. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** True for companies in whose name or number, or one of `more`, stands every word of the text. */
export function namedBy(text: string, more: ('city' | 'email')[] = []): Prisma.CompanyWhereInput {
  const words = cleanText(text).slice(0, 100).split(/\s+/).filter(Boolean).slice(0, 8);
  const fields = ['name', 'number', ...more] as const;
  return {
    AND: words.map((word) => ({
      OR: fields.map((field) => ({ [field]: { contains: literally(word), mode: 'insensitive' as const } })),
    })),
  };
}

/** Companies whose number and name have every word of `text`, for suggestions; the first 20 by name. */
export async function suggestCompanies(viewer: Viewer, text: string) {
  const found = await db().company.findMany({
    where: { AND: [orderableBy(viewer), namedBy(text.replace(' · ', ' '))] },
    select: { number: true, name: true, city: true },
    orderBy: { name: 'asc' },
    take: 20,
  });
  return found.map((company) => ({ value: customerText(company), detail: company.city }));
}

type Refused = 'customer_unknown' | 'customer_ambiguous' | 'customer_inactive';

/**
 * The company that was typed or picked for an order: by number and name where both are given as `customerText` writes them,
 * else by its number or its exact name. Numbers are given out once for each reseller, so that the staff may know several.
 * @returns the company, or the error key of the customer field
 */
export async function findOrderable(
  viewer: Viewer,
  typed: string,
): Promise<{ company: Company } | { refused: Refused }> {
  const text = cleanText(typed);
  if (text === '') return { refused: 'customer_unknown' };
  const is = (value: string) => ({ equals: literally(value), mode: 'insensitive' as const });
  const [number = '', ...rest] = text.split(' · ');
  const name = rest.join(' · ');
  const fits: Prisma.CompanyWhereInput = name
    ? { OR: [{ number: is(number.trim()), name: is(name.trim()) }, { name: is(text) }] }
    : { OR: [{ number: is(text) }, { name: is(text) }] };
  const found = await db().company.findMany({
    where: { AND: [accountsOf(viewer), fits] },
    orderBy: [{ active: 'desc' }, { id: 'asc' }],
    take: 2,
  });
  const [company, other] = found;
  if (!company) return { refused: 'customer_unknown' };
  if (!company.active) return { refused: 'customer_inactive' };
  return other?.active ? { refused: 'customer_ambiguous' } : { company };
}

/** The company if the viewer may order for it, and stays so until the transaction ends; else null. */
export async function lockOrderable(tx: Db, viewer: Viewer, id: number): Promise<Company | null> {
  await tx.$queryRaw`SELECT 1 FROM companies WHERE id = ${id} FOR SHARE`;
  return tx.company.findFirst({ where: { AND: [{ id }, orderableBy(viewer)] } });
}

/** The name of an account that the viewer may know of; null for any other. */
export async function accountName(viewer: Viewer, id: number): Promise<string | null> {
  const where = { AND: [{ id }, accountsOf(viewer)] };
  return (await db().company.findFirst({ where, select: { name: true } }))?.name ?? null;
}

/** The viewer's own company, or null for the operator's people. */
export function ownCompany(viewer: Viewer) {
  return viewer.companyId === null ? null : db().company.findUnique({ where: { id: viewer.companyId } });
}
