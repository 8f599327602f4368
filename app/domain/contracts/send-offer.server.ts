import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { type LockedOffer, lockOffer, refusalOf } from './lock-offer.server';
import { createOfferLink } from './offer-link.server';
import { isOpen } from './rules';
import { manages } from './visible.server';

type Sendable = {
  id: number;
  number: string;
  customerId: number;
  validUntil: Date;
  approverEmail: string;
  customer: { email: string };
};

/**
 * Sends a draft: its link is mailed to the customer's master address and to the approver who is named. A repeat changes
 * nothing. Throws DomainError `not_found` (404), `not_allowed` (403), `offer_STATE` (409: no draft any more), `offer_validity_over` (422).
 */
export async function sendOffer(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const offer = await lockManaged(tx, viewer, number);
    if (isOpen(offer.state)) return;
    if (offer.state !== 'draft') throw refusalOf(offer);
    if (offer.overdue) throw new DomainError('offer_validity_over', 422);
    await sendLocked(tx, viewer, offer);
  });
}

/** The locked offer of somebody who may send it. */
async function lockManaged(tx: Db, viewer: Viewer, number: string): Promise<LockedOffer> {
  const offer = await lockOffer(tx, number, { viewer });
  if (!manages(viewer, offer)) throw new DomainError('not_allowed', 403);
  return offer;
}

/** Sends a locked draft, in the caller's transaction. */
export async function sendLocked(tx: Db, viewer: Viewer, offer: Sendable): Promise<void> {
  await tx.offer.update({ where: { id: offer.id }, data: { state: 'sent', sentAt: new Date() } });
  await appendEvent(tx, {
    type: 'offer.sent',
    companyId: offer.customerId,
    actorId: viewer.userId,
    visibility: 'public',
    data: { offer: offer.number, links: await linkEverybody(tx, offer) },
  });
}

/** Makes links for those who are asked, each address once. */
export async function linkEverybody(tx: Db, offer: Sendable): Promise<number[]> {
  const addresses = new Map(
    [offer.customer.email, offer.approverEmail]
      .filter(Boolean)
      .map((address) => [address.toLowerCase(), address]),
  );
  const links: number[] = [];
  for (const address of addresses.values()) links.push(await createOfferLink(tx, offer, address));
  return links;
}

/**
 * Makes the links of an offer lead nowhere from now on, and mails new ones to the same people.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `offer_STATE` (409: not open).
 */
export async function renewLinks(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const offer = await lockManaged(tx, viewer, number);
    if (!isOpen(offer.state)) throw refusalOf(offer);
    await revokeLinks(tx, offer.id);
    await appendEvent(tx, {
      type: 'offer.sent',
      companyId: offer.customerId,
      actorId: viewer.userId,
      visibility: 'public',
      data: { offer: number, again: true, links: await linkEverybody(tx, offer) },
    });
  });
}

/** Lets no link of an offer work any more. */
async function revokeLinks(tx: Db, offerId: number): Promise<void> {
  await tx.offerLink.updateMany({ where: { offerId, revokedAt: null }, data: { revokedAt: new Date() } });
}

/** Revokes one link of an offer. Throws DomainError `not_found` (404), `not_allowed` (403). */
export async function revokeOfferLink(viewer: Viewer, number: string, linkId: number): Promise<void> {
  await transaction(async (tx) => {
    const offer = await lockManaged(tx, viewer, number);
    const { count } = await tx.offerLink.updateMany({
      where: { id: linkId, offerId: offer.id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return;
    await appendEvent(tx, {
      type: 'offer.link_revoked',
      companyId: offer.customerId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { offer: number },
    });
  });
}
