import { type Clock, clockOf } from '../../app/domain/orders/clock.server';
import { type Promised, promiseAfter } from '../../app/domain/orders/due.server';
import { type OrderKind, type Status, stageOf } from '../../app/domain/orders/rules';
import type { Step } from './life';
import type { Place } from './world';

const clocks = new WeakMap<Place, Clock>();

/** The clock of a place, made once. */
export function clockAt(place: Place): Clock {
  const clock = clocks.get(place) ?? clockOf(place);
  clocks.set(place, clock);
  return clock;
}

/** The promise after all steps. */
export function promisedBy(kind: OrderKind, steps: Step[], clock: Clock): Promised {
  const none: Promised = { promisedAt: null, promiseMinutesLeft: null };
  return steps.reduce((before, { move, at }) => promiseAfter(before, kind, move.to, at, clock), none);
}

/** True where somebody works on the device: what has just arrived is nobody's yet. */
export const isAssigned = (kind: OrderKind, status: Status) =>
  kind === 'repair' && stageOf(kind, status) === 'at_location' && status !== 'received';
