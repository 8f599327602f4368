import { parse } from '@conform-to/react';
import type { OrderDetail } from '~/domain/orders/detail.server';
import { typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { usualVatRate } from '~/domain/orders/rules';
import type { findToWriteFrom } from '~/domain/quotes/queries.server';
import { VALID_DAYS, VALID_DAYS_MAX } from '~/domain/quotes/rules';

const DAY_MS = 86_400_000;

/** The day (`YYYY-MM-DD`) in a time zone (IANA) at an instant. */
function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/** The days on which a quote that is written now may end. */
export function validDays(timeZone: string) {
  const after = (days: number) => dayOf(new Date(Date.now() + days * DAY_MS), timeZone);
  return { first: after(0), usual: after(VALID_DAYS), last: after(VALID_DAYS_MAX) };
}

/** A line of the form; a tick is `on` or empty. */
export type LineTyped = {
  description: string;
  kind: string;
  quantity: string;
  price: string;
  vat: string;
  warranty: string;
  optional: string;
};
export type OptionTyped = { kind: string; title: string; lines: LineTyped[] };
export type QuoteTyped = { message: string; validUntil: string; options: OptionTyped[] };

type Source = Awaited<ReturnType<typeof findToWriteFrom>>;

/**
 * The form of a quote: the draft as it stands, the newest version to write the next one from, or an empty one.
 * @param format BCP 47 tag of the notation of numbers
 */
export function typedQuote(
  order: Pick<OrderDetail, 'currency'>,
  source: Source,
  timeZone: string,
  format: string,
): QuoteTyped {
  const days = validDays(timeZone);
  if (!source) return { message: '', validUntil: days.usual, options: [emptyOption(order.currency)] };
  const number = new Intl.NumberFormat(format, { maximumFractionDigits: 3, useGrouping: false });
  return {
    message: source.message,
    validUntil: source.state === 'draft' ? dayOf(source.validUntil, timeZone) : days.usual,
    options: source.options.map(({ kind, title, lines }) => ({
      kind,
      title,
      lines: lines.map((line) => ({
        description: line.description,
        kind: line.kind,
        quantity: number.format(line.quantityThousandths / 1000),
        price: typedPrice(line.unitPriceMinor, order.currency, format),
        vat: String(line.vatBasisPoints),
        warranty: line.warranty ? 'on' : '',
        optional: line.optional ? 'on' : '',
      })),
    })),
  };
}

export function emptyLine(currency: string): LineTyped {
  const usual = { kind: 'service', quantity: '1', vat: String(usualVatRate(currency)) };
  return { description: '', price: '', warranty: '', optional: '', ...usual };
}

function emptyOption(currency: string): OptionTyped {
  return { kind: 'repair', title: '', lines: [emptyLine(currency)] };
}

/** What was typed before the session ended, as the form takes it. */
export function typedAgain(kept: Record<string, string>): Partial<QuoteTyped> {
  const form = new FormData();
  for (const [name, value] of Object.entries(kept)) form.set(name, value);
  return parse(form, { resolve: (value) => ({ value }) }).payload as Partial<QuoteTyped>;
}
