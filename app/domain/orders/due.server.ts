import { addWorkingMinutes, workingMinutesBetween } from '~/platform/working-time';
import type { Clock } from './clock.server';
import { PROMISE, promiseClock } from './clock-rules';
import type { OrderKind, Status } from './rules';

/** When the next actor is late for an order that enters `status` at `since` (UTC); null without a target. */
export function dueAt(kind: OrderKind, status: Status, since: Date, clock: Clock): Date | null {
  return after(since, clock.target(kind, status), clock);
}

/** When a device is to be finished (UTC), or, while that clock stands, the working minutes that are left. */
export type Promised = { promisedAt: Date | null; promiseMinutesLeft: number | null };

/**
 * The promise of an order that enters `status` at `now`: given with the receipt of the device, standing while the customer
 * is being waited for and once the device is finished, going on from what was left. What was overdue when the clock
 * stopped is overdue by as much when it goes on.
 */
export function promiseAfter(
  before: Promised,
  kind: OrderKind,
  status: Status,
  now: Date,
  clock: Clock,
): Promised {
  switch (promiseClock(kind, status)) {
    case 'none':
      return { promisedAt: null, promiseMinutesLeft: null };
    case 'starts': {
      const target = clock.target(kind, PROMISE);
      return { promisedAt: after(now, target, clock), promiseMinutesLeft: null };
    }
    case 'runs':
      if (before.promiseMinutesLeft === null) return before;
      return { promisedAt: after(now, before.promiseMinutesLeft, clock), promiseMinutesLeft: null };
    case 'stands': {
      if (!before.promisedAt) return before;
      const left = workingMinutesBetween(now, before.promisedAt, clock.calendar);
      return { promisedAt: null, promiseMinutesLeft: left };
    }
    case 'over':
      return before;
  }
}

/** A place that is never open gives no deadline. */
function after(since: Date, minutes: number | null, { calendar }: Clock): Date | null {
  if (minutes === null) return null;
  try {
    return addWorkingMinutes(since, minutes, calendar);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
