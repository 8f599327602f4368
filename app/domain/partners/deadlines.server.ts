import { type Db, db, transaction } from '~/platform/db.server';
import { workingMinutesBetween } from '~/platform/working-time';
import { appendEvent } from '../events/append-event.server';
import { clocksOf } from '../orders/clock.server';
import { PARTNER_STEPS, REMIND_MINUTES } from './rules';

/** How many orders one run looks at; the next run goes on. */
const BATCH = 200;
/** Two working hours lie within these days, whatever is closed in between. */
const AHEAD_DAYS = 21;

const STATUSES = PARTNER_STEPS.map(([status]) => status as string);

type Due = { id: number; location_id: number; due_at: Date };

/** Reminds partners of what is due within two working hours, once for each deadline. Bears a repeat, also beside this one. */
export async function remindPartners(now = new Date()): Promise<void> {
  const until = new Date(now.getTime() + AHEAD_DAYS * 86_400_000);
  const soon = await db().$queryRaw<Due[]>`
    SELECT o.id, o.location_id, o.due_at FROM orders o JOIN onsite_jobs j ON j.order_id = o.id
    WHERE o.kind = 'onsite' AND o.stage <> 'completed' AND o.status = ANY (${STATUSES}::text[]) AND o.partner_id IS NOT NULL
      AND o.due_at > ${now} AND o.due_at <= ${until} AND j.reminded_due_at IS DISTINCT FROM o.due_at
    ORDER BY o.due_at LIMIT ${BATCH}::int`;
  const clocks = await clocksOf(
    db(),
    soon.map(({ location_id }) => location_id),
  );
  for (const order of soon) {
    const calendar = clocks.get(order.location_id)?.calendar;
    if (calendar && workingMinutesBetween(now, order.due_at, calendar) > REMIND_MINUTES) continue;
    await transaction(async (tx) => {
      const noted = await tx.$executeRaw`
        UPDATE onsite_jobs SET reminded_due_at = ${order.due_at}
        WHERE order_id = ${order.id} AND reminded_due_at IS DISTINCT FROM ${order.due_at}`;
      if (noted > 0) await tell(tx, 'onsite.reminded', order);
    });
  }
}

/** Tells the operator of what a partner is late with, once for each deadline. Bears a repeat, also beside this one. */
export async function escalateOverdue(now = new Date()): Promise<void> {
  const late = await db().$queryRaw<Due[]>`
    SELECT o.id, o.location_id, o.due_at FROM orders o JOIN onsite_jobs j ON j.order_id = o.id
    WHERE o.kind = 'onsite' AND o.stage <> 'completed' AND o.status = ANY (${STATUSES}::text[]) AND o.partner_id IS NOT NULL
      AND o.due_at <= ${now} AND j.escalated_due_at IS DISTINCT FROM o.due_at
    ORDER BY o.due_at LIMIT ${BATCH}::int`;
  for (const order of late)
    await transaction(async (tx) => {
      const noted = await tx.$executeRaw`
        UPDATE onsite_jobs SET escalated_due_at = ${order.due_at}
        WHERE order_id = ${order.id} AND escalated_due_at IS DISTINCT FROM ${order.due_at}`;
      if (noted > 0) await tell(tx, 'onsite.escalated', order);
    });
}

function tell(tx: Db, type: 'onsite.reminded' | 'onsite.escalated', { id, due_at }: Due) {
  return appendEvent(tx, {
    type,
    orderId: id,
    visibility: 'internal',
    data: { dueAt: due_at.toISOString() },
  });
}
