import { createHash, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { db } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { getOperator } from '../companies/operator.server';
import type { OfferContent } from '../contracts/shown';
import { type OfferReader, offersVisibleTo } from '../contracts/visible.server';
import type { OfferPaper } from './offer-paper';
import { drawLetter, type Operator, paperOperator, recipientLines } from './paper-operator.server';

const MODULE = 'domain/documents/offer-paper.tsx';
const FORMATS = { en: 'en-GB', de: 'de-CH' } as const;

type StoredOffer = NonNullable<Awaited<ReturnType<typeof findStored>>>;

const findStored = (where: object) =>
  db().offer.findFirst({ where, include: { decision: true, operatorAgreedBy: { select: { name: true } } } });

/** Which paper of an offer is meant: the one of what was offered, or of what was agreed. */
const paperKind = ({ state }: { state: string }) => (state === 'accepted' ? 'agreed' : 'offered');

/**
 * The paper of an offer, byte by byte as it was stored; drawn while it is still being stored. In the customer's language, as
 * the offer is. Null when there is no such offer for this person.
 */
export async function readOfferDocument(reader: OfferReader, number: string) {
  const offer = await findStored({
    AND: [{ number: number.replaceAll('\0', '') }, offersVisibleTo(reader)],
  });
  if (!offer) return null;
  const { locale } = offer.content as unknown as OfferContent;
  const key = offer.documentKey;
  const stored = key?.includes(`/${paperKind(offer)}-`) ? key : null;
  const pdf = stored ? await buffer(await storage().open(stored)) : await draw(offer);
  return { number: offer.number, locale, pdf };
}

/**
 * Draws and stores the paper of an offer once: of what is offered, and once more of what was agreed, which takes its place. A
 * repeat, also one beside this one, leaves the first.
 */
export async function storeOfferPaper(offerId: number): Promise<void> {
  const offer = await findStored({ id: offerId });
  if (!offer) return;
  const before = offer.documentKey;
  const kind = paperKind(offer);
  if (before?.includes(`/${kind}-`)) return;
  const pdf = await draw(offer);
  const key = `offers/${offer.id}/${kind}-${randomUUID()}.pdf`;
  await storage().put(key, pdf);
  const { count } = await db().offer.updateMany({
    where: { id: offerId, documentKey: before },
    data: { documentKey: key, documentSha256: createHash('sha256').update(pdf).digest('hex') },
  });
  if (count === 0) await storage().remove(key);
  else if (before) await storage().remove(before);
}

async function draw(offer: StoredOffer): Promise<Buffer> {
  const operator = await getOperator();
  return drawLetter(MODULE, operator, paperOf(operator, offer));
}

function paperOf(operator: Operator, { content, decision, state, validUntil }: StoredOffer): OfferPaper {
  const offer = content as unknown as OfferContent;
  return {
    language: offer.locale,
    locale: FORMATS[offer.locale],
    timeZone: operator.timeZone,
    operator: paperOperator(operator),
    recipient: recipientLines(offer.customer, operator, offer),
    offer,
    validUntil,
    ...(state === 'accepted' &&
      decision && { decision: { name: decision.name, email: decision.email, at: decision.at } }),
  };
}
