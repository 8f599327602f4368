import { KINDS, type OrderKind, type Status, statusesOf, statusRule } from './rules';

/** How long something may take: in working minutes, or in usual days of the service location. */
export type Target = { minutes: number } | { days: number };

/** Stands in place of a status for the target of the promise: from the receipt of a device until it is finished. */
export const PROMISE = 'promise';

/** What has a target. */
export type Timed = Status | typeof PROMISE;

const PROMISE_DAYS = 5;

/** The targets of a kind that hold where the operator sets no others, in the order of an undisturbed life. */
export function defaultTargets(kind: OrderKind): [timed: Timed, days: number][] {
  const statuses = statusesOf(kind).flatMap((status): [Timed, number][] => {
    const { days } = statusRule(kind, status);
    return days === null ? [] : [[status, days]];
  });
  return kind === 'repair' ? [[PROMISE, PROMISE_DAYS], ...statuses] : statuses;
}

/** What a target is known by. */
export const targetKey = (kind: OrderKind, timed: string) => `${kind}.${timed}`;

/** The targets of every kind that hold where the operator sets no others, by `targetKey`. */
export const DEFAULT_TARGETS: ReadonlyMap<string, Target> = new Map(
  KINDS.flatMap((kind) =>
    defaultTargets(kind).map(([timed, days]) => [targetKey(kind, timed), { days }] as const),
  ),
);

/**
 * What the promised time does when an order enters a status: it starts with the receipt, runs while the service location
 * works, stands while the customer is being waited for and once the device is finished.
 */
export function promiseClock(
  kind: OrderKind,
  status: Status,
): 'none' | 'starts' | 'runs' | 'stands' | 'over' {
  const { stage, next } = statusRule(kind, status);
  if (kind !== 'repair' || stage === 'new') return 'none';
  if (stage === 'completed') return 'over';
  if (status === 'received') return 'starts';
  return next === 'customer' || status === 'ready' ? 'stands' : 'runs';
}
