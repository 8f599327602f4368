import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { moveLocked } from '../orders/move-order.server';
import { type LockedQuote, lockQuote } from './lock-quote.server';
import { type OptionKind, type QuoteState, REMIND_DAYS, refusalOf, statusAfter } from './rules';
import { quotesVisibleTo } from './visible.server';

/** How many quotes one run of a job looks at; the next run goes on. */
const BATCH = 200;

/** Puts a locked quote that was sent into the state in which it stays. */
export async function closeQuote(tx: Db, { id }: { id: number }, state: QuoteState): Promise<void> {
  await tx.quote.update({ where: { id, state: 'sent' }, data: { state, endedAt: new Date() } });
}

/** Moves the order of a locked quote on, if it waits for the decision that has fallen now. */
export async function moveAfter(
  tx: Db,
  { order, number }: LockedQuote,
  agreed: OptionKind | null,
  userId: number | null,
): Promise<void> {
  if (order.status !== 'awaiting_decision') return;
  const move = { to: statusAfter(agreed), reason: '', tracking: '' };
  await moveLocked(tx, { role: 'quote', userId }, order, move, { quote: number });
}

/**
 * Takes a sent quote back; its order is the service location's again. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), or `quote_STATE` (409) for one that is not open.
 */
export async function withdrawQuote(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const quote = await lockQuote(tx, number, quotesVisibleTo({ viewer }));
    if (!isStaff(viewer)) throw new DomainError('not_allowed', 403);
    if (quote.state === 'withdrawn') return;
    if (quote.state !== 'sent') throw new DomainError(refusalOf(quote.state));
    await withdraw(tx, quote, viewer.userId);
  });
}

async function withdraw(tx: Db, quote: LockedQuote, userId: number | null): Promise<void> {
  await closeQuote(tx, quote, 'withdrawn');
  await appendEvent(tx, {
    type: 'quote.withdrawn',
    orderId: quote.orderId,
    ...(userId === null ? {} : { actorId: userId }),
    visibility: 'public',
    data: { quote: quote.number },
  });
  await moveAfter(tx, quote, null, userId);
}

/**
 * Withdraws the open quote of an order that went on by other ways than by a decision on it, such as after a call. Bears a
 * repeat.
 */
export async function followDecidedOrder(event: {
  type: string;
  orderId: number | null;
  actorId: number | null;
  data: unknown;
}): Promise<void> {
  const { type, orderId, actorId } = event;
  const { from } = event.data as { from?: string };
  if (type !== 'order.moved' || orderId === null || from !== 'awaiting_decision') return;
  const open = await db().quote.findFirst({ where: { orderId, state: 'sent' }, select: { number: true } });
  if (!open) return;
  await transaction(async (tx) => {
    const quote = await lockQuote(tx, open.number, {});
    if (quote.state === 'sent' && quote.order.status !== 'awaiting_decision')
      await withdraw(tx, quote, actorId);
  });
}

/** Ends the sent quotes whose validity is over, by the database's clock. Bears a repeat, also one beside this one. */
export async function expireQuotes(): Promise<void> {
  const due = await db().$queryRaw<{ number: string }[]>`
    SELECT number FROM quotes WHERE state = 'sent' AND valid_until <= now() ORDER BY valid_until LIMIT ${BATCH}::int`;
  for (const { number } of due)
    await transaction(async (tx) => {
      const quote = await lockQuote(tx, number, {});
      if (quote.state !== 'sent' || !quote.overdue) return;
      await closeQuote(tx, quote, 'expired');
      const event = { type: 'quote.expired', orderId: quote.orderId, visibility: 'public' } as const;
      await appendEvent(tx, { ...event, data: { quote: number } });
      await moveAfter(tx, quote, null, null);
    });
}

/** Reminds of the quotes that end within three days and were not sent just now, of each once. */
export async function remindOfQuotes(): Promise<void> {
  const due = await db().$queryRaw<{ number: string }[]>`
    SELECT number FROM quotes
    WHERE state = 'sent' AND reminded_at IS NULL AND valid_until > now()
      AND valid_until <= now() + make_interval(days => ${REMIND_DAYS}::int) AND sent_at <= now() - interval '1 day'
    ORDER BY valid_until LIMIT ${BATCH}::int`;
  for (const { number } of due)
    await transaction(async (tx) => {
      const quote = await lockQuote(tx, number, {});
      if (quote.state !== 'sent' || quote.remindedAt || quote.overdue) return;
      await tx.quote.update({ where: { id: quote.id }, data: { remindedAt: new Date() } });
      const event = { type: 'quote.reminded', orderId: quote.orderId, visibility: 'internal' } as const;
      await appendEvent(tx, { ...event, data: { quote: number } });
    });
}
