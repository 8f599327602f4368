import { parseWithZod } from '@conform-to/zod/v4';
import type { QuoteDetail } from './queries.server';
import { optionTotals } from './rules';
import { decisionSchema } from './schema';

const idsOf = (params: URLSearchParams, name: string) =>
  params.getAll(name).flatMap((text) => (/^[1-9]\d{0,9}$/.test(text) ? [Number(text)] : []));

/**
 * What an address asks to be confirmed: an option with the optional lines that were ticked, or, with `outcome=declined`, none.
 * @returns null when it names no option of the quote
 */
function choiceOf({ shown: quote }: QuoteDetail, params: URLSearchParams) {
  if (params.get('outcome') === 'declined') return { quote, agreed: null };
  const [optionId] = idsOf(params, 'option');
  const option = quote.options.find(({ id }) => id === optionId);
  if (!option) return null;
  const ticked = idsOf(params, 'line');
  const lineIds = option.lines
    .filter(({ id, optional }) => optional && ticked.includes(id))
    .map(({ id }) => id);
  return { quote, agreed: { option, lineIds, totals: optionTotals(option.lines, lineIds) } };
}

export type Choice = NonNullable<ReturnType<typeof choiceOf>>;

/**
 * What the page of a decision shows.
 * @param kept what was typed before the session ended; its choice counts where the address names none
 */
export function decisionPage(
  quote: QuoteDetail,
  params: URLSearchParams,
  person: { name: string; email: string },
  kept: Record<string, string> = {},
) {
  const {
    outcome = '',
    option = '',
    lines = '',
    name = person.name,
    email = person.email,
    reason = '',
  } = kept;
  const asked = params.has('option') || params.has('outcome');
  const choice = choiceOf(quote, asked ? params : new URLSearchParams({ outcome, option, line: lines }));
  return { quote, choice: quote.mayDecide ? choice : null, person: { name, email, reason } };
}

/** Reads the form of a decision. */
export function parseDecision(form: FormData) {
  return parseWithZod(form, { schema: decisionSchema });
}
