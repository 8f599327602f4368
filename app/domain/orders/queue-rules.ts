import { KINDS, type OrderKind, type Status, statusesOf, statusRule } from './rules';

/** Whose orders a queue shows: the reader's, those that nobody has taken, or all. */
export const QUEUE_TABS = ['all', 'mine', 'nobody'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** What comes first: what is due first, or whose message waits longest. */
export const QUEUE_SORTS = ['due', 'messages'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** Orders that one page shows, and that one command changes. */
export const QUEUE_PAGE = 50;
export const QUEUE_COMMAND_MAX = 200;

/** True for a status in which the service location, or the operator, has something to do or a device in its hands. */
function isDeskWork(kind: OrderKind, status: Status): boolean {
  const { stage, next } = statusRule(kind, status);
  if (stage === 'completed') return false;
  return next === 'location' || next === 'operator' || (next === 'customer' && stage === 'at_location');
}

/** The statuses of a queue, in the order of an undisturbed life. Orders with a waiting message are in it in any status. */
export const QUEUE_STATUSES: readonly Status[] = KINDS.flatMap((kind) =>
  statusesOf(kind).filter((status) => isDeskWork(kind, status)),
);

/** An order that a command on many did not take, and the key of the reason with its values (`errorKey`). */
export type RefusedInQueue = { number: string; code: string };

/** What became of a command on many orders. */
export type QueueOutcome = { done: number; refused: RefusedInQueue[] };
