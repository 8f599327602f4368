import { randomUUID } from 'node:crypto';
import { redirect } from '@remix-run/node';
import { isStaff, type Viewer } from '~/domain/auth/rules';
import {
  countShipments,
  findShipments,
  listShipments,
  listShippingMethods,
  SHIPMENT_TABS,
  type ShipmentTab,
} from '~/domain/shipments/list.server';
import { todayIn } from '~/domain/shipments/pick-up.server';
import {
  countWaiting,
  listWaitingGroups,
  listWaitingOrders,
  type WaitingGroup,
} from '~/domain/shipments/waiting.server';
import { TAB_NAMES } from './tabs';

/** So many groups are shown with their orders; of more there is a list that leads to each. */
const OPEN_GROUPS = 4;
const ORDERS_SHOWN = 50;
const ORDERS_OF_ONE_GROUP = 500;

/** Everything that the page of shipments shows for an address. Throws a redirect when a search finds exactly one. */
export async function loadShipments(viewer: Viewer, params: URLSearchParams) {
  const q = (params.get('q') ?? '').trim().slice(0, 100);
  const found = q ? await findShipments(viewer, q) : null;
  if (found?.length === 1) throw redirect(`/shipments/${found[0]?.number}`);
  const [counts, waiting] = await Promise.all([countShipments(viewer), countWaiting(viewer)]);
  const tab = found ? 'all' : readTab(params, viewer);
  const shown =
    tab === 'waiting'
      ? { ...NO_PAGE, groups: await waitingGroups(viewer, params.get('group')) }
      : {
          ...NO_GROUPS,
          page: await page(
            viewer,
            tab,
            params,
            found?.map(({ id }) => id),
          ),
        };
  return {
    q,
    tab,
    counts: { ...counts, waiting },
    ...shown,
    methods: tab === 'waiting' ? await listShippingMethods() : [],
    staff: isStaff(viewer),
    now: Date.now(),
  };
}

const NO_PAGE = { page: null };
const NO_GROUPS = { groups: null };

export type ShipmentsPage = Awaited<ReturnType<typeof loadShipments>>;

function readTab(params: URLSearchParams, viewer: Viewer): ShipmentTab | 'waiting' {
  const asked = Object.entries(TAB_NAMES).find(([, name]) => name === params.get('tab'))?.[0];
  if (asked === 'waiting') return 'waiting';
  return SHIPMENT_TABS.find((tab) => tab === asked) ?? (isStaff(viewer) ? 'on_the_way' : 'waiting');
}

function page(viewer: Viewer, tab: ShipmentTab, params: URLSearchParams, ids: number[] | undefined) {
  const id = (name: string) => {
    const typed = params.get(name) ?? '';
    return /^[1-9]\d{0,8}$/.test(typed) ? { [name]: Number(typed) } : {};
  };
  return listShipments(viewer, tab, { ...id('before'), ...id('after') }, ids);
}

export const groupKey = ({
  accountId,
  locationId,
  methodId,
}: Pick<WaitingGroup, 'accountId' | 'locationId' | 'methodId'>) =>
  `${accountId}-${locationId}-${methodId ?? 0}`;

/** The groups with their orders; where there are many, only the asked one has its orders. */
async function waitingGroups(viewer: Viewer, asked: string | null) {
  const all = await listWaitingGroups(viewer);
  const chosen = all.filter((group) => groupKey(group) === asked);
  const open = chosen.length > 0 ? chosen : all.length <= OPEN_GROUPS ? all : [];
  const take = open.length === 1 ? ORDERS_OF_ONE_GROUP : ORDERS_SHOWN;
  return {
    alone: chosen.length > 0,
    others: open.length > 0 ? [] : all.map((group) => ({ ...group, key: groupKey(group) })),
    open: await Promise.all(
      open.map(async (group) => ({
        ...group,
        key: groupKey(group),
        submissionKey: randomUUID(),
        today: todayIn(group.timeZone),
        orders: await listWaitingOrders(viewer, 'inbound', group, take),
      })),
    ),
  };
}

export type WaitingGroups = Awaited<ReturnType<typeof waitingGroups>>;
export type OpenGroup = WaitingGroups['open'][number];
