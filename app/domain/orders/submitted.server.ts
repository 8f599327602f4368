import type { Db } from '~/platform/db.server';
import { clocksOf } from './clock.server';
import { dueAt } from './due.server';
import { type OrderKind, SUBMITTED_STATUS, stageOf } from './rules';

/** Where an order of a kind stands that is submitted at `now` (UTC) to a service location, as its row says it. */
export async function submittedColumns(tx: Db, kind: OrderKind, locationId: number, now: Date) {
  const status = SUBMITTED_STATUS[kind];
  const clock = (await clocksOf(tx, [locationId])).get(locationId);
  return {
    status,
    stage: stageOf(kind, status),
    statusSince: now,
    confirmedAt: now,
    dueAt: clock ? dueAt(kind, status, now, clock) : null,
  };
}
