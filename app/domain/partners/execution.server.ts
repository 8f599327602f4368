import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { storage } from '~/platform/storage.server';
import type { Viewer } from '../auth/rules';
import { moveLocked } from '../orders/move-order.server';
import { visibleTo } from '../orders/visible.server';
import { endAppointment } from './appointment.server';
import { lockOnsite, wasTaken } from './lock-onsite.server';
import type { ExecutedForm, FailedForm } from './step-schema';

const SIGNATURE_PX = 800;
const MAX_PIXELS = 8_000_000;

/**
 * Confirms that the work was done, with the name and, where it was drawn, the signature of the customer. A repeat changes
 * nothing.
 * Throws DomainError `not_found` (404), `order_changed` (409), `signature_invalid` (422).
 */
export async function confirmExecution(viewer: Viewer, number: string, form: ExecutedForm): Promise<void> {
  const png = form.signature ? await redrawSignature(form.signature) : null;
  const signatureKey = png && `signatures/${randomUUID()}.png`;
  await transaction(async (tx) => {
    const { order } = await lockOnsite(tx, viewer, number);
    if (wasTaken(order, ['confirm_execution'], 'executed')) return;
    if (png && signatureKey) await storage().put(signatureKey, png);
    const { work, signedBy } = form;
    await tx.execution.create({
      data: { orderId: order.id, executed: true, work, signedBy, signatureKey, byId: viewer.userId },
    });
    await moveLocked(tx, viewer, order, { to: 'executed', reason: '', tracking: '' });
    await endAppointment(tx, order.id, 'kept', '');
  }).catch(async (error: unknown) => {
    if (signatureKey) await storage().remove(signatureKey);
    throw error;
  });
}

/**
 * Draws a signature anew as a PNG, so that nothing but its pixels is kept.
 * @param dataUrl a PNG in a data URL (RFC 2397)
 * Throws DomainError `signature_invalid` (422).
 */
async function redrawSignature(dataUrl: string): Promise<Buffer> {
  try {
    const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .resize(SIGNATURE_PX, SIGNATURE_PX, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .png()
      .toBuffer();
  } catch {
    throw new DomainError('signature_invalid', 422);
  }
}

/**
 * Reports that a visit came to nothing: the operator decides what is next. A repeat changes nothing.
 * @param said the reason in words, as the history shows it
 * Throws DomainError `not_found` (404), `order_changed` (409).
 */
export async function reportFailure(
  viewer: Viewer,
  number: string,
  { failure, details }: FailedForm,
  said: string,
): Promise<void> {
  await transaction(async (tx) => {
    const { order } = await lockOnsite(tx, viewer, number);
    if (wasTaken(order, ['confirm_execution'], 'under_review')) return;
    await tx.execution.create({
      data: { orderId: order.id, executed: false, work: details, reason: failure, byId: viewer.userId },
    });
    const reason = failure === 'other' ? details : [said, details].filter(Boolean).join(': ');
    await moveLocked(tx, viewer, order, { to: 'under_review', reason, tracking: '' }, { failure });
    await endAppointment(tx, order.id, 'failed', reason);
  });
}

/** The key of the signature under an order's execution; null when there is none or the order is not the viewer's. */
export async function findSignature(viewer: Viewer, number: string): Promise<string | null> {
  const found = await db().execution.findFirst({
    where: { order: { AND: [{ number }, visibleTo(viewer)] }, signatureKey: { not: null } },
    orderBy: { id: 'desc' },
    select: { signatureKey: true },
  });
  return found?.signatureKey ?? null;
}
