import type { Db } from '~/platform/db.server';
import { nextSerial } from '~/platform/sequence.server';
import { appendEvent } from '../events/append-event.server';
import { clocksOf } from '../orders/clock.server';
import { dueAt } from '../orders/due.server';
import { SUBMITTED_STATUS } from '../orders/rules';

/** The next SP-ID, `SP-NNNNNN`, from the database's sequence. */
async function nextSpId(tx: Db): Promise<string> {
  const serial = await nextSerial(tx, 'sp_id_seq');
  return `SP-${String(serial).padStart(6, '0')}`;
}

/**
 * Gives an on-site order to its partner, in the caller's transaction, once a partner is named and, with prepayment, paid: it
 * gets its SP-ID, and its deadline runs from now by the clock of its location. Else, and for one that was given, nothing
 * changes.
 * @param actorId whose command it follows from; null when the portal itself does it
 * @returns true when the order was given to the partner now
 */
export async function releaseToPartner(
  tx: Db,
  orderId: number,
  actorId: number | null = null,
): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ${orderId} FOR UPDATE`;
  const job = await tx.onsiteJob.findUnique({ where: { orderId }, include: { order: true } });
  if (!job || job.releasedAt || job.partnerId === null || (job.prepaid && !job.paidAt)) return false;
  const { status, locationId } = job.order;
  if (status !== SUBMITTED_STATUS.onsite) return false;
  const now = new Date();
  const clock = (await clocksOf(tx, [locationId])).get(locationId);
  const spId = job.order.spId ?? (await nextSpId(tx));
  await tx.order.update({
    where: { id: orderId },
    data: {
      partnerId: job.partnerId,
      spId,
      statusSince: now,
      dueAt: clock ? dueAt('onsite', status, now, clock) : null,
    },
  });
  await tx.onsiteJob.update({ where: { orderId }, data: { releasedAt: now } });
  await appendEvent(tx, {
    type: 'onsite.released',
    orderId,
    ...(actorId === null ? {} : { actorId }),
    visibility: 'public',
    data: { spId },
  });
  return true;
}
