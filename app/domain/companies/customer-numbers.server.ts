import type { Db } from '~/platform/db.server';
import type { CompanyKind } from './company-schema';

/** Lets one transaction at a time give out customer numbers of an account; null for the operator's accounts. */
export async function lockNumbers(tx: Db, accountId: number | null): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('customer-numbers'), ${accountId ?? 0}::int)`;
}

/** Among whom a number is given out once: an account and its customers, or the operator's accounts. */
const circle = (accountId: number | null) =>
  accountId === null ? { resellerId: null } : { OR: [{ resellerId: accountId }, { id: accountId }] };

/** Who has this number already, also in capitals or in small letters; `exceptId` may keep its own. */
export function numberHolder(tx: Db, accountId: number | null, number: string, exceptId = 0) {
  const spellings = [...new Set([number, number.toUpperCase(), number.toLowerCase()])];
  return tx.company.findFirst({
    where: { AND: [circle(accountId), { number: { in: spellings }, id: { not: exceptId } }] },
    select: { id: true, name: true },
  });
}

/**
 * The numbers that follow the customer's that was added last: `K-0042` is followed by `K-0043`; a reseller's first customer
 * is its own number with `-1`. Only those that nobody of the account has.
 * @param kind of the operator's accounts, each kind of which has numbers that follow each other
 */
export async function freeNumbers(
  tx: Db,
  accountId: number | null,
  kind: CompanyKind = 'customer',
): Promise<{ next(): string }> {
  const pattern = await lastPattern(tx, accountId, kind);
  const [row] = await tx.$queryRaw<{ greatest: string | null }[]>`
    SELECT max(substring(number FROM '[0-9]+$')::numeric)::text AS greatest FROM companies
    WHERE (reseller_id = ${accountId}::int OR id = ${accountId}::int OR (${accountId}::int IS NULL AND reseller_id IS NULL))
      AND lower(left(number, ${pattern.prefix.length}::int)) = lower(${pattern.prefix})
      AND substring(number FROM ${pattern.prefix.length + 1}::int) ~ '^[0-9]{1,15}$'`;
  let last = BigInt(row?.greatest ?? 0);
  return {
    next() {
      last += 1n;
      return pattern.prefix + String(last).padStart(pattern.width, '0');
    },
  };
}

const FIRST: Record<CompanyKind, string> = { customer: 'C-', reseller: 'R-', partner: 'P-' };

async function lastPattern(
  tx: Db,
  accountId: number | null,
  kind: CompanyKind,
): Promise<{ prefix: string; width: number }> {
  const [last] = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM companies
    WHERE (reseller_id = ${accountId}::int OR (${accountId}::int IS NULL AND reseller_id IS NULL AND kind = ${kind}))
      AND number ~ '(^|[^0-9])[0-9]{1,15}$' ORDER BY id DESC LIMIT 1`;
  const digits = /\d+$/.exec(last?.number ?? '')?.[0];
  if (last && digits) return { prefix: last.number.slice(0, -digits.length), width: digits.length };
  if (accountId === null) return { prefix: FIRST[kind], width: 1 };
  const own = await tx.company.findUniqueOrThrow({ where: { id: accountId }, select: { number: true } });
  return { prefix: `${own.number}-`, width: 1 };
}
