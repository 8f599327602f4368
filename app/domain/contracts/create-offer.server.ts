import { type Db, type Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { enqueue } from '~/platform/jobs.server';
import { nextSerial } from '~/platform/sequence.server';
import { startOfDay } from '~/platform/start-of-day';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { lockBasket, type StoredBasket } from './lock-basket.server';
import { dayIn, OFFER_DAYS, OFFER_DAYS_MAX, offerNumber } from './rules';
import type { OfferForm } from './schema';
import { sendLocked } from './send-offer.server';
import { type OfferContent, type ShownBasket, shownBasket } from './shown';

const DAY_MS = 86_400_000;

/** The days on which an offer that is made now may end, `YYYY-MM-DD`. */
export function offerDays(timeZone: string, now = Date.now()) {
  const after = (days: number) => dayIn(new Date(now + days * DAY_MS), timeZone);
  return { first: after(0), usual: after(OFFER_DAYS), last: after(OFFER_DAYS_MAX) };
}

/**
 * Makes the offer of a basket and freezes both; sends it at once where that is asked for. A basket has one offer: a repeat
 * leads to the one that there is.
 * @returns the offer's number
 * Throws DomainError `not_found` (404), `basket_discarded` (409), `basket_empty`, `basket_device_idle` (with the `name`),
 * `basket_without_order` or `basket_without_location` (422).
 */
export async function createOffer(viewer: Viewer, basketNumber: string, form: OfferForm): Promise<string> {
  const { timeZone } = await getOperator();
  return transaction(async (tx) => {
    const basket = await lockBasket(tx, viewer, basketNumber);
    if (basket.offer) return basket.offer.number;
    if (basket.state !== 'open') throw new DomainError('basket_discarded');
    const shown = shownBasket(basket);
    refuseUnlessComplete(shown);
    const offer = await insertOffer(tx, viewer, basket, shown, form, timeZone);
    await tx.basket.update({ where: { id: basket.id }, data: { state: 'offered' } });
    await appendEvent(tx, {
      type: 'offer.created',
      companyId: basket.customerId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { offer: offer.number, basket: basket.number },
    });
    await enqueue(tx, 'offer.document', { offerId: offer.id });
    if (form.send) await sendLocked(tx, viewer, offer);
    return offer.number;
  });
}

/** Everything in a basket has to lead to an order or a contract. */
function refuseUnlessComplete({ devices, lines, location }: ShownBasket): void {
  if (lines.length === 0 && devices.length === 0) throw new DomainError('basket_empty', 422);
  const idle = devices.find(
    ({ item, problem }) => problem === '' && !lines.some(({ forItem }) => forItem === item),
  );
  if (idle) throw new DomainError('basket_device_idle', 422, { name: idle.name });
  const makes = devices.length > 0 || lines.some(({ onsite, plan }) => onsite || plan);
  if (!makes) throw new DomainError('basket_without_order', 422);
  if (!location) throw new DomainError('basket_without_location', 422);
}

async function insertOffer(
  tx: Db,
  viewer: Viewer,
  basket: StoredBasket,
  shown: ShownBasket,
  form: OfferForm,
  timeZone: string,
) {
  const now = new Date();
  const serial = await nextSerial(tx, 'offer_number_seq');
  const number = offerNumber(now.getUTCFullYear(), serial);
  const content: OfferContent = { ...shown, number, author: viewer.name, madeAt: now.toISOString() };
  const { net, gross } = shown.totals;
  return tx.offer.create({
    data: {
      number,
      basketId: basket.id,
      accountId: basket.accountId,
      customerId: basket.customerId,
      currency: basket.currency,
      content: content as unknown as Prisma.InputJsonObject,
      netMinor: net,
      vatMinor: gross - net,
      grossMinor: gross,
      // The last moment of the day, so that the day that was chosen is the one that is shown.
      validUntil: new Date(startOfDay(form.validUntil, timeZone, 1).getTime() - 1),
      approverName: form.approverName,
      approverEmail: form.approverEmail,
      needsOperator: basket.customer.prospect,
      submissionKey: form.submissionKey,
      createdById: viewer.userId,
      createdAt: now,
    },
    include: { customer: true },
  });
}
