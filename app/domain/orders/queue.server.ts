import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { decodeQueueCursor, encodeQueueCursor, LAST } from './queue-cursor';
import { QUEUE_PAGE, QUEUE_STATUSES, type QueueSort, type QueueTab } from './queue-rules';
import type { OrderKind, Status } from './rules';
import { visibleSql } from './visible.server';

/** What of a location's queue is asked for. `after` and `before` are cursors of a page. */
export type QueueQuestion = {
  locationId: number;
  tab: QueueTab;
  status: Status | null;
  sort: QueueSort;
  after: string | null;
  before: string | null;
};

export type QueueRow = {
  id: number;
  number: string;
  kind: OrderKind;
  status: Status;
  device: string;
  imei: string | null;
  serial: string | null;
  statusSince: Date;
  dueAt: Date | null;
  promisedAt: Date | null;
  promiseMinutesLeft: number | null;
  /** Since when a message of the account waits for an answer. */
  awaitingReplySince: Date | null;
  assigneeId: number | null;
  assignee: string | null;
  customer: string;
};

type Keyed = QueueRow & { due: string; waiting: string };

/** Written as the index `orders_queue_idx` is. */
const OPEN = `o.stage <> 'completed' AND o.status <> 'draft'`;
const DUE = `coalesce(least(o.due_at, o.promised_at), 'infinity'::timestamptz)`;
const WAITING = `coalesce(o.awaiting_reply_since, 'infinity'::timestamptz)`;
const KEYS: Record<QueueSort, string[]> = {
  due: [DUE, 'o.id'],
  messages: [WAITING, DUE, 'o.id'],
};
const TABS: Record<QueueTab, (viewer: string) => string> = {
  all: (viewer) => `${viewer}::int IS NOT NULL`,
  mine: (viewer) => `o.assignee_id = ${viewer}`,
  nobody: (viewer) => `o.assignee_id IS NULL AND ${viewer}::int IS NOT NULL`,
};
/** Without a chosen status: what is to be done, and whatever has a message that waits. */
const WORK = `(o.status = ANY ($4::text[]) OR o.awaiting_reply_since IS NOT NULL)`;
const CHOSEN = `o.status = ANY ($4::text[])`;
const text = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * One page of what a location has to do: what is overdue, or due, first; by keyset, as quick far back as at the start. An
 * order is due when its status, or the promise, is; those without either come last.
 * @returns cursors or null as `next` and `previous`
 */
export async function listQueue(viewer: Viewer, asked: QueueQuestion) {
  const { locationId, tab, status, sort } = asked;
  const backwards = asked.before !== null;
  const cursor = decodeQueueCursor(asked.before ?? asked.after, sort);
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const keys = KEYS[sort];
  const [sign, order] = backwards ? (['<', 'DESC'] as const) : (['>', 'ASC'] as const);
  const bounds = cursor
    ? cursor.map((_, index) => `$${index + 5}::${index < cursor.length - 1 ? 'timestamptz' : 'int'}`)
    : [];
  const { rows } = await pool().query<Keyed>(
    `SELECT o.id, o.number, o.kind, o.status, o.device_name AS device, o.imei, o.serial, o.status_since AS "statusSince",
       o.due_at AS "dueAt", o.promised_at AS "promisedAt", o.promise_minutes_left AS "promiseMinutesLeft",
       o.awaiting_reply_since AS "awaitingReplySince", o.assignee_id AS "assigneeId", a.name AS assignee,
       c.name AS customer, coalesce(${text('least(o.due_at, o.promised_at)')}, '${LAST}') AS due,
       coalesce(${text('o.awaiting_reply_since')}, '${LAST}') AS waiting
     FROM orders o JOIN companies c ON c.id = o.customer_id LEFT JOIN users a ON a.id = o.assignee_id
     WHERE ${condition} AND o.location_id = $2 AND ${OPEN} AND ${TABS[tab]('$3')} AND ${status ? CHOSEN : WORK}
       ${cursor ? `AND (${keys.join(', ')}) ${sign} (${bounds.join(', ')})` : ''}
     ORDER BY ${keys.map((key) => `${key} ${order}`).join(', ')} LIMIT ${QUEUE_PAGE + 1}`,
    [value, locationId, viewer.userId, status ? [status] : QUEUE_STATUSES, ...(cursor ?? [])],
  );
  const more = rows.length > QUEUE_PAGE;
  const shown = rows.slice(0, QUEUE_PAGE);
  if (backwards) shown.reverse();
  const edge = (row: Keyed | undefined) => (row ? encodeQueueCursor(row, sort) : null);
  return {
    rows: shown.map(({ due: _, waiting: __, ...row }): QueueRow => row),
    next: more || backwards ? edge(shown.at(-1)) : null,
    previous: (backwards ? more : cursor !== null) ? edge(shown[0]) : null,
  };
}

/** How many orders a status has in each tab, how many of them are overdue, and how many have a message that waits. */
export type QueueCount = Record<QueueTab, number> & { status: Status; overdue: number; waiting: number };

/** The counts of a location's queue at `now`, in one statement; statuses without orders are missing. */
export async function countQueue(viewer: Viewer, locationId: number, now: Date): Promise<QueueCount[]> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const { rows } = await pool().query<QueueCount>(
    `SELECT o.status, count(*)::int AS all, count(*) FILTER (WHERE o.assignee_id = $3)::int AS mine,
       count(*) FILTER (WHERE o.assignee_id IS NULL)::int AS nobody,
       count(*) FILTER (WHERE ${DUE} < $5)::int AS overdue,
       count(*) FILTER (WHERE o.awaiting_reply_since IS NOT NULL)::int AS waiting
     FROM orders o WHERE ${condition} AND o.location_id = $2 AND ${OPEN} AND ${WORK} GROUP BY o.status`,
    [value, locationId, viewer.userId, QUEUE_STATUSES, now],
  );
  return rows;
}
