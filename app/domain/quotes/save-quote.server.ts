import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { nextSerial } from '~/platform/sequence.server';
import { startOfDay } from '~/platform/start-of-day';
import { isStaff, type Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { lockOrder } from '../orders/lock-order.server';
import { lockQuote } from './lock-quote.server';
import { mayQuote, type QuoteState, quoteNumber, refusalOf } from './rules';
import type { QuoteForm } from './schema';
import { quotesVisibleTo } from './visible.server';

/**
 * Writes the draft of an order's next quote, or what it says now.
 * @param key which draft is meant: the key of an existing one, or a new one for the first time
 * @returns the quote's number
 * Throws DomainError `not_found` (404), `not_allowed` (403), `quote_not_now` (409: by the order's status),
 * `quote_draft_exists` (409: somebody else has begun one), `quote_STATE` (409: it is no draft any more).
 */
export async function saveQuote(
  viewer: Viewer,
  orderNumber: string,
  key: string,
  form: QuoteForm,
): Promise<string> {
  const { timeZone } = await getOperator();
  return transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, orderNumber);
    if (!isStaff(viewer)) throw new DomainError('not_allowed', 403);
    if (!mayQuote(order.kind, order.status, viewer.role)) throw new DomainError('quote_not_now');
    const said = {
      message: form.message,
      // The last moment of the day, so that the day that was chosen is the one that is shown.
      validUntil: new Date(startOfDay(form.validUntil, timeZone, 1).getTime() - 1),
    };
    const draft = await findDraft(tx, order.id, key);
    if (draft) await tx.quote.update({ where: { id: draft.id }, data: said });
    const quote = draft ?? (await createDraft(tx, viewer, order, { ...said, submissionKey: key }));
    await writeOptions(tx, quote.id, form.options);
    return quote.number;
  });
}

async function findDraft(tx: Db, orderId: number, key: string) {
  const own = await tx.quote.findUnique({ where: { submissionKey: key } });
  if (own && own.orderId !== orderId) throw new DomainError('not_found', 404);
  if (own && own.state !== 'draft') throw new DomainError(refusalOf(own.state as QuoteState));
  const open = own ?? (await tx.quote.findFirst({ where: { orderId, state: 'draft' } }));
  if (open && !own) throw new DomainError('quote_draft_exists');
  return own;
}

async function createDraft(
  tx: Db,
  viewer: Viewer,
  order: { id: number; currency: string },
  said: { message: string; validUntil: Date; submissionKey: string },
) {
  const newest = await tx.quote.findFirst({ where: { orderId: order.id }, orderBy: { version: 'desc' } });
  const version = (newest?.version ?? 0) + 1;
  const serial = await nextSerial(tx, 'quote_number_seq');
  const number = quoteNumber(new Date().getUTCFullYear(), serial);
  const { currency, id: orderId } = order;
  const quote = await tx.quote.create({
    data: { ...said, number, version, currency, orderId, createdById: viewer.userId },
  });
  await appendEvent(tx, {
    type: 'quote.drafted',
    orderId,
    actorId: viewer.userId,
    visibility: 'internal',
    data: { quote: number, version },
  });
  return quote;
}

async function writeOptions(tx: Db, quoteId: number, options: QuoteForm['options']): Promise<void> {
  await tx.quoteOption.deleteMany({ where: { quoteId } });
  for (const [position, { kind, title, lines }] of options.entries()) {
    const rows = lines.map(({ quantity, price, vat, ...line }, at) => ({
      ...line,
      position: at,
      quantityThousandths: quantity,
      unitPriceMinor: price,
      vatBasisPoints: vat,
    }));
    await tx.quoteOption.create({ data: { quoteId, position, kind, title, lines: { create: rows } } });
  }
}

/** Throws a draft away. Throws DomainError `not_found` (404), `not_allowed` (403), `quote_STATE` (409). */
export async function discardQuote(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const quote = await lockQuote(tx, number, quotesVisibleTo({ viewer }));
    if (!isStaff(viewer)) throw new DomainError('not_allowed', 403);
    if (quote.state !== 'draft') throw new DomainError(refusalOf(quote.state));
    await tx.quote.delete({ where: { id: quote.id } });
    await appendEvent(tx, {
      type: 'quote.discarded',
      orderId: quote.orderId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { quote: number },
    });
  });
}
