import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import type { Language } from '~/platform/i18n/locale';
import type { Viewer } from '../../auth/rules';
import { getOperator } from '../../companies/operator.server';
import { decideQuote } from '../../quotes/decide-quote.server';
import { getQuote, quotesBefore } from '../../quotes/queries.server';
import { totalsOf } from '../schema';
import { apiUrl, iso, nextUrl } from '../urls.server';
import type { decisionBody, quoteListSchema, quoteQuery, quoteSchema } from './schema';

/** Quotes, as their pages show them and take a decision. */

const PAGE = 50;
const quoteUrl = (number: string) => apiUrl(`/quotes/${number}`);

export async function quotesForApi(
  viewer: Viewer,
  { state, order, cursor }: z.output<typeof quoteQuery>,
): Promise<z.output<typeof quoteListSchema>> {
  const found = await quotesBefore(viewer, { state, order }, cursor, PAGE + 1);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return {
    quotes: rows.map((row) => ({
      ...{ number: row.number, version: row.version, state: row.state, order: row.order.number },
      ...{ currency: row.currency, options: row.options, grossMinor: row.gross },
      ...{ validUntil: row.validUntil.toISOString(), sentAt: iso(row.sentAt), endedAt: iso(row.endedAt) },
      links: { self: quoteUrl(row.number) },
    })),
    links: { next: found.length > PAGE && last ? nextUrl('/quotes', { state, order }, last.id) : null },
  };
}

/** Throws DomainError `not_found` (404). */
export async function quoteForApi(viewer: Viewer, number: string): Promise<z.output<typeof quoteSchema>> {
  const quote = await getQuote({ viewer }, number);
  if (!quote) throw new DomainError('not_found', 404);
  const { shown, state, decision, mayDecide } = quote;
  const { version, currency, validUntil, sentAt, message, order, customer } = shown;
  return {
    ...{ number, version, state, order: order.number, currency, validUntil, sentAt, message, mayDecide },
    ...{ device: order.device, customer },
    options: shown.options.map(({ id, kind, title, lines, totals }) => ({
      ...{ id, kind, title, ...totalsOf(totals) },
      lines: lines.map((line) => ({ ...line, kind: line.kind as 'service' | 'product' })),
    })),
    decision: decision && {
      ...{ outcome: decision.outcome, name: decision.name, reason: decision.reason },
      ...{ automatic: decision.automatic, at: decision.at.toISOString() },
      option: decision.agreed?.option.id ?? null,
      lines: decision.agreed?.lineIds ?? [],
      grossMinor: decision.agreed?.totals.gross ?? null,
    },
    links: { self: quoteUrl(number) },
  };
}

/** Throws what `decideQuote` throws. */
export async function decideForApi(
  viewer: Viewer,
  number: string,
  body: z.output<typeof decisionBody>,
  language: Language,
) {
  const { timeZone } = await getOperator();
  const decision = body.outcome === 'accepted' ? { ...body, gross: body.grossMinor } : body;
  await decideQuote({ viewer }, number, decision, { language, timeZone });
  return quoteForApi(viewer, number);
}
