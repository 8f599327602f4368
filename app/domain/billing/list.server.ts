import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import type { SettlementState } from './rules';
import { settlementsVisibleTo } from './visible.server';

const PAGE = 50;

/** What of the settlements is asked for. `month` (`YYYY-MM`) is that in which they were made, by the operator's time. */
export type SettlementFilter = {
  state: SettlementState | null;
  partnerId: number | null;
  month: string | null;
};

async function whereOf(viewer: Viewer, filter: SettlementFilter): Promise<Prisma.SettlementWhereInput> {
  const { state, partnerId, month } = filter;
  const ids = month === null ? null : await idsOfMonth(month);
  return {
    AND: [
      settlementsVisibleTo(viewer),
      state === null ? {} : { state },
      partnerId === null ? {} : { partnerId },
      ids === null ? {} : { id: { in: ids } },
    ],
  };
}

async function idsOfMonth(month: string): Promise<number[]> {
  const { timeZone } = await getOperator();
  const rows = await db().$queryRaw<{ id: number }[]>`
    SELECT id FROM settlements WHERE to_char(created_at AT TIME ZONE ${timeZone}, 'YYYY-MM') = ${month}`;
  return rows.map(({ id }) => id);
}

const ROW = {
  id: true,
  number: true,
  state: true,
  currency: true,
  netMinor: true,
  vatMinor: true,
  grossMinor: true,
  createdAt: true,
  acceptedAt: true,
  paidAt: true,
  cancelledAt: true,
  partner: { select: { name: true } },
  invoices: { where: { state: { in: ['submitted', 'accepted'] } }, select: { number: true } },
  _count: { select: { items: true } },
} satisfies Prisma.SettlementSelect;

function rowOf({
  invoices,
  partner,
  _count,
  ...settlement
}: Prisma.SettlementGetPayload<{ select: typeof ROW }>) {
  return {
    ...settlement,
    state: settlement.state as SettlementState,
    partner: partner.name,
    invoice: invoices[0]?.number ?? '',
    orders: _count.items,
  };
}

export type SettlementRow = ReturnType<typeof rowOf>;

/** A page (from 1) of the viewer's settlements, the newest first, with their sums in each currency (gross, minor units). */
export async function listSettlements(viewer: Viewer, filter: SettlementFilter, page: number) {
  const where = await whereOf(viewer, filter);
  const [rows, sums] = await Promise.all([
    db().settlement.findMany({
      where,
      select: ROW,
      orderBy: { id: 'desc' },
      skip: (page - 1) * PAGE,
      take: PAGE,
    }),
    db().settlement.groupBy({
      by: ['currency'],
      where,
      _sum: { grossMinor: true },
      _count: true,
      orderBy: { currency: 'asc' },
    }),
  ]);
  const count = sums.reduce((sum, { _count }) => sum + _count, 0);
  return {
    rows: rows.map(rowOf),
    sums: sums.map(({ currency, _sum, _count }) => ({
      currency,
      grossMinor: _sum.grossMinor ?? 0,
      count: _count,
    })),
    count,
    pages: Math.max(1, Math.ceil(count / PAGE)),
  };
}

/** Every settlement that is asked for, the newest first, for a file. */
export async function allSettlements(viewer: Viewer, filter: SettlementFilter): Promise<SettlementRow[]> {
  const where = await whereOf(viewer, filter);
  const rows = await db().settlement.findMany({ where, select: ROW, orderBy: { id: 'desc' } });
  return rows.map(rowOf);
}

/**
 * The settlements that are asked for, the newest first.
 * @param before only those older than the one with this id; at most `take`
 */
export async function settlementsBefore(
  viewer: Viewer,
  filter: SettlementFilter,
  before: number | undefined,
  take: number,
): Promise<SettlementRow[]> {
  const asked = await whereOf(viewer, filter);
  const where = { AND: [asked, before === undefined ? {} : { id: { lt: before } }] };
  const rows = await db().settlement.findMany({ where, select: ROW, orderBy: { id: 'desc' }, take });
  return rows.map(rowOf);
}

/** How many settlements of the viewer are in each state, within the filter's partner and month. */
export async function countSettlements(viewer: Viewer, filter: SettlementFilter) {
  const where = await whereOf(viewer, { ...filter, state: null });
  const groups = await db().settlement.groupBy({ by: ['state'], where, _count: true });
  return Object.fromEntries(groups.map(({ state, _count }) => [state, _count])) as Partial<
    Record<SettlementState, number>
  >;
}

/** The partners, and the months in which settlements were made or orders executed, that a filter offers. */
export async function billingChoices() {
  const { timeZone } = await getOperator();
  const [partners, months] = await Promise.all([
    db().company.findMany({
      where: { kind: 'partner' },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
    db().$queryRaw<{ month: string }[]>`
      SELECT to_char(created_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month FROM settlements
      UNION SELECT to_char(completed_at AT TIME ZONE ${timeZone}, 'YYYY-MM') FROM orders
      WHERE kind = 'onsite' AND status = 'executed' AND completed_at IS NOT NULL
      ORDER BY 1 DESC LIMIT 60`,
  ]);
  return { partners, months: months.map(({ month }) => month) };
}
