import type { Db } from '~/platform/db.server';
import { createOnsiteOrder } from '../partners/create-onsite-order.server';
import { releaseToPartner } from '../partners/release.server';
import type { LockedOffer } from './lock-offer.server';
import { locationOf, type MadeOrder, type Maker } from './make-orders.server';
import type { ShownLine } from './shown';

/**
 * Makes an on-site order for each service of an accepted offer that is done on site, at the customer's address. Which partner
 * goes there is the operator's to say. What is for the whole stands on the first.
 * Throws what `createOnsiteOrder` throws.
 */
export async function makeOnsiteOrders(tx: Db, offer: LockedOffer, maker: Maker): Promise<MadeOrder[]> {
  const { lines } = offer.content;
  const onsite = lines.filter((line) => line.onsite);
  const general = lines.filter((line) => line.kind === 'service' && !line.onsite && line.forItem === null);
  const made: MadeOrder[] = [];
  for (const [index, line] of onsite.entries()) {
    const order = await createOnsiteOrder(tx, maker, {
      ...(await inputOf(tx, offer, line)),
      lines: [line, ...(index === 0 ? general : [])].map(soldLine),
    });
    await releaseToPartner(tx, order.id);
    made.push({ ...order, kind: 'onsite', items: line.forItem === null ? [] : [line.forItem] });
  }
  return made;
}

const soldLine = (line: ShownLine) => ({
  kind: 'service' as const,
  description: line.description,
  quantityThousandths: line.quantityThousandths,
  unitPriceMinor: line.unitPriceMinor,
  vatBasisPoints: line.vatBasisPoints,
});

async function inputOf(tx: Db, offer: LockedOffer, line: ShownLine) {
  const { content, customer } = offer;
  const device = content.devices.find(({ item }) => item === line.forItem);
  return {
    submissionKey: `offer-${offer.id}-onsite-${line.item}`,
    customerId: offer.customerId,
    locationId: await locationOf(tx, offer.basketId),
    serviceTypeId: line.onsite?.id ?? 0,
    partnerId: null,
    contactName: customer.name,
    phone: customer.phone,
    email: customer.email,
    street: customer.street,
    postalCode: customer.postalCode,
    city: customer.city,
    country: customer.country,
    problem: device?.problem || line.description,
    goods: [{ description: device?.name ?? line.description, quantity: 1 }],
    fee: { minor: 0, vatBasisPoints: line.vatBasisPoints },
    prepaid: false,
    customerReferences: [],
    internalReferences: [],
    offerId: offer.id,
    locale: content.locale,
  };
}
