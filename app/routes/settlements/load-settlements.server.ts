import { randomUUID } from 'node:crypto';
import type { Viewer } from '~/domain/auth/rules';
import { billingChoices, countSettlements, listSettlements } from '~/domain/billing/list.server';
import { filterOf, tabsOf } from '~/domain/billing/list-filter';
import { SETTLEMENT_STATES } from '~/domain/billing/rules';
import { listUnsettled, sumUnsettled, type UnsettledOrder } from '~/domain/billing/unsettled.server';
import { idOf } from '~/platform/http/id-param';

/** Everything that the page of settlements shows for an address. */
export async function loadSettlements(viewer: Viewer, params: URLSearchParams) {
  const own = viewer.role === 'partner';
  const { tab, ...filter } = filterOf(viewer.role, params);
  const page = Math.min(idOf(params.get('page')) ?? 1, 10_000);
  const [counts, unsettled, sums, list, choices] = await Promise.all([
    countSettlements(viewer, own ? { ...filter, month: null } : filter),
    own ? listUnsettled(viewer, tab === 'unsettled' ? filter.month : null) : null,
    tab === 'unsettled' && !own ? sumUnsettled(viewer, filter) : null,
    tab === 'unsettled' ? null : listSettlements(viewer, filter, page),
    own ? null : billingChoices(),
  ]);
  const all = SETTLEMENT_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const open = unsettled?.months.reduce((sum, { count }) => sum + count, 0) ?? null;
  return {
    own,
    tab,
    tabs: tabsOf(viewer.role).map((name) => ({
      name,
      count: name === 'all' ? all : name === 'unsettled' ? open : (counts[name] ?? 0),
    })),
    partnerId: filter.partnerId,
    month: filter.month,
    page,
    toSettle: unsettled && tab === 'unsettled' ? { ...unsettled, groups: groupsOf(unsettled.orders) } : null,
    sums,
    list,
    choices,
  };
}

export type SettlementsPage = Awaited<ReturnType<typeof loadSettlements>>;

/** One settlement has one currency: the orders of each are a form of their own. */
function groupsOf(orders: UnsettledOrder[]) {
  const currencies = [...new Set(orders.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => ({
    currency,
    submissionKey: randomUUID(),
    orders: orders.filter((order) => order.currency === currency),
  }));
}
