import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvents } from '../events/append-event.server';
import { clocksOf } from './clock.server';
import { dueAt, promiseAfter } from './due.server';
import { refuseUnmetGates } from './gates.server';
import { type LockedOrder, lockOrder } from './lock-order.server';
import {
  findMove,
  isFinal,
  KINDS,
  type Mover,
  type OrderKind,
  type Status,
  stageOf,
  type Transition,
} from './rules';

/** Who moves: a viewer, or what became of a quote; nobody's user when the portal itself does. */
type MovingActor = { role: Mover; userId: number | null };

/** A status change: `from` is the status that the person saw when they asked for it. */
export type Move = { from: string; to: string; reason: string; tracking: string };

/**
 * Moves an order along the table of section 4.
 * Throws DomainError `not_found` (404), `order_changed` (409: somebody else moved it meanwhile), `move_not_allowed`
 * (409), `onsite_by_steps` (409: such an order moves with the commands of its steps), `reason_required` (422). A repeat of the move that was just made changes nothing.
 */
export async function moveOrder(viewer: Viewer, number: string, move: Move): Promise<void> {
  await transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (order.status !== move.from) {
      if (order.status === move.to) return;
      throw new DomainError('order_changed');
    }
    if (order.kind === 'onsite') throw new DomainError('onsite_by_steps');
    await moveLocked(tx, viewer, order, move);
  });
}

/**
 * Moves a locked order in the caller's transaction, and appends the event.
 * @param facts what else the event is to say, such as the shipment that it is a part of
 * Throws DomainError `move_not_allowed` (409), `reason_required` (422).
 */
export async function moveLocked(
  tx: Db,
  actor: MovingActor,
  order: LockedOrder,
  { tracking, ...move }: Omit<Move, 'from'>,
  facts: Record<string, unknown> = {},
): Promise<void> {
  await moveManyLocked(tx, actor, [{ order, tracking }], move, facts);
}

/**
 * Makes the same move with many locked orders in the caller's transaction, in a few statements, and appends their events.
 * @param orders each with the tracking number that it gets where the move takes one, or the empty text
 * Throws DomainError `move_not_allowed` (409), `reason_required` (422), `gate_not_met` (409); then nothing was moved.
 */
export async function moveManyLocked(
  tx: Db,
  actor: MovingActor,
  orders: { order: LockedOrder; tracking: string }[],
  move: { to: string; reason: string },
  facts: Record<string, unknown> = {},
): Promise<void> {
  const now = new Date();
  const moves = orders.map(({ order, tracking }) => {
    const allowed = findMove(order.kind, order.status, move.to, actor.role);
    if (!allowed) throw new DomainError('move_not_allowed');
    if (allowed.reason && move.reason === '') throw new DomainError('reason_required', 422);
    return { order, allowed, tracking: allowed.tracking ? tracking : '' };
  });
  if (move.to === 'diagnosing' && actor.role !== 'quote')
    await refuseUnmetGates(
      tx,
      orders.map(({ order }) => order),
    );
  for (const kind of KINDS) {
    const ofKind = moves.filter(({ order }) => order.kind === kind);
    if (ofKind[0]) await writeMoves(tx, kind, ofKind[0].allowed.to, ofKind, now);
  }
  await appendEvents(
    tx,
    moves.map(({ order, allowed, tracking }) => ({
      type: 'order.moved',
      orderId: order.id,
      ...(actor.userId === null ? {} : { actorId: actor.userId }),
      visibility: 'public',
      data: {
        from: order.status,
        to: allowed.to,
        ...(move.reason && { reason: move.reason }),
        ...(tracking && { tracking }),
        ...facts,
      },
    })),
  );
}

type AllowedMove = { order: LockedOrder; allowed: Transition; tracking: string };

async function writeMoves(
  tx: Db,
  kind: OrderKind,
  to: Status,
  moves: AllowedMove[],
  now: Date,
): Promise<void> {
  const clocks = await clocksOf(
    tx,
    moves.map(({ order }) => order.locationId),
  );
  const times = moves.map(({ order }) => {
    const clock = clocks.get(order.locationId);
    const due = clock && dueAt(kind, to, now, clock);
    return { due, ...(clock ? promiseAfter(order, kind, to, now, clock) : order) };
  });
  await tx.$executeRaw`
    UPDATE orders o SET
      status = ${to}, stage = ${stageOf(kind, to)}, status_since = ${now},
      due_at = nullif(moved.due, '')::timestamptz,
      promised_at = nullif(moved.promised, '')::timestamptz,
      promise_minutes_left = nullif(moved.minutes_left, '')::int,
      completed_at = ${isFinal(kind, to) ? now : null}::timestamptz,
      tracking_numbers = CASE
        WHEN moved.tracking = '' OR moved.tracking = ANY (o.tracking_numbers) THEN o.tracking_numbers
        ELSE o.tracking_numbers || moved.tracking END
    FROM unnest(
      ${moves.map(({ order }) => order.id)}::int[],
      ${times.map(({ due }) => due?.toISOString() ?? '')}::text[],
      ${times.map(({ promisedAt }) => promisedAt?.toISOString() ?? '')}::text[],
      ${times.map(({ promiseMinutesLeft }) => String(promiseMinutesLeft ?? ''))}::text[],
      ${moves.map(({ tracking }) => tracking)}::text[]) AS moved (id, due, promised, minutes_left, tracking)
    WHERE o.id = moved.id`;
}
