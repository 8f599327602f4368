import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';

/** The quote of the guest's order that waits for a decision; null for a guest who may not decide. `validUntil` in UTC. */
export function findQuoteOfGuest({ guest }: Viewer) {
  if (!guest?.seesPrices) return null;
  return db().quote.findFirst({
    where: { orderId: guest.orderId, state: 'sent', validUntil: { gt: new Date() } },
    orderBy: { version: 'desc' },
    select: { number: true, validUntil: true },
  });
}
