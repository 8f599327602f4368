import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { seal, unseal } from '~/platform/secret-box.server';
import { cleanText } from '~/platform/text';
import { isAccountHolder, isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrder } from './lock-order.server';
import { isFinal } from './rules';
import { LIMITS } from './schema';
import { visibleTo } from './visible.server';

/**
 * The passcode of a device: kept in `order_secrets` alone, sealed for its order, and deleted by a trigger when the order is
 * completed. Nothing else takes it: no draft, event, log, index, export or mail.
 */
const placeOf = (orderId: number) => `passcode of order ${orderId}`;

/** True when a passcode is kept on this order of the viewer's. */
export async function keepsPasscode(viewer: Viewer, number: string): Promise<boolean> {
  const order = { AND: [{ number }, visibleTo(viewer)] };
  return mayWrite(viewer) && (await db().orderSecret.count({ where: { order } })) > 0;
}

/** Who sends the device or works on it; a service partner does neither. */
const mayWrite = (viewer: Viewer) => isStaff(viewer) || isAccountHolder(viewer);

/**
 * Keeps the passcode of a form on a locked order, in place of the one before: the field `passcode`, where it is not empty;
 * `forgetPasscode` forgets what was kept.
 * @returns whether there was anything to do
 * Throws DomainError `too_long` (422).
 */
export async function keepPasscode(
  tx: Db,
  orderId: number,
  fields: Record<string, string>,
): Promise<boolean> {
  const passcode = cleanText(fields.passcode ?? '');
  if (passcode.length > LIMITS.passcode) throw new DomainError('too_long', 422, { max: LIMITS.passcode });
  if (passcode === '') {
    if (!fields.forgetPasscode) return false;
    return (await tx.orderSecret.deleteMany({ where: { orderId } })).count > 0;
  }
  const kept = { ciphertext: seal(passcode, placeOf(orderId)), setAt: new Date() };
  await tx.orderSecret.upsert({ where: { orderId }, create: { orderId, ...kept }, update: kept });
  return true;
}

/**
 * Keeps or forgets the passcode of an order that is under way.
 * Throws DomainError `not_found` (404: also for who may not write it), `order_closed` (409).
 */
export async function changePasscode(
  viewer: Viewer,
  number: string,
  fields: Record<string, string>,
): Promise<void> {
  await transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (!mayWrite(viewer)) throw new DomainError('not_found', 404);
    if (order.status === 'draft' || isFinal(order.kind, order.status)) throw new DomainError('order_closed');
    if (!(await keepPasscode(tx, order.id, fields))) return;
    await appendEvent(tx, {
      type: 'order.secret_changed',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'internal',
    });
  });
}

/**
 * Opens the passcode for the operator's people, and appends that they saw it.
 * Throws DomainError `not_found` (404), `passcode_gone` (409: there is none any more), `passcode_unreadable` (409: it was
 * sealed with a key that the portal does not have).
 */
export async function showPasscode(viewer: Viewer, number: string): Promise<string> {
  return transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (!isStaff(viewer)) throw new DomainError('not_found', 404);
    const secret = await tx.orderSecret.findUnique({ where: { orderId: order.id } });
    if (!secret) throw new DomainError('passcode_gone');
    const passcode = unseal(secret.ciphertext, placeOf(order.id));
    if (passcode === null) throw new DomainError('passcode_unreadable');
    await appendEvent(tx, {
      type: 'order.secret_shown',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: 'internal',
    });
    return passcode;
  });
}

/** An order of this viewer that can have a passcode, for its own page: null for any other. */
export async function passcodePage(viewer: Viewer, number: string) {
  if (!mayWrite(viewer)) return null;
  const order = await db().order.findFirst({
    where: { AND: [{ number, status: { not: 'draft' } }, visibleTo(viewer)] },
    select: { number: true, deviceName: true, stage: true, secret: { select: { setAt: true } } },
  });
  return (
    order && {
      number: order.number,
      device: order.deviceName,
      kept: order.secret !== null,
      open: order.stage !== 'completed',
      mayShow: isStaff(viewer),
    }
  );
}
