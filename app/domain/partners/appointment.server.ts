import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { addWorkingMinutes, usualDayMinutes } from '~/platform/working-time';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { clocksOf } from '../orders/clock.server';
import type { LockedOrder } from '../orders/lock-order.server';
import { moveLocked } from '../orders/move-order.server';
import { lockOnsite, wasTaken } from './lock-onsite.server';

/** A visit that is to be agreed; times in UTC. */
type NewAppointment = { startsAt: Date; endsAt: Date; note: string; reason: string; despite: boolean };

/** Another visit of the partner at that time. */
export type Overlap = { number: string; spId: string | null; city: string; startsAt: Date; endsAt: Date };

/**
 * Agrees a visit, or moves the one that is agreed. The order then waits for its execution, due a working day after the visit.
 * A repeat changes nothing.
 * @returns the partner's other visits at that time, unless it is to be agreed despite them; then nothing was changed
 * Throws DomainError `not_found` (404), `order_changed` or `onsite_not_released` (409), `appointment_past`,
 * `reason_required` (422).
 */
export async function agreeAppointment(
  viewer: Viewer,
  number: string,
  wanted: NewAppointment,
): Promise<Overlap[]> {
  return transaction(async (tx) => {
    const { order } = await lockOnsite(tx, viewer, number);
    wasTaken(order, ['set_appointment', 'confirm_execution'], 'confirm_execution');
    const agreed = await tx.appointment.findFirst({ where: { orderId: order.id, state: 'agreed' } });
    const { startsAt, endsAt, note, reason } = wanted;
    if (agreed && same(agreed, wanted)) return [];
    if (startsAt.getTime() < Date.now()) throw new DomainError('appointment_past', 422);
    if (agreed && reason === '') throw new DomainError('reason_required', 422);
    const partnerId = order.partnerId ?? 0;
    // Two visits of one partner are agreed one after the other, so that each sees the other.
    await tx.$queryRaw`SELECT 1 FROM companies WHERE id = ${partnerId} FOR NO KEY UPDATE`;
    const others = wanted.despite ? [] : await overlapsOf(tx, order, startsAt, endsAt);
    if (others.length > 0) return others;
    if (agreed) await endAppointment(tx, order.id, 'moved', reason);
    const sequence = await nextSequence(tx, order.id);
    const { id } = await tx.appointment.create({
      data: { orderId: order.id, partnerId, startsAt, endsAt, note, sequence, byId: viewer.userId },
    });
    const when = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    if (order.status === 'set_appointment')
      await moveLocked(tx, viewer, order, { to: 'confirm_execution', reason: '', tracking: '' }, when);
    await tx.order.update({
      where: { id: order.id },
      data: { dueAt: await dueAfterVisit(tx, order, endsAt) },
    });
    await appendEvent(tx, {
      type: 'onsite.appointment_agreed',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { appointmentId: id, sequence, ...when, ...(agreed && { reason, moved: true }) },
    });
    return [];
  });
}

type Window = { startsAt: Date; endsAt: Date };

const same = (one: Window, other: Window) =>
  one.startsAt.getTime() === other.startsAt.getTime() && one.endsAt.getTime() === other.endsAt.getTime();

/** One usual working day after the visit ends; null at a place that is never open. */
async function dueAfterVisit(tx: Db, { locationId }: LockedOrder, endsAt: Date): Promise<Date | null> {
  const calendar = (await clocksOf(tx, [locationId])).get(locationId)?.calendar;
  if (!calendar || calendar.hours.size === 0) return null;
  return addWorkingMinutes(endsAt, usualDayMinutes(calendar), calendar);
}

/** The sequence of the order's next calendar file (RFC 5545, 3.8.7.4): it only rises. */
async function nextSequence(tx: Db, orderId: number): Promise<number> {
  const last = await tx.appointment.aggregate({ where: { orderId }, _max: { sequence: true } });
  return (last._max.sequence ?? -1) + 1;
}

/** The partner's agreed visits at other orders in this time. */
async function overlapsOf(tx: Db, order: LockedOrder, startsAt: Date, endsAt: Date): Promise<Overlap[]> {
  const found = await tx.appointment.findMany({
    where: {
      partnerId: order.partnerId ?? 0,
      state: 'agreed',
      orderId: { not: order.id },
      startsAt: { lt: endsAt },
      endsAt: { gt: startsAt },
    },
    orderBy: { startsAt: 'asc' },
    take: 10,
    include: { order: { select: { number: true, spId: true, onsiteJob: { select: { city: true } } } } },
  });
  return found.map(({ order: other, startsAt: from, endsAt: until }) => ({
    number: other.number,
    spId: other.spId,
    city: other.onsiteJob?.city ?? '',
    startsAt: from,
    endsAt: until,
  }));
}

/**
 * Ends the agreed visit of a locked order, if there is one. One that is called off gets a calendar file that says so, and
 * who was told of it is told.
 */
export async function endAppointment(
  tx: Db,
  orderId: number,
  state: 'moved' | 'kept' | 'failed' | 'cancelled',
  reason: string,
  actorId?: number,
): Promise<void> {
  const agreed = await tx.appointment.findFirst({ where: { orderId, state: 'agreed' } });
  if (!agreed) return;
  const sequence = state === 'cancelled' ? await nextSequence(tx, orderId) : agreed.sequence;
  await tx.appointment.update({
    where: { id: agreed.id },
    data: { state, reason, sequence, endedAt: new Date() },
  });
  if (state !== 'cancelled') return;
  await appendEvent(tx, {
    type: 'onsite.appointment_cancelled',
    orderId,
    ...(actorId === undefined ? {} : { actorId }),
    visibility: 'public',
    data: { appointmentId: agreed.id, sequence, startsAt: agreed.startsAt.toISOString(), reason },
  });
}

/**
 * Calls the agreed visit off without another one: a date has to be agreed anew. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `order_changed` (409), `reason_required` (422).
 */
export async function callOffAppointment(viewer: Viewer, number: string, reason: string): Promise<void> {
  await transaction(async (tx) => {
    const { order } = await lockOnsite(tx, viewer, number);
    if (wasTaken(order, ['confirm_execution'], 'set_appointment')) return;
    await moveLocked(tx, viewer, order, { to: 'set_appointment', reason, tracking: '' });
    await endAppointment(tx, order.id, 'cancelled', reason, viewer.userId);
  });
}

/**
 * Hands the order to the operator because no visit can be agreed, such as when the goods arrived damaged. A repeat changes
 * nothing.
 * Throws DomainError `not_found` (404), `order_changed` (409), `reason_required` (422).
 */
export async function reportObstacle(viewer: Viewer, number: string, reason: string): Promise<void> {
  await transaction(async (tx) => {
    const { order } = await lockOnsite(tx, viewer, number);
    if (wasTaken(order, ['set_appointment'], 'under_review')) return;
    await moveLocked(tx, viewer, order, { to: 'under_review', reason, tracking: '' });
  });
}
