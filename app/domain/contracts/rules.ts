import { type Totals, totals } from '~/platform/money';
import type { Role } from '../auth/rules';
import { lineNet } from '../orders/rules';

/** Baskets, offers and contracts as data: pages, papers, jobs and tests read it from here. */

export const OFFER_STATES = [
  'draft',
  'sent',
  'viewed',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** True as long as the offer can be agreed to. */
export function isOpen(state: OfferState): boolean {
  return state === 'sent' || state === 'viewed';
}

/** What a basket is for: a new contract, more devices on one, or a longer term of one. */
export type Purpose = 'new' | 'reorder' | 'extension';

/** Days for which an offer is valid unless its writer says otherwise, and the most. */
export const OFFER_DAYS = 30;
export const OFFER_DAYS_MAX = 365;
/** Days before the end at which the customer is reminded, once. */
export const OFFER_REMIND_DAYS = 3;
/** Days for which a link still shows an offer once its validity is over, with its papers. */
export const OFFER_LINK_DAYS = 60;
/** The most things in a basket. */
export const ITEMS_MAX = 100;
/** The least days before its end at which the customer is told of a contract that ends. */
export const ENDING_DAYS = 30;

const numbered = (letters: string) => (year: number, serial: bigint) =>
  `${letters}-${year}-${String(serial).padStart(6, '0')}`;

/** The number of the `serial`th basket: `BA-YYYY-NNNNNN`. */
export const basketNumber = numbered('BA');
/** The number of the `serial`th offer: `OF-YYYY-NNNNNN`. */
export const offerNumber = numbered('OF');
/** The number of the `serial`th contract: `CO-YYYY-NNNNNN`. */
export const contractNumber = numbered('CO');

/** Who fills baskets, and so who sees offers: the people of accounts and the operator's administrators. */
export const OFFERING = ['customer', 'reseller', 'administrator'] as const satisfies Role[];
/** Who reads contracts. */
export const READING = [...OFFERING, 'technician'] as const satisfies Role[];

/** True for those who may name a service and its price themselves; others take them from the catalogue. */
export function pricesFreely(role: Role): boolean {
  return role === 'administrator';
}

type Priced = { quantityThousandths: number; unitPriceMinor: number; vatBasisPoints: number };

/** What a line costs, net, in minor units. */
export const netOf = (line: Priced): number => lineNet({ ...line, warranty: false });

/** What lines cost together, in minor units; rounding as in `totals`. */
export function linesTotals(lines: readonly Priced[]): Totals {
  return totals(lines.map((line) => ({ net: netOf(line), rate: line.vatBasisPoints })));
}

/** Days as `YYYY-MM-DD`. */
const DAY_MS = 86_400_000;

/** The day as the database keeps it: its start in UTC. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
/** The day (`YYYY-MM-DD`) of a date of the database. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
/** The day so many days later. */
export const daysAfter = (day: string, days: number): string =>
  dayOf(new Date(dateOf(day).getTime() + days * DAY_MS));

/** The day (`YYYY-MM-DD`) at an instant in a time zone (IANA). */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/**
 * The last day of a term of so many months that begins with `start`: the day before the one that has the same number in
 * its last month, or that month's last day where it has no such day (German Civil Code § 188 (2) and (3), § 187 (2); Swiss
 * Code of Obligations art. 77 (1) 3). Throws RangeError for no whole number of months above 0.
 */
export function endOfTerm(start: string, months: number): string {
  if (!Number.isInteger(months) || months < 1) throw new RangeError('whole months expected');
  const [year = 0, month = 1, day = 1] = start.split('-').map(Number);
  const at = day === 1 ? month - 1 + months - 1 : month - 1 + months;
  const last = new Date(Date.UTC(year, at + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, at, day === 1 ? last : Math.min(day - 1, last))));
}

/** The months, begun ones too, from `start` to the last day `end`; at least 1. */
export function monthsUntil(start: string, end: string): number {
  let months = 1;
  while (endOfTerm(start, months) < end) months += 1;
  return months;
}

/** The terms of a contract that notice and renewal go by. */
export type Terms = { endsOn: string; renews: boolean; renewalMonths: number; noticeDays: number };

/** The last day on which notice can be given for the end of the running term. */
export const lastNoticeDay = ({ endsOn, noticeDays }: Terms): string => daysAfter(endsOn, -noticeDays);

/** The end of the term after the running one. */
export const renewedEnd = ({ endsOn, renewalMonths }: Terms): string =>
  endOfTerm(daysAfter(endsOn, 1), renewalMonths);

/** The day on which a contract ends when notice is given today: the first end for which that is not too late. */
export function endAfterNotice(terms: Terms, today: string): string {
  let end = terms.endsOn;
  while (terms.renews && lastNoticeDay({ ...terms, endsOn: end }) < today)
    end = renewedEnd({ ...terms, endsOn: end });
  return end;
}

/** The rules by which orders of service plans run through without a human. */
export const AUTOMATION_KINDS = ['activation', 'reorder', 'renewal'] as const;
export type AutomationKind = (typeof AUTOMATION_KINDS)[number];

/** Which rule an order of a service plan comes under, by what it did to its contract. */
export function automationOf(purpose: Purpose | null): AutomationKind {
  if (purpose === null) return 'renewal';
  return purpose === 'new' ? 'activation' : 'reorder';
}
