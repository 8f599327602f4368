import type { Role } from '../auth/rules';
import { SETTLEMENT_STATES, type SettlementState } from './rules';
import { monthOf } from './schema';

export const SETTLEMENT_TABS = ['unsettled', 'all', ...SETTLEMENT_STATES] as const;
export type SettlementTab = (typeof SETTLEMENT_TABS)[number];

/** The tabs of a role: partners settle and look at what they settled; the operator sorts it by its state. */
export function tabsOf(role: Role): readonly SettlementTab[] {
  return role === 'partner' ? ['unsettled', 'all'] : ['unsettled', ...SETTLEMENT_STATES];
}

const ID = /^[1-9]\d{0,8}$/;

/** What an address of the list of settlements asks for, in this role. */
export function filterOf(role: Role, params: URLSearchParams) {
  const own = role === 'partner';
  const tab = tabsOf(role).find((name) => name === params.get('tab')) ?? (own ? 'unsettled' : 'invoiced');
  const state = SETTLEMENT_STATES.find((name): name is SettlementState => name === tab) ?? null;
  const partner = params.get('partner') ?? '';
  return {
    tab,
    state,
    partnerId: own || !ID.test(partner) ? null : Number(partner),
    month: monthOf(params.get('month')),
  };
}
