import { db, Prisma, transaction } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import { cutoff, type Periods, RETAINED, type Retained } from './rules';

/** What is past its period, as queries of ids; the moment is that before which it was completed. */
export const PAST = {
  orders: (before: Date) =>
    Prisma.sql`SELECT id FROM orders WHERE completed_at < ${before} AND erased_at IS NULL`,
  files: (before: Date) =>
    Prisma.sql`SELECT a.id FROM attachments a JOIN orders o ON o.id = a.order_id WHERE o.completed_at < ${before}`,
  /** Files that were sent to be imported count from the end of their import. */
  imports: (before: Date) =>
    Prisma.sql`SELECT id FROM imports WHERE state NOT IN ('checking', 'creating')
      AND coalesce(finished_at, created_at) < ${before}`,
  /** Mails about no order count from when they were written. */
  mails: (before: Date) =>
    Prisma.sql`SELECT m.id FROM mails m LEFT JOIN orders o ON o.id = m.order_id WHERE m.state <> 'queued'
      AND (m.order_id IS NULL OR o.completed_at IS NOT NULL) AND coalesce(o.completed_at, m.created_at) < ${before}`,
} as const;

/** The periods that the operator has set. */
export async function getPeriods(): Promise<Periods> {
  const operator = await db().operator.findUnique({
    where: { id: 1 },
    select: { retainOrdersDays: true, retainFilesDays: true, retainMailsDays: true },
  });
  return {
    orders: operator?.retainOrdersDays ?? null,
    files: operator?.retainFilesDays ?? null,
    mails: operator?.retainMailsDays ?? null,
  };
}

/** How many orders would be erased and how many files and mails removed now, were these the periods. */
export async function countPast(periods: Periods, now = new Date()): Promise<Record<Retained, number>> {
  const ofKind = async (kind: Retained) => {
    const days = periods[kind];
    if (days === null) return 0;
    const before = cutoff(days, now);
    const counts = kind === 'files' ? [PAST.files(before), PAST.imports(before)] : [PAST[kind](before)];
    const found = await Promise.all(
      counts.map((query) => db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM (${query}) past`),
    );
    return found.reduce((sum, [row]) => sum + (row?.n ?? 0), 0);
  };
  const [orders = 0, files = 0, mails = 0] = await Promise.all(RETAINED.map(ofKind));
  return { orders, files, mails };
}

/** Sets the periods; the nightly job follows them. The same once more changes nothing. */
export async function setPeriods(viewer: Viewer, periods: Periods): Promise<void> {
  const before = await getPeriods();
  if (RETAINED.every((kind) => before[kind] === periods[kind])) return;
  const fields = {
    retainOrdersDays: periods.orders,
    retainFilesDays: periods.files,
    retainMailsDays: periods.mails,
  };
  const { timeZone: _, ...unnamed } = await getOperator();
  await transaction(async (tx) => {
    await tx.operator.upsert({
      where: { id: 1 },
      create: { ...unnamed, ...fields, updatedAt: new Date() },
      update: fields,
    });
    await appendEvent(tx, {
      type: 'operator.retention_changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: withChanges(before, periods),
    });
  });
}
