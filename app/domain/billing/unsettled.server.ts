import { db, Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { ITEMS_MAX } from './rules';

/** An executed order that stands on no settlement; its fee net, in minor units. */
export type UnsettledOrder = {
  number: string;
  spId: string;
  device: string;
  customer: string;
  city: string;
  executedAt: Date;
  feeMinor: number;
  vatBasisPoints: number;
  currency: string;
};

/** How much of a month (`YYYY-MM`, by the operator's time zone) is not settled yet, in one currency. */
export type UnsettledMonth = { month: string; currency: string; count: number; netMinor: number };

/** Executed orders of partners without a live place on a settlement. */
const FROM = Prisma.sql`
  FROM orders o
  JOIN onsite_jobs j ON j.order_id = o.id
  WHERE o.kind = 'onsite' AND o.status = 'executed' AND o.sp_id IS NOT NULL AND o.partner_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM settlement_items i WHERE i.order_id = o.id AND i.live)`;

const monthOf = (timeZone: string) =>
  Prisma.sql`to_char(coalesce(o.completed_at, o.status_since) AT TIME ZONE ${timeZone}, 'YYYY-MM')`;

/**
 * What a partner has carried out and not settled yet, the first executed first, `ITEMS_MAX` at most; and the months of all
 * of it, the newest first. Nothing for others.
 * @param month `YYYY-MM`; null for all
 */
export async function listUnsettled(viewer: Viewer, month: string | null) {
  const partnerId = viewer.role === 'partner' ? (viewer.companyId ?? 0) : 0;
  const { timeZone } = await getOperator();
  const own = Prisma.sql`${FROM} AND o.partner_id = ${partnerId}`;
  const inMonth = month === null ? Prisma.empty : Prisma.sql`AND ${monthOf(timeZone)} = ${month}`;
  const [orders, months] = await Promise.all([
    db().$queryRaw<UnsettledOrder[]>`
      SELECT o.number, o.sp_id AS "spId", o.device_name AS device, j.contact_name AS customer, j.city,
        coalesce(o.completed_at, o.status_since) AS "executedAt", j.fee_minor AS "feeMinor",
        j.fee_vat_basis_points AS "vatBasisPoints", j.currency
      ${own} ${inMonth}
      ORDER BY coalesce(o.completed_at, o.status_since), o.id LIMIT ${ITEMS_MAX}::int`,
    db().$queryRaw<UnsettledMonth[]>`
      SELECT ${monthOf(timeZone)} AS month, j.currency, count(*)::int AS count, sum(j.fee_minor)::int AS "netMinor"
      ${own} GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
  ]);
  return { orders, months };
}

/** A row of the operator's overview of what is not settled. */
export type UnsettledSum = UnsettledMonth & { partnerId: number; partner: string };

/** What of all partners, or of one, is not settled yet: by month and partner. Administrators alone; [] for others. */
export async function sumUnsettled(
  viewer: Viewer,
  filter: { partnerId: number | null; month: string | null },
): Promise<UnsettledSum[]> {
  if (viewer.role !== 'administrator') return [];
  const { timeZone } = await getOperator();
  const ofPartner =
    filter.partnerId === null ? Prisma.empty : Prisma.sql`AND o.partner_id = ${filter.partnerId}`;
  const inMonth =
    filter.month === null ? Prisma.empty : Prisma.sql`AND ${monthOf(timeZone)} = ${filter.month}`;
  return db().$queryRaw<UnsettledSum[]>`
    SELECT u.*, c.name AS partner FROM (
      SELECT ${monthOf(timeZone)} AS month, o.partner_id AS "partnerId", j.currency, count(*)::int AS count,
        sum(j.fee_minor)::int AS "netMinor"
      ${FROM} ${ofPartner} ${inMonth} GROUP BY 1, 2, 3
    ) u JOIN companies c ON c.id = u."partnerId"
    ORDER BY u.month DESC, c.name, u.currency`;
}
