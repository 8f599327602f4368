import { isDeepStrictEqual } from 'node:util';
import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { activeGates, gatesOfOrder } from './gates.server';
import type { GateAnswer } from './intake-rules';
import type { IntakeForm } from './intake-schema';
import { type LockedOrder, lockOrder } from './lock-order.server';
import { moveLocked } from './move-order.server';
import { keepPasscode } from './passcode.server';
import { isFinal, stageOf } from './rules';
import type { SubmissionContent } from './schema';
import { visibleTo } from './visible.server';

/** True for orders whose device can be taken in: a repair that is submitted and not completed. */
const takesIn = ({ kind, status }: Pick<LockedOrder, 'kind' | 'status'>) =>
  kind === 'repair' && status !== 'draft' && !isFinal(kind, status);

/** How the device arrived, as its page shows it to this viewer; the order was already found to be theirs. */
export async function intakeOf(viewer: Viewer, order: { id: number; kind: string; status: string }) {
  const [last, gates] = await Promise.all([
    db().intake.findFirst({
      where: { orderId: order.id },
      orderBy: { id: 'desc' },
      select: { condition: true, accessories: true, at: true, by: { select: { name: true } } },
    }),
    order.kind === 'repair' && order.status !== 'draft' ? activeGates() : [],
  ]);
  const states = await gatesOfOrder(order.id, gates);
  return {
    last: last && { ...last, by: last.by.name },
    // What is in order concerns the workshop alone; what is not, the sender has to know.
    gates: isStaff(viewer) ? states : states.filter(({ met }) => met === false),
  };
}

/** What the intake form of an order starts with; null when this viewer takes in no such device. */
export async function intakePage(viewer: Viewer, number: string) {
  if (!isStaff(viewer)) return null;
  const order = await db().order.findFirst({
    where: { AND: [{ number }, visibleTo(viewer)] },
    select: {
      id: true,
      number: true,
      kind: true,
      status: true,
      deviceId: true,
      deviceName: true,
      submission: { select: { content: true } },
      secret: { select: { setAt: true } },
      intakes: {
        orderBy: { id: 'desc' },
        take: 1,
        select: { condition: true, accessories: true },
      },
    },
  });
  if (!order?.submission || order.kind !== 'repair') return null;
  const { submission, secret, intakes, ...facts } = order;
  return {
    ...facts,
    kind: 'repair' as const,
    content: submission.content as unknown as SubmissionContent,
    passcodeKept: secret !== null,
    last: intakes[0] ?? null,
  };
}

/**
 * Notes how a device arrived; an order that is still on its way becomes received by it. The last intake of an order counts;
 * one that says the same as the last changes nothing.
 * @param fields the typed form, for the passcode
 * Throws DomainError `not_found` (404), `order_closed` (409).
 */
export async function saveIntake(
  viewer: Viewer,
  number: string,
  form: IntakeForm,
  fields: Record<string, string>,
): Promise<void> {
  await transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (!isStaff(viewer) || order.kind !== 'repair') throw new DomainError('not_found', 404);
    if (!takesIn(order)) throw new DomainError('order_closed');
    await keepPasscode(tx, order.id, fields);
    const gates: GateAnswer[] = (await activeGates(tx)).map(({ id, labelEn, labelDe }) => ({
      gateId: id,
      label: { en: labelEn, de: labelDe },
      met: form.gates.get(id) ?? null,
    }));
    if (stageOf(order.kind, order.status) === 'new')
      await moveLocked(tx, viewer, order, { to: 'received', reason: '', tracking: '' });
    const { condition, accessories } = form;
    const last = await tx.intake.findFirst({
      where: { orderId: order.id },
      orderBy: { id: 'desc' },
      select: { condition: true, accessories: true, gates: true },
    });
    if (isDeepStrictEqual(last, { condition, accessories, gates })) return;
    await tx.intake.create({
      data: { orderId: order.id, condition, accessories, gates, byId: viewer.userId },
    });
    await appendEvent(tx, {
      type: 'order.intake',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { condition, accessories },
    });
  });
}
