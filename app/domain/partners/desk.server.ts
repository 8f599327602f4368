import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { Status } from '../orders/rules';
import { visibleTo } from '../orders/visible.server';
import { PARTNER_STEPS } from './rules';

/** The lists of a partner's start page, in the order of the steps. */
export const DESK_LISTS = ['requirements', 'appointment', 'execution', 'settlement'] as const;
export type DeskList = (typeof DESK_LISTS)[number];

/** The most orders that a list shows; its count is of all. */
const SHOWN = 100;

function listWhere(viewer: Viewer, list: DeskList): Prisma.OrderWhereInput {
  const status = PARTNER_STEPS.find(([, step]) => step === list)?.[0];
  const own: Prisma.OrderWhereInput = { AND: [visibleTo(viewer), { onsiteJob: { isNot: null } }] };
  if (status) return { ...own, status };
  return { ...own, status: 'executed', settlementItems: { none: { live: true } } };
}

/**
 * What a partner has to do, in four lists: to check, to set an appointment for, to confirm, and executed but not settled yet.
 * The most pressing first; of the executed the oldest.
 */
export function partnerDesk(viewer: Viewer) {
  return Promise.all(
    DESK_LISTS.map(async (list) => {
      const where = listWhere(viewer, list);
      const late = { AND: [where, { dueAt: { lte: new Date() } }] };
      const [count, overdue, rows] = await Promise.all([
        db().order.count({ where }),
        list === 'settlement' ? 0 : db().order.count({ where: late }),
        deskRows(where, list),
      ]);
      return { list, count, overdue, rows };
    }),
  );
}

async function deskRows(where: Prisma.OrderWhereInput, list: DeskList) {
  const rows = await db().order.findMany({
    where,
    orderBy:
      list === 'settlement'
        ? [{ completedAt: 'asc' }]
        : [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: SHOWN,
    select: {
      number: true,
      spId: true,
      status: true,
      deviceName: true,
      dueAt: true,
      completedAt: true,
      customer: { select: { name: true } },
      location: { select: { timeZone: true } },
      onsiteJob: { select: { contactName: true, city: true, arrivesOn: true } },
      appointments: { where: { state: 'agreed' }, select: { startsAt: true, endsAt: true } },
    },
  });
  return rows.map(({ onsiteJob: job, appointments: [visit], customer, location, ...row }) => ({
    ...row,
    status: row.status as Status,
    customer: customer.name,
    contact: job?.contactName ?? '',
    city: job?.city ?? '',
    arrivesOn: job?.arrivesOn ?? null,
    visit: visit ?? null,
    timeZone: location.timeZone,
  }));
}

export type DeskRow = Awaited<ReturnType<typeof deskRows>>[number];
