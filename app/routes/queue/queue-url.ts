import {
  QUEUE_SORTS,
  QUEUE_STATUSES,
  QUEUE_TABS,
  type QueueSort,
  type QueueTab,
} from '~/domain/orders/queue-rules';
import type { Status } from '~/domain/orders/rules';
import { idOf } from '~/platform/http/id-param';

/** What the address of a queue says. */
export type QueueState = {
  /** null: the first of the viewer's. */
  locationId: number | null;
  tab: QueueTab;
  /** null: whatever is to be done. */
  status: Status | null;
  sort: QueueSort;
  after: string | null;
  before: string | null;
};

/** Reads the address of a queue; what is unknown or malformed is as if it were not there. */
export function parseQueueUrl(params: URLSearchParams): QueueState {
  const after = params.get('after') || null;
  return {
    locationId: idOf(params.get('location')),
    tab: QUEUE_TABS.find((tab) => tab === params.get('tab')) ?? 'all',
    status: QUEUE_STATUSES.find((status) => status === params.get('status')) ?? null,
    sort: QUEUE_SORTS.find((sort) => sort === params.get('sort')) ?? 'due',
    after,
    before: after ? null : params.get('before') || null,
  };
}

/** The address of a queue, on its first page unless a page is named. */
export function queuePath(state: QueueState, change: Partial<QueueState> = {}): string {
  const { locationId, tab, status, sort, after, before } = { ...state, after: null, before: null, ...change };
  const params = new URLSearchParams({
    ...(locationId !== null && { location: String(locationId) }),
    ...(tab !== 'all' && { tab }),
    ...(status && { status }),
    ...(sort !== 'due' && { sort }),
    ...(after && { after }),
    ...(before && { before }),
  });
  return params.size > 0 ? `/queue?${params}` : '/queue';
}
