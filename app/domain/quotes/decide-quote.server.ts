import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Language } from '~/platform/i18n/locale';
import { enqueue } from '~/platform/jobs.server';
import { appendEvent } from '../events/append-event.server';
import { closeQuote, moveAfter } from './end-quote.server';
import { type LockedQuote, lockQuote } from './lock-quote.server';
import { agreedLines, optionTotals, refusalOf } from './rules';
import type { Decision } from './schema';
import { type KeptDecision, shownQuote } from './shown';
import { type Approver, paysAs, quotesVisibleTo } from './visible.server';

/** In which language and time zone (IANA) the decision was shown. */
export type Reader = { language: Language; timeZone: string };

/** Who decides, as the decision keeps it. */
export type DecidedBy = {
  name: string;
  email: string;
  userId: number | null;
  guestLinkId: number | null;
  automatic: boolean;
};

/**
 * Decides on a quote for the account: of all decisions on a quote, however many come at once, one takes effect. Its lines
 * become the order's, the order moves on, and what was shown is kept. The same decision by the same person once more
 * changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `quote_STATE` (409) with what became of the quote,
 * `quote_order_moved` (409), `quote_amount_differs` (409: not what the person was shown).
 */
export async function decideQuote(
  approver: Approver,
  number: string,
  decision: Decision,
  reader: Reader,
): Promise<void> {
  await transaction(async (tx) => {
    const quote = await lockQuote(tx, number, quotesVisibleTo(approver));
    const by = await decidedBy(tx, approver, decision);
    if (isRepeat(quote, decision, by)) return;
    await refuseUnlessOpen(tx, quote);
    if (decision.outcome === 'accepted') await accept(tx, quote, decision, by, reader);
    else await decline(tx, quote, decision.reason, by, reader);
  });
}

async function decidedBy(tx: Db, approver: Approver, { name, email }: Decision): Promise<DecidedBy> {
  const typed = { name, email, automatic: false };
  if ('viewer' in approver) {
    if (!paysAs(approver.viewer)) throw new DomainError('not_allowed', 403);
    return { ...typed, userId: approver.viewer.userId, guestLinkId: null };
  }
  // A link that was revoked meanwhile decides nothing any more.
  const [link] = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM guest_links WHERE id = ${approver.guest.id} AND scope = 'decide' AND revoked_at IS NULL
      AND expires_at > clock_timestamp() FOR SHARE`;
  if (!link) throw new DomainError('not_found', 404);
  return { ...typed, userId: null, guestLinkId: link.id };
}

/** The optional lines of the option that were chosen; others are none of it. */
function chosenLines({ options }: LockedQuote, optionId: number, lines: number[]): number[] {
  const option = options.find(({ id }) => id === optionId);
  return (option?.lines ?? []).filter((line) => line.optional && lines.includes(line.id)).map(({ id }) => id);
}

function isRepeat(quote: LockedQuote, decision: Decision, by: DecidedBy): boolean {
  const made = quote.decision;
  if (!made || made.outcome !== decision.outcome) return false;
  if (made.userId !== by.userId || made.guestLinkId !== by.guestLinkId || made.name !== by.name) return false;
  if (decision.outcome === 'declined') return made.reason === decision.reason;
  const lines = chosenLines(quote, decision.option, decision.lines);
  return made.optionId === decision.option && made.lineIds.join() === lines.join();
}

/** What has become of a quote, in the refusal of whoever comes too late. */
async function refuseUnlessOpen(tx: Db, quote: LockedQuote): Promise<void> {
  const { state, decision, options } = quote;
  if (state === 'superseded') {
    const newest = await tx.quote.findFirst({
      where: { orderId: quote.orderId, state: { not: 'draft' } },
      orderBy: { version: 'desc' },
    });
    throw new DomainError('quote_superseded', 409, { newer: newest?.number ?? '' });
  }
  if (decision) {
    const option = options.findIndex(({ id }) => id === decision.optionId) + 1;
    throw new DomainError(refusalOf(state), 409, { name: decision.name, option });
  }
  if (state !== 'sent') throw new DomainError(refusalOf(state));
  if (quote.overdue) throw new DomainError('quote_expired');
  if (quote.order.status !== 'awaiting_decision') throw new DomainError('quote_order_moved');
}

type Choice = { option: number; lines: number[]; gross: number };

/** Agrees to an option of a locked, open quote, in the caller's transaction. Throws as `decideQuote` does. */
export async function accept(
  tx: Db,
  quote: LockedQuote,
  choice: Choice,
  by: DecidedBy,
  reader: Reader,
): Promise<void> {
  const shown = shownQuote(quote);
  const option = shown.options.find(({ id }) => id === choice.option);
  if (!option) throw new DomainError('not_found', 404);
  const lineIds = chosenLines(quote, option.id, choice.lines);
  const totals = optionTotals(option.lines, lineIds);
  if (totals.gross !== choice.gross) throw new DomainError('quote_amount_differs');
  await record(tx, quote, by, reader, { outcome: 'accepted', agreed: { option, lineIds, totals } });
  await tx.orderLine.createMany({
    data: agreedLines(option.lines, lineIds).map(({ id: _, optional: __, ...line }) => ({
      ...line,
      orderId: quote.orderId,
      createdById: quote.createdById,
    })),
  });
  await appendEvent(tx, {
    type: 'quote.accepted',
    orderId: quote.orderId,
    ...(by.userId === null ? {} : { actorId: by.userId }),
    visibility: 'public',
    data: { quote: quote.number, name: by.name, option: option.kind, automatic: by.automatic },
  });
  await moveAfter(tx, quote, option.kind, by.userId);
}

async function decline(
  tx: Db,
  quote: LockedQuote,
  reason: string,
  by: DecidedBy,
  reader: Reader,
): Promise<void> {
  await record(tx, quote, by, reader, { outcome: 'declined', reason, agreed: null });
  await appendEvent(tx, {
    type: 'quote.declined',
    orderId: quote.orderId,
    ...(by.userId === null ? {} : { actorId: by.userId }),
    visibility: 'public',
    data: { quote: quote.number, name: by.name, reason },
  });
  await moveAfter(tx, quote, null, by.userId);
}

type Outcome = { outcome: 'accepted' | 'declined'; reason?: string; agreed: KeptDecision['agreed'] };

/** Keeps the decision with what was shown; its paper is drawn by a job. */
async function record(
  tx: Db,
  quote: LockedQuote,
  by: DecidedBy,
  reader: Reader,
  { outcome, reason = '', agreed }: Outcome,
): Promise<void> {
  const kept: KeptDecision = { quote: shownQuote(quote), ...reader, agreed };
  await tx.quoteDecision.create({
    data: {
      ...by,
      quoteId: quote.id,
      outcome,
      reason,
      optionId: agreed?.option.id ?? null,
      lineIds: agreed?.lineIds ?? [],
      shown: kept as object,
    },
  });
  await closeQuote(tx, quote, outcome);
  await enqueue(tx, 'quote.document', { quoteId: quote.id });
}
