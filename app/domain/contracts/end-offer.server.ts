import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOffer, refusalOf } from './lock-offer.server';
import { isOpen, OFFER_REMIND_DAYS } from './rules';
import { linkEverybody } from './send-offer.server';
import { manages } from './visible.server';

/** How many offers one run of a job looks at; the next run goes on. */
const BATCH = 200;

/**
 * Takes an offer back; nobody can agree to it any more. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), or `offer_STATE` (409) for one that has ended.
 */
export async function withdrawOffer(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const offer = await lockOffer(tx, number, { viewer });
    if (!manages(viewer, offer)) throw new DomainError('not_allowed', 403);
    if (offer.state === 'withdrawn') return;
    if (!isOpen(offer.state) && offer.state !== 'draft') throw refusalOf(offer);
    await tx.offer.update({ where: { id: offer.id }, data: { state: 'withdrawn', endedAt: new Date() } });
    await appendEvent(tx, {
      type: 'offer.withdrawn',
      companyId: offer.customerId,
      actorId: viewer.userId,
      visibility: 'public',
      data: { offer: number, sent: offer.sentAt !== null },
    });
  });
}

/**
 * Ends the open offers whose validity is over, by the database's clock; one that the customer has agreed to waits for the
 * operator. Bears a repeat, also one beside this one.
 */
export async function expireOffers(): Promise<void> {
  const due = await db().$queryRaw<{ number: string }[]>`
    SELECT number FROM offers WHERE state IN ('sent', 'viewed') AND valid_until <= now()
      AND NOT EXISTS (SELECT FROM offer_decisions d WHERE d.offer_id = offers.id)
    ORDER BY valid_until LIMIT ${BATCH}::int`;
  for (const { number } of due)
    await transaction(async (tx) => {
      const offer = await lockOffer(tx, number, null);
      if (!isOpen(offer.state) || !offer.overdue || offer.decision) return;
      await tx.offer.update({ where: { id: offer.id }, data: { state: 'expired', endedAt: new Date() } });
      const event = { type: 'offer.expired', companyId: offer.customerId, visibility: 'public' } as const;
      await appendEvent(tx, { ...event, data: { offer: number } });
    });
}

/** Reminds of the open offers that end within three days and were not sent just now, of each once, with new links. */
export async function remindOfOffers(): Promise<void> {
  const due = await db().$queryRaw<{ number: string }[]>`
    SELECT number FROM offers
    WHERE state IN ('sent', 'viewed') AND reminded_at IS NULL AND valid_until > now()
      AND valid_until <= now() + make_interval(days => ${OFFER_REMIND_DAYS}::int) AND sent_at <= now() - interval '1 day'
      AND NOT EXISTS (SELECT FROM offer_decisions d WHERE d.offer_id = offers.id)
    ORDER BY valid_until LIMIT ${BATCH}::int`;
  for (const { number } of due)
    await transaction(async (tx) => {
      const offer = await lockOffer(tx, number, null);
      if (!isOpen(offer.state) || offer.remindedAt || offer.overdue || offer.decision) return;
      await tx.offer.update({ where: { id: offer.id }, data: { remindedAt: new Date() } });
      const event = { type: 'offer.reminded', companyId: offer.customerId, visibility: 'internal' } as const;
      await appendEvent(tx, { ...event, data: { offer: number, links: await linkEverybody(tx, offer) } });
    });
}
