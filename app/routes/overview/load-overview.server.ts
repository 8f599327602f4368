import type { Viewer } from '~/domain/auth/rules';
import { getOperator } from '~/domain/companies/operator.server';
import { countUnreadOrders, listLate, UNREAD_MAX, weeklyVolume } from '~/domain/orders/overview.server';
import { lastWeeks } from '~/domain/orders/overview-weeks';
import { countStatuses } from '~/domain/orders/tallies.server';
import { DONE_STATUSES, weeklyTurnaround } from '~/domain/orders/turnaround.server';
import { countDecisions } from '~/domain/quotes/queries.server';
import { listUnseenDifferences } from '~/domain/shipments/unseen-differences.server';
import { countWaiting } from '~/domain/shipments/waiting.server';

const WEEKS = 12;
const LATE_SHOWN = 5;
const DIFFERENCES_MAX = 100;

/** Everything that the start page shows. */
export async function loadOverview(viewer: Viewer, now = new Date()) {
  const { timeZone } = await getOperator();
  const weeks = lastWeeks(now, timeZone, WEEKS);
  const [statuses, decisions, unread, waiting, differences, late, volume, turnaround] = await Promise.all([
    countStatuses(viewer),
    countDecisions(viewer),
    countUnreadOrders(viewer),
    countWaiting(viewer),
    listUnseenDifferences(viewer, DIFFERENCES_MAX),
    listLate(viewer, now, LATE_SHOWN),
    weeklyVolume(viewer, weeks),
    weeklyTurnaround(viewer, weeks),
  ]);
  const count = (status?: string) =>
    statuses.reduce((sum, row) => sum + (status === undefined || row.status === status ? row.n : 0), 0);
  return {
    role: viewer.role,
    company: viewer.companyName,
    now: now.getTime(),
    orders: count(),
    attention: {
      drafts: count('draft'),
      quotes: decisions.quotes,
      decisions: decisions.others,
      unread,
      waiting,
      differences: differences.length,
    },
    limits: { unread: UNREAD_MAX, differences: DIFFERENCES_MAX },
    difference: differences.length === 1 ? (differences[0]?.number ?? null) : null,
    late,
    weeks: weeks.map(({ number, first, last }, index) => ({
      number,
      first,
      last,
      created: volume[index]?.created ?? 0,
      completed: volume[index]?.completed ?? 0,
      turnaround: turnaround.weeks[index] ?? null,
    })),
    turnaround: turnaround.all,
    doneStatuses: [...DONE_STATUSES],
  };
}

export type Overview = Awaited<ReturnType<typeof loadOverview>>;
