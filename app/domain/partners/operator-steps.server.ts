import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { startOfDay } from '~/platform/start-of-day';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { clocksOf } from '../orders/clock.server';
import { dueAt } from '../orders/due.server';
import { moveLocked } from '../orders/move-order.server';
import { assertPartner } from './create-onsite-order.server';
import { lockForOperator, wasTaken } from './lock-onsite.server';
import { releaseToPartner } from './release.server';
import type { RESOLUTIONS } from './rules';
import type { PartnerForm } from './step-schema';

/**
 * Names the partner of an on-site order and what it gets; it reaches the partner when nothing else is missing. An order that another partner
 * has not begun yet goes over to the new one, with a deadline of its own. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `onsite_partner_fixed` (409), `partner_unknown` (422).
 */
export async function namePartner(
  viewer: Viewer,
  number: string,
  { partnerId, fee: feeMinor, feeVat: feeVatBasisPoints }: PartnerForm,
): Promise<void> {
  const fee = { feeMinor, feeVatBasisPoints };
  await transaction(async (tx) => {
    const { order, job } = await lockForOperator(tx, viewer, number);
    const same = job.partnerId === partnerId;
    if (same && job.feeMinor === feeMinor && job.feeVatBasisPoints === feeVatBasisPoints) return;
    if (order.status !== 'check_requirements') throw new DomainError('onsite_partner_fixed');
    await assertPartner(tx, partnerId);
    await tx.onsiteJob.update({
      where: { orderId: order.id },
      data: { partnerId, ...fee, ...(same ? {} : { releasedAt: null }) },
    });
    const partner = await tx.company.findUniqueOrThrow({ where: { id: partnerId } });
    await appendEvent(tx, {
      type: 'onsite.partner_named',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { name: partner.name },
    });
    if (!same) await releaseToPartner(tx, order.id, viewer.userId);
  });
}

/**
 * Notes that a prepaid order is paid; it reaches its partner when one is named. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `onsite_not_prepaid` (409), `order_closed` (409).
 */
export async function recordPayment(viewer: Viewer, number: string, reference: string): Promise<void> {
  await transaction(async (tx) => {
    const { order, job } = await lockForOperator(tx, viewer, number);
    if (!job.prepaid) throw new DomainError('onsite_not_prepaid');
    if (job.paidAt) return;
    if (order.status === 'cancelled') throw new DomainError('order_closed');
    await tx.onsiteJob.update({
      where: { orderId: order.id },
      data: { paidAt: new Date(), paymentReference: reference },
    });
    await appendEvent(tx, {
      type: 'onsite.paid',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'internal',
      data: reference ? { reason: reference } : {},
    });
    await releaseToPartner(tx, order.id, viewer.userId);
  });
}

/**
 * Sends the goods: the order comes back to its partner, whose deadline runs from the day after they arrive. A repeat changes
 * nothing.
 * @param arrivesOn the day (`YYYY-MM-DD`) at the order's location
 * Throws DomainError `not_found` (404), `order_changed` (409), `arrival_past` (422).
 */
export async function dispatchGoods(
  viewer: Viewer,
  number: string,
  { arrivesOn, tracking }: { arrivesOn: string; tracking: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { order } = await lockForOperator(tx, viewer, number);
    if (wasTaken(order, ['requirements_met'], 'set_appointment')) return;
    const now = new Date();
    const after = startOfDay(arrivesOn, order.location.timeZone, 1);
    if (after <= now) throw new DomainError('arrival_past', 422);
    await moveLocked(tx, viewer, order, { to: 'set_appointment', reason: '', tracking }, { arrivesOn });
    const clock = (await clocksOf(tx, [order.locationId])).get(order.locationId);
    const due = clock ? dueAt('onsite', 'set_appointment', after, clock) : null;
    await tx.order.update({ where: { id: order.id }, data: { dueAt: due } });
    await tx.onsiteJob.update({
      where: { orderId: order.id },
      data: { dispatchedAt: now, arrivesOn: new Date(`${arrivesOn}T00:00:00Z`) },
    });
  });
}

type Resolution = { resolution: (typeof RESOLUTIONS)[number]; reason: string };

const RESOLVED = {
  new_appointment: 'set_appointment',
  new_goods: 'requirements_met',
  cancel: 'cancelled',
} as const;

/**
 * Decides what becomes of an order whose visit came to nothing: a new appointment, new goods, or its end. A repeat changes
 * nothing.
 * Throws DomainError `not_found` (404), `order_changed` (409), `reason_required` (422).
 */
export async function resolveReview(viewer: Viewer, number: string, form: Resolution): Promise<void> {
  await transaction(async (tx) => {
    const { order } = await lockForOperator(tx, viewer, number);
    const to = RESOLVED[form.resolution];
    if (wasTaken(order, ['under_review'], to)) return;
    await moveLocked(tx, viewer, order, { to, reason: form.reason, tracking: '' });
    if (to === 'requirements_met') await forgetDispatch(tx, order.id);
  });
}

async function forgetDispatch(tx: Db, orderId: number): Promise<void> {
  await tx.onsiteJob.update({ where: { orderId }, data: { dispatchedAt: null, arrivesOn: null } });
}

/**
 * Calls an on-site order off, before a visit is agreed. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `order_changed` (409: it is over, or a visit is agreed), `reason_required` (422).
 */
export async function cancelOnsite(viewer: Viewer, number: string, reason: string): Promise<void> {
  await transaction(async (tx) => {
    const { order } = await lockForOperator(tx, viewer, number);
    if (order.status === 'cancelled') return;
    if (order.status === 'confirm_execution' || order.status === 'executed')
      throw new DomainError('order_changed');
    await moveLocked(tx, viewer, order, { to: 'cancelled', reason, tracking: '' });
  });
}
