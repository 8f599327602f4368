import { type Totals, totals } from '~/platform/money';
import type { Role } from '../auth/rules';

/** The life of a settlement as data: pages, papers, commands and tests read it from here. */

export const SETTLEMENT_STATES = ['open', 'invoiced', 'accepted', 'paid', 'cancelled'] as const;
export type SettlementState = (typeof SETTLEMENT_STATES)[number];

/** What may follow a state. An invoice that is returned opens its settlement again. */
const FOLLOWS: Record<SettlementState, readonly SettlementState[]> = {
  open: ['invoiced', 'cancelled'],
  invoiced: ['accepted', 'open', 'cancelled'],
  accepted: ['paid'],
  paid: [],
  cancelled: [],
};

/** True when a settlement in the state `from` can get into the state `to`. */
export function mayFollow(from: SettlementState, to: SettlementState): boolean {
  return FOLLOWS[from].includes(to);
}

/** The refusal of a command that needs another state: it says which state the settlement is in. */
export function refusalOf(state: SettlementState): `settlement_${SettlementState}` {
  return `settlement_${state}`;
}

/** Who has settlements: partners their own, administrators all (DESIGN 4.1). */
export const BILLING_ROLES = ['partner', 'administrator'] as const satisfies readonly Role[];

/** The most orders that one settlement may have, and that the list of what is to settle shows. */
export const ITEMS_MAX = 1000;

/** The billing ID of the `serial`th settlement: `BI-YYYY-NNNNNN`. */
export function settlementNumber(year: number, serial: bigint): string {
  return `BI-${year}-${String(serial).padStart(6, '0')}`;
}

/** A fee: net, in minor units; its VAT rate in basis points. */
export type Fee = { feeMinor: number; vatBasisPoints: number };

/** What a settlement of these fees comes to, in minor units; rounding as in `totals`. */
export function settlementTotals(fees: readonly Fee[]): Totals {
  return totals(fees.map(({ feeMinor, vatBasisPoints }) => ({ net: feeMinor, rate: vatBasisPoints })));
}

/** An XML invoice in one of the two syntaxes of EN 16931, a PDF with one embedded, or a PDF alone. */
export const INVOICE_FORMATS = ['ubl', 'cii', 'hybrid', 'pdf'] as const;
export type InvoiceFormat = (typeof INVOICE_FORMATS)[number];

/** `checked`: its partner has not submitted it yet. */
export const INVOICE_STATES = ['checked', 'submitted', 'accepted', 'returned'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** The most bytes of a partner's invoice. */
export const INVOICE_LIMIT = 10_000_000;
