import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { fulfilOffer } from './fulfil-offer.server';
import { type LockedOffer, lockOffer, refusalOf, refuseUnlessOpen } from './lock-offer.server';
import { dayIn, isOpen } from './rules';
import type { OfferDecisionForm } from './schema';
import { decides, type OfferReader } from './visible.server';

/** Asked before a transaction begins: within one it would take a second connection. */
const operatorsDay = async () => dayIn(new Date(), (await getOperator()).timeZone);

type DecidedBy = { name: string; email: string; userId: number | null; linkId: number | null };

/**
 * Decides on an offer for the customer: of all decisions, however many come at once, one takes effect. Its acceptance makes
 * the orders and contracts at once, in the same transaction; for a prospect once the operator agrees too. The same decision
 * by the same person once more changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `offer_STATE` (409) with what became of it and by whom, and what
 * `fulfilOffer` throws.
 */
export async function decideOffer(
  reader: OfferReader,
  number: string,
  decision: OfferDecisionForm,
): Promise<void> {
  const today = await operatorsDay();
  await transaction(async (tx) => {
    const offer = await lockOffer(tx, number, reader);
    const by = await decidedBy(tx, reader, decision);
    if (isRepeat(offer, decision, by)) return;
    refuseUnlessOpen(offer);
    const reason = decision.outcome === 'declined' ? decision.reason : '';
    await tx.offerDecision.create({ data: { ...by, offerId: offer.id, outcome: decision.outcome, reason } });
    if (decision.outcome === 'declined') await decline(tx, offer, by, reason);
    else if (offer.needsOperator && !offer.operatorAgreedAt) await tell(tx, offer, 'offer.waiting', by);
    else await fulfilOffer(tx, offer, by, today);
  });
}

async function decidedBy(
  tx: Db,
  reader: OfferReader,
  { name, email }: OfferDecisionForm,
): Promise<DecidedBy> {
  if ('viewer' in reader) {
    if (!decides(reader.viewer)) throw new DomainError('not_allowed', 403);
    return { name, email, userId: reader.viewer.userId, linkId: null };
  }
  // A link that was revoked meanwhile decides nothing any more.
  const [link] = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM offer_links WHERE id = ${reader.link.id} AND revoked_at IS NULL
      AND expires_at > clock_timestamp() FOR SHARE`;
  if (!link) throw new DomainError('not_found', 404);
  return { name, email, userId: null, linkId: link.id };
}

function isRepeat({ decision: made }: LockedOffer, decision: OfferDecisionForm, by: DecidedBy): boolean {
  if (!made || made.outcome !== decision.outcome) return false;
  if (made.userId !== by.userId || made.linkId !== by.linkId || made.name !== by.name) return false;
  if (made.email.toLowerCase() !== by.email.toLowerCase()) return false;
  return decision.outcome === 'accepted' || made.reason === decision.reason;
}

async function decline(tx: Db, offer: LockedOffer, by: DecidedBy, reason: string): Promise<void> {
  await tx.offer.update({ where: { id: offer.id }, data: { state: 'declined', endedAt: new Date() } });
  await tell(tx, offer, 'offer.declined', by, { reason });
}

/** Appends what was decided as an event. */
async function tell(
  tx: Db,
  offer: LockedOffer,
  type: string,
  by: DecidedBy,
  more: object = {},
): Promise<void> {
  await appendEvent(tx, {
    type,
    companyId: offer.customerId,
    ...(by.userId === null ? {} : { actorId: by.userId }),
    visibility: 'public',
    data: { offer: offer.number, name: by.name, ...more },
  });
}

/**
 * Agrees for the operator to the offer of a prospect, before or after the customer; with the customer's acceptance it makes
 * the orders. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `offer_STATE` (409), and what `fulfilOffer` throws.
 */
export async function agreeForOperator(viewer: Viewer, number: string): Promise<void> {
  const today = await operatorsDay();
  await transaction(async (tx) => {
    const offer = await lockOffer(tx, number, { viewer });
    if (viewer.role !== 'administrator') throw new DomainError('not_allowed', 403);
    if (!offer.needsOperator || offer.operatorAgreedAt) return;
    if (!isOpen(offer.state) && offer.state !== 'draft') throw refusalOf(offer);
    const agreed = { operatorAgreedAt: new Date(), operatorAgreedById: viewer.userId };
    await tx.offer.update({ where: { id: offer.id }, data: agreed });
    const { decision } = offer;
    await appendEvent(tx, {
      type: 'offer.agreed',
      companyId: offer.customerId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { offer: number },
    });
    if (decision?.outcome === 'accepted') await fulfilOffer(tx, { ...offer, ...agreed }, decision, today);
  });
}
