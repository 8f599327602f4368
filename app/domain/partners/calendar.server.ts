import { db } from '~/platform/db.server';
import { startOfDay } from '~/platform/start-of-day';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { visibleTo } from '../orders/visible.server';

/**
 * A partner's visits of the week that begins on `monday`, day by day, by the clock of the operator.
 * @param monday the day as UTC midnight
 */
export async function partnerWeek(viewer: Viewer, monday: Date) {
  const { timeZone } = await getOperator();
  const first = monday.toISOString().slice(0, 10);
  const visits = await db().appointment.findMany({
    where: {
      state: { in: ['agreed', 'kept'] },
      order: visibleTo(viewer),
      startsAt: { gte: startOfDay(first, timeZone), lt: startOfDay(first, timeZone, 7) },
    },
    orderBy: { startsAt: 'asc' },
    include: {
      order: {
        select: {
          number: true,
          spId: true,
          deviceName: true,
          onsiteJob: { select: { contactName: true, street: true, postalCode: true, city: true } },
        },
      },
    },
  });
  const days = Array.from({ length: 7 }, (_, later) => {
    const [from, until] = [startOfDay(first, timeZone, later), startOfDay(first, timeZone, later + 1)];
    return {
      day: new Date(monday.getTime() + later * 86_400_000).toISOString().slice(0, 10),
      visits: visits
        .filter(({ startsAt }) => startsAt >= from && startsAt < until)
        .map(({ id, startsAt, endsAt, state, order }) => ({
          id,
          startsAt,
          endsAt,
          kept: state === 'kept',
          number: order.number,
          spId: order.spId,
          goods: order.deviceName,
          contact: order.onsiteJob?.contactName ?? '',
          street: order.onsiteJob?.street ?? '',
          place: order.onsiteJob ? `${order.onsiteJob.postalCode} ${order.onsiteJob.city}` : '',
        })),
    };
  });
  return { days, timeZone };
}

export type WeekDay = Awaited<ReturnType<typeof partnerWeek>>['days'][number];
