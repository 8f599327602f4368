import { createHash, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { db } from '~/platform/db.server';
import type { Language } from '~/platform/i18n/locale';
import { storage } from '~/platform/storage.server';
import { getOperator } from '../companies/operator.server';
import { findQuotePaper, getQuote } from '../quotes/queries.server';
import type { QuoteState } from '../quotes/rules';
import type { KeptDecision, ShownQuote } from '../quotes/shown';
import type { Approver } from '../quotes/visible.server';
import { drawLetter, type Operator, paperOperator, recipientLines } from './paper-operator.server';
import type { QuotePaper } from './quote-paper';

const MODULE = 'domain/documents/quote-paper.tsx';

/**
 * The paper of a quote: once it is decided on, the stored one of the decision, byte by byte; before, and while that is
 * still being drawn, one of what the quote says. Null when there is no such quote for this person.
 */
export async function readQuoteDocument(approver: Approver, number: string, language: Language) {
  const found = await findQuotePaper(approver, number);
  if (!found) return null;
  if (found.documentKey) return { number, pdf: await buffer(await storage().open(found.documentKey)) };
  const operator = await getOperator();
  if (found.decision)
    return { number, pdf: await drawLetter(MODULE, operator, decisionPaper(operator, found.decision)) };
  const quote = await getQuote(approver, number);
  if (!quote) return null;
  const paper = paperOf(operator, quote.shown, language, operator.timeZone);
  return { number, pdf: await drawLetter(MODULE, operator, { ...paper, ...stampOf(quote.state) }) };
}

/** Draws and stores the paper of a decision, once; a repeat, also one beside this one, leaves the first. */
export async function storeDecisionPaper(quoteId: number): Promise<void> {
  const quote = await db().quote.findUnique({ where: { id: quoteId }, include: { decision: true } });
  if (!quote?.decision || quote.documentKey) return;
  const operator = await getOperator();
  const pdf = await drawLetter(MODULE, operator, decisionPaper(operator, quote.decision));
  const key = `quotes/${quote.id}/${randomUUID()}.pdf`;
  await storage().put(key, pdf);
  const { count } = await db().quote.updateMany({
    where: { id: quoteId, documentKey: null },
    data: { documentKey: key, documentSha256: createHash('sha256').update(pdf).digest('hex') },
  });
  if (count === 0) await storage().remove(key);
}

const STAMPED = ['draft', 'withdrawn', 'expired', 'superseded'] as const;

function stampOf(state: QuoteState): Pick<QuotePaper, 'stamp'> {
  const stamp = STAMPED.find((one) => one === state);
  return stamp ? { stamp } : {};
}

type StoredDecision = NonNullable<NonNullable<Awaited<ReturnType<typeof findQuotePaper>>>['decision']>;

function decisionPaper(operator: Operator, decision: StoredDecision): QuotePaper {
  const { quote, language, timeZone, agreed } = decision.shown as unknown as KeptDecision;
  const { name, email, at, automatic, reason } = decision;
  const outcome = decision.outcome === 'accepted' ? 'accepted' : 'declined';
  const option = agreed?.option ?? null;
  return {
    ...paperOf(operator, quote, language, timeZone),
    decision: { outcome, name, email, at, automatic, reason, option, lineIds: agreed?.lineIds ?? [] },
  };
}

function paperOf(operator: Operator, quote: ShownQuote, language: Language, timeZone: string): QuotePaper {
  return {
    language: language.locale,
    locale: language.format,
    timeZone,
    operator: paperOperator(operator),
    recipient: recipientLines(quote.account, operator, language),
    quote,
  };
}
