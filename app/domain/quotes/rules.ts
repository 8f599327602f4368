import { type NetLine, type Totals, totals } from '~/platform/money';
import type { Role } from '../auth/rules';
import { findMove, isFinal, lineNet, type OrderKind, type Status } from '../orders/rules';

/** The life of a quote as data: pages, papers, jobs and tests read it from here. */

export const QUOTE_STATES = [
  'draft',
  'sent',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
  'superseded',
] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];

/** What may follow a state. A draft that is discarded is gone. */
const FOLLOWS: Record<QuoteState, readonly QuoteState[]> = {
  draft: ['sent'],
  sent: ['accepted', 'declined', 'withdrawn', 'expired', 'superseded'],
  accepted: [],
  declined: [],
  withdrawn: [],
  expired: [],
  superseded: [],
};

/** True when a quote in the state `from` can get into the state `to`. */
export function mayFollow(from: QuoteState, to: QuoteState): boolean {
  return FOLLOWS[from].includes(to);
}

/** The refusal of a command that needs another state: it says which state the quote is in. */
export function refusalOf(state: QuoteState): `quote_${QuoteState}` {
  return `quote_${state}`;
}

export const OPTION_KINDS = ['repair', 'replace', 'return_unrepaired'] as const;
export type OptionKind = (typeof OPTION_KINDS)[number];

/** Where the order goes once this is agreed. */
const AGREED_STATUS: Record<OptionKind, Status> = {
  repair: 'in_repair',
  replace: 'in_repair',
  return_unrepaired: 'ready',
};

/** Where the order goes once its quote ended without agreement: it is the service location's turn again. */
const ENDED_STATUS: Status = 'diagnosing';

/** Where an order that waits for a decision goes when its quote has ended so, with this option agreed to or none. */
export function statusAfter(option: OptionKind | null): Status {
  return option === null ? ENDED_STATUS : AGREED_STATUS[option];
}

/** Days for which a quote is valid unless its writer says otherwise. */
export const VALID_DAYS = 14;
/** The most days for which a quote may be valid. */
export const VALID_DAYS_MAX = 365;
/** Days before the end at which the account is reminded, once. */
export const REMIND_DAYS = 3;

/** The number of the `serial`th quote: `QU-YYYY-NNNNNN`. */
export function quoteNumber(year: number, serial: bigint): string {
  return `QU-${year}-${String(serial).padStart(6, '0')}`;
}

/** True when this role may write and send quotes for an order in this status: it waits for a decision, or may be made to. */
export function mayQuote(kind: OrderKind, status: string, role: Role): boolean {
  if (kind !== 'repair' || status === 'draft' || isFinal(kind, status)) return false;
  if (role !== 'technician' && role !== 'administrator') return false;
  return status === 'awaiting_decision' || findMove(kind, status, 'awaiting_decision', role) !== undefined;
}

/** A line of an option as far as its amount goes; the unit price is net, in minor units, the rate in basis points. */
export type QuotedLine = {
  id: number;
  quantityThousandths: number;
  unitPriceMinor: number;
  vatBasisPoints: number;
  warranty: boolean;
  /** May be left out. */
  optional: boolean;
};

/** The lines of an option that are agreed to: those that belong to it, and the optional ones that were chosen. */
export function agreedLines<Line extends Pick<QuotedLine, 'id' | 'optional'>>(
  lines: readonly Line[],
  chosen: readonly number[],
): Line[] {
  return lines.filter(({ id, optional }) => !optional || chosen.includes(id));
}

const netLine = (line: QuotedLine): NetLine => ({ net: lineNet(line), rate: line.vatBasisPoints });

/** What an option costs with these optional lines, in minor units; rounding as in `totals`. */
export function optionTotals(lines: readonly QuotedLine[], chosen: readonly number[] = []): Totals {
  return totals(agreedLines(lines, chosen).map(netLine));
}

/**
 * True when a quote is agreed to by itself as soon as it is sent: its first option, without optional lines, costs no more
 * than the account said beforehand. Returning a device unrepaired is always asked about.
 * @param limitMinor gross, in minor units of the quote's currency; null when the account wants to be asked
 */
export function isAgreedBeforehand(
  first: { kind: OptionKind; lines: readonly QuotedLine[] } | undefined,
  limitMinor: number | null,
): boolean {
  if (limitMinor === null || !first || first.kind === 'return_unrepaired') return false;
  return optionTotals(first.lines).gross <= limitMinor;
}
