import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { guestViewer } from '../orders/guest-visit.server';
import type { OfferLink } from './offer-link.server';

/**
 * An order that came of the offer of a link, and as whom its paper is read: somebody who sees this one order with its prices.
 * Null for any other number.
 */
export async function orderOfLink(
  link: OfferLink,
  number: string,
): Promise<{ number: string; viewer: Viewer } | null> {
  const order = await db().order.findFirst({
    where: { number: number.replaceAll('\0', ''), offerId: link.offerId, erasedAt: null },
    select: { id: true, number: true },
  });
  if (!order) return null;
  const viewer = guestViewer({ name: '', email: link.email }, { orderId: order.id, seesPrices: true });
  return { number: order.number, viewer };
}
