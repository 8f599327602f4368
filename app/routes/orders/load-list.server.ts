import type { Viewer } from '~/domain/auth/rules';
import { getOperator } from '~/domain/companies/operator.server';
import { accountName } from '~/domain/companies/queries.server';
import type { OrderFilter } from '~/domain/orders/filter.server';
import { decodeCursor, encodeCursor } from '~/domain/orders/keyset.server';
import { countTabs, listOrders, SORTS, type TabCounts } from '~/domain/orders/list.server';
import { listLocations } from '~/domain/orders/locations.server';
import { STAGES, type Stage } from '~/domain/orders/rules';
import { searchOrders } from '~/domain/search/queries.server';
import { isFiltered, type ListState, listFilter } from '~/parts/list-url';

/** Everything that the list page shows for an address. */
export async function loadList(viewer: Viewer, asked: ListState) {
  const [search, { timeZone }, locations, customerName] = await Promise.all([
    asked.q ? searchOrders(viewer, asked.q) : null,
    getOperator(),
    listLocations(viewer),
    asked.customerId === null ? null : accountName(viewer, asked.customerId),
  ]);
  const filter = { ...listFilter(asked, timeZone), ids: search?.ids };
  const counts = await countTabs(viewer, { ...filter, statuses: [] });
  const wanted = search !== null || isFiltered(asked);
  const tab = asked.tab ?? ((wanted && STAGES.find((stage) => counts[stage].count > 0)) || 'new');
  const state = { ...withValidCursor(asked), tab };
  const chosen: OrderFilter = { ...filter, statuses: state.statuses };
  const [page, chosenCounts] = await Promise.all([
    listOrders(viewer, chosen, pageOf(state)),
    state.statuses.length > 0 ? countTabs(viewer, chosen) : counts,
  ]);
  return {
    state,
    counts: { ...counts, [tab]: chosenCounts[tab] } satisfies TabCounts,
    page,
    locations,
    customerName,
    closest: search?.closest ?? null,
    role: viewer.role,
    now: Date.now(),
  };
}

export type OrderList = Awaited<ReturnType<typeof loadList>>;

/** A cursor that is not exactly one of ours for this column is page 1. */
function withValidCursor(state: ListState): ListState {
  const valid = (cursor: string | null) => {
    const decoded = decodeCursor(cursor ?? undefined, SORTS[state.sort]);
    return decoded && encodeCursor(decoded) === cursor ? cursor : null;
  };
  return { ...state, after: valid(state.after), before: valid(state.before) };
}

function pageOf(state: ListState & { tab: Stage }) {
  const { tab: stage, sort, direction, size } = state;
  return { stage, sort, direction, size, after: state.after ?? undefined, before: state.before ?? undefined };
}
