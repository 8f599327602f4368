import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { enqueue } from '~/platform/jobs.server';
import { appendEvent } from '../events/append-event.server';
import type { LockedOffer } from './lock-offer.server';
import { makeContracts } from './make-contracts.server';
import { makeOnsiteOrders } from './make-onsite-orders.server';
import { makeOrders } from './make-orders.server';

/**
 * Makes everything that an offer promised, in the transaction that accepts it: the orders, and the contracts of its service
 * plans. Who was a prospect is a customer from then on.
 * @param by who agreed, as the decision keeps it
 * @param today the operator's day, `YYYY-MM-DD`
 * Throws DomainError `customer_inactive` (422), `contract_ended` (409), and what `createOnsiteOrder` throws; then nothing
 * was made.
 */
export async function fulfilOffer(
  tx: Db,
  offer: LockedOffer,
  by: { name: string; userId: number | null },
  today: string,
): Promise<void> {
  if (!offer.customer.active) throw new DomainError('customer_inactive', 422);
  // Orders name a user: who agreed, or, for somebody without an account, who made the offer.
  const onBehalf = by.userId === null && offer.createdBy.companyId === null;
  const maker = { userId: by.userId ?? offer.createdById, onBehalf };
  await tx.offer.update({ where: { id: offer.id }, data: { state: 'accepted', endedAt: new Date() } });
  if (offer.customer.prospect)
    await tx.company.update({ where: { id: offer.customerId }, data: { prospect: false } });
  const onsite = await makeOnsiteOrders(tx, offer, maker);
  const orders = await makeOrders(tx, offer, maker, onsite.length === 0);
  const contracts = await makeContracts(tx, offer, maker, orders, today);
  await appendEvent(tx, {
    type: 'offer.accepted',
    companyId: offer.customerId,
    ...(by.userId === null ? {} : { actorId: by.userId }),
    visibility: 'public',
    data: {
      offer: offer.number,
      name: by.name,
      orders: [...onsite, ...orders].map(({ number }) => number),
      contracts,
    },
  });
  await enqueue(tx, 'offer.document', { offerId: offer.id });
  await enqueue(tx, 'plans.automate', {}, { key: 'plans.automate' });
}
