import type { OrderFilter } from '~/domain/orders/filter.server';
import type { PAGE_SIZES, Sort } from '~/domain/orders/list.server';
import {
  ALL_STATUSES,
  KINDS,
  STAGES,
  type Stage,
  type Status,
  stageOf,
  statusesOf,
} from '~/domain/orders/rules';
import { startOfDay } from '~/platform/start-of-day';

export const SIZES = [20, 50, 100] as const satisfies typeof PAGE_SIZES;
export const SORT_KEYS = ['created', 'updated', 'due', 'device'] as const satisfies readonly Sort[];

/** The direction in which a column is sorted first: what is new, what is due, the alphabet. */
const FIRST_DIRECTION = { created: 'desc', updated: 'desc', due: 'asc', device: 'asc' } as const;

/** What the address of the list says. Days are `YYYY-MM-DD` in the operator's time zone, both included. */
export type ListState = {
  /** null: none was asked for. */
  tab: Stage | null;
  q: string;
  statuses: Status[];
  locationId: number | null;
  from: string | null;
  until: string | null;
  /** First and last day of completion. */
  completedFrom: string | null;
  completedUntil: string | null;
  /** Only what somebody is late with. */
  overdue: boolean;
  /** Only orders with unread messages. */
  unread: boolean;
  /** Only the orders of the customer with this id. */
  customerId: number | null;
  /** Only the orders of this shipment. */
  shipment: string | null;
  sort: Sort;
  direction: 'asc' | 'desc';
  size: number;
  after: string | null;
  before: string | null;
};

const TAB_NAMES: Record<Stage, string> = { new: 'new', at_location: 'at-location', completed: 'completed' };

/** The stage to which a status belongs, whatever the kind of order. */
export function stageOfStatus(status: Status): Stage {
  const kind = KINDS.find((one) => statusesOf(one).includes(status)) ?? 'repair';
  return stageOf(kind, status);
}

/** The statuses of a tab, those of repairs first. */
export function statusesIn(stage: Stage): Status[] {
  return ALL_STATUSES.filter((status) => stageOfStatus(status) === stage);
}

const isIn = <T extends string>(values: readonly T[], value: unknown): value is T =>
  (values as readonly unknown[]).includes(value);

function readDay(text: string | null): string | null {
  if (!text || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** Two days, the earlier first; null for one that is none. */
export function readDays(first: string | null, last: string | null): [string | null, string | null] {
  const [from, until] = [readDay(first), readDay(last)];
  return from && until && from > until ? [until, from] : [from, until];
}

/** An id of the address, or null. */
function idIn(text: string | null): number | null {
  const id = /^[1-9]\d{0,8}$/.exec(text ?? '')?.[0];
  return id ? Number(id) : null;
}

/** The days of `FROM..UNTIL`, of which one may be missing; else those of the fields of a form. */
function readCompleted(params: URLSearchParams): [string | null, string | null] {
  const [first = '', last = ''] = (params.get('completed') ?? '').split('..');
  const form = ['completed_from', 'completed_until'].map((name) => params.get(name)) as [string, string];
  return readDays(first || form[0], last || form[1]);
}

/**
 * Reads the address of the list. Never fails: what is unknown or malformed is as if it were not there; a first day after
 * the last is exchanged with it. Statuses of another tab than the one asked for are left out.
 */
export function parseListUrl(params: URLSearchParams): ListState {
  const asked = STAGES.find((stage) => TAB_NAMES[stage] === params.get('tab')) ?? null;
  const known = [...new Set(params.getAll('status'))].filter((value): value is Status =>
    isIn(ALL_STATUSES, value),
  );
  const tab = asked ?? (known[0] ? stageOfStatus(known[0]) : null);
  const [from, until] = readDays(params.get('from'), params.get('until'));
  const [completedFrom, completedUntil] = readCompleted(params);
  const [key = '', typedDirection] = (params.get('sort') ?? '').split('-');
  const sort = isIn(SORT_KEYS, key) ? key : 'created';
  const size = SIZES.find((one) => String(one) === params.get('size')) ?? SIZES[0];
  const after = params.get('after') || null;
  return {
    tab,
    q: (params.get('q') ?? '').trim().slice(0, 500),
    statuses: known.filter((status) => stageOfStatus(status) === tab),
    locationId: idIn(params.get('location')),
    customerId: idIn(params.get('customer')),
    from,
    until,
    completedFrom,
    completedUntil,
    overdue: params.get('due') === 'overdue',
    unread: params.get('unread') === '1',
    shipment: /^SH-\d{4}-\d{6,12}$/.exec((params.get('shipment') ?? '').trim().toUpperCase())?.[0] ?? null,
    sort,
    direction: isIn(['asc', 'desc'] as const, typedDirection) ? typedDirection : FIRST_DIRECTION[sort],
    size,
    after,
    before: after ? null : params.get('before') || null,
  };
}

/** The search parameters of a state; what is usual is left out. `parseListUrl` reads the same state from them. */
export function listParams(state: ListState): [name: string, value: string][] {
  const given: [string, string | null][] = [
    ['q', state.q || null],
    ['tab', state.tab && TAB_NAMES[state.tab]],
    ...state.statuses.map((status): [string, string] => ['status', status]),
    ['location', state.locationId === null ? null : String(state.locationId)],
    ['customer', state.customerId === null ? null : String(state.customerId)],
    ['from', state.from],
    ['until', state.until],
    ['completed', completedValue(state)],
    ['due', state.overdue ? 'overdue' : null],
    ['unread', state.unread ? '1' : null],
    ['shipment', state.shipment],
    ['sort', sortValue(state) === 'created-desc' ? null : sortValue(state)],
    ['size', state.size === SIZES[0] ? null : String(state.size)],
    ['after', state.after],
    ['before', state.before],
  ];
  return given.filter((pair): pair is [string, string] => pair[1] !== null);
}

/** The value of the search parameter `completed`. */
function completedValue({ completedFrom, completedUntil }: ListState): string | null {
  return completedFrom || completedUntil ? `${completedFrom ?? ''}..${completedUntil ?? ''}` : null;
}

/** The value of the search parameter `sort`. */
export function sortValue({ sort, direction }: Pick<ListState, 'sort' | 'direction'>): string {
  return `${sort}-${direction}`;
}

/** The address of a changed state. It is page 1 of its list, unless a cursor is part of the change. */
export function listPath(state: ListState, changes: Partial<ListState> = {}): string {
  const params = listParams({ ...state, after: null, before: null, ...changes });
  return params.length > 0 ? `/orders?${new URLSearchParams(params)}` : '/orders';
}

/** The address of the page that exports what this list shows. */
export function exportPath(state: ListState): string {
  return `/orders/export?${new URLSearchParams(listParams({ ...state, after: null, before: null }))}`;
}

/** The address sorted by this column; by the same once more, the other way round. */
export function sortPath(state: ListState, sort: Sort): string {
  const turned = state.direction === 'asc' ? 'desc' : 'asc';
  return listPath(state, { sort, direction: state.sort === sort ? turned : FIRST_DIRECTION[sort] });
}

/** The changes that take every filter away. */
export const NO_FILTERS = {
  statuses: [],
  locationId: null,
  customerId: null,
  from: null,
  until: null,
  completedFrom: null,
  completedUntil: null,
  overdue: false,
  unread: false,
  shipment: null,
} satisfies Partial<ListState>;

/** True when a filter leaves orders out; tab and search are none. */
export function isFiltered(state: ListState): boolean {
  return listParams(state).length > listParams({ ...state, ...NO_FILTERS }).length;
}

/** What the filters of an address ask for; its days are those of an IANA time zone. */
export function listFilter(state: ListState, timeZone: string): Omit<OrderFilter, 'ids'> {
  const day = (text: string | null, later = 0) =>
    text === null ? undefined : startOfDay(text, timeZone, later);
  return {
    statuses: state.statuses,
    locationId: state.locationId ?? undefined,
    customerId: state.customerId ?? undefined,
    from: day(state.from),
    until: day(state.until, 1),
    completedFrom: day(state.completedFrom),
    completedUntil: day(state.completedUntil, 1),
    lateAt: state.overdue ? new Date() : undefined,
    unread: state.unread || undefined,
    shipment: state.shipment ?? undefined,
  };
}
