import { db, transaction } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { moveLocked } from '../orders/move-order.server';
import { lockOnsite, wasTaken } from './lock-onsite.server';
import type { ItemKind } from './rules';
import { answerName, type ContactForm, type RequirementsForm } from './step-schema';

/** A question of a checklist in the reader's language. */
export type ShownItem = { id: number; kind: ItemKind; label: string; help: string; required: boolean };

/** An answer as it was given and shown; `shown` of yes and no is the word itself. */
export type CheckAnswer = { itemId: number; label: string; kind: ItemKind; value: string };

/** The questions that are asked for a kind of service, in the order of the form. */
export async function checklistOf(serviceTypeId: number, locale: Locale): Promise<ShownItem[]> {
  const items = await db().checklistItem.findMany({
    where: { serviceTypeId, active: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  return items.map((item) => ({
    id: item.id,
    kind: item.kind as ItemKind,
    label: locale === 'de' ? item.labelDe : item.labelEn,
    help: locale === 'de' ? item.helpDe : item.helpEn,
    required: item.required,
  }));
}

/**
 * Ends the check of the requirements: fulfilled, or not, which cancels the order. The answers are kept with the questions as
 * they were read. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `order_changed` or `onsite_not_released` (409), `reason_required` (422).
 */
export async function checkRequirements(
  viewer: Viewer,
  number: string,
  form: RequirementsForm,
  items: readonly ShownItem[],
): Promise<void> {
  const fulfilled = form.outcome === 'fulfilled';
  const to = fulfilled ? 'requirements_met' : 'cancelled';
  const given = form as unknown as Record<string, string>;
  const answers: CheckAnswer[] = items.flatMap(({ id, label, kind }) => {
    const value = given[answerName(id)] ?? '';
    return value === '' ? [] : [{ itemId: id, label, kind, value }];
  });
  await transaction(async (tx) => {
    const { order } = await lockOnsite(tx, viewer, number);
    if (wasTaken(order, ['check_requirements'], to)) return;
    const reason = fulfilled ? '' : form.reason;
    await tx.requirementCheck.create({
      data: { orderId: order.id, fulfilled, reason, answers, byId: viewer.userId },
    });
    await moveLocked(tx, viewer, order, { to, reason, tracking: '' });
  });
}

const REPEAT_MS = 60_000;

/**
 * Notes a try to reach the customer. The same one again within a minute is a repeat and changes nothing.
 * Throws DomainError `not_found` (404), `order_changed` or `onsite_not_released` (409).
 */
export async function logContact(viewer: Viewer, number: string, form: ContactForm): Promise<void> {
  await transaction(async (tx) => {
    const { order } = await lockOnsite(tx, viewer, number);
    if (wasTaken(order, ['check_requirements', 'set_appointment', 'confirm_execution'], 'executed')) return;
    const data = { orderId: order.id, ...form, byId: viewer.userId };
    const since = new Date(Date.now() - REPEAT_MS);
    if (await tx.contactAttempt.findFirst({ where: { ...data, at: { gt: since } } })) return;
    await tx.contactAttempt.create({ data });
    await appendEvent(tx, {
      type: 'onsite.contacted',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { channel: form.channel, reached: form.reached, ...(form.note && { reason: form.note }) },
    });
  });
}
