/** What the history of a device says about its orders. Pure. */

const DAY = 86_400_000;

/** A device that comes back within this many days after it was returned repaired is a repeat repair. */
export const REPEAT_DAYS = 90;

/** A day (`YYYY-MM-DD`) some months later; the last day of the month where there is no such day. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The day (`YYYY-MM-DD`) of a moment in a time zone (IANA). */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/**
 * The last day (`YYYY-MM-DD`) of a repair's warranty, counted at the service location; null without one.
 * @param returnedAt when the repaired device was sent back (UTC)
 */
export function warrantyEnd(returnedAt: Date, months: number, timeZone: string): string | null {
  return months > 0 ? monthsLater(dayIn(returnedAt, timeZone), months) : null;
}

/** What is asked of an order to place it in the history of its device. Times in UTC. */
export type HistoryOrder = {
  number: string;
  status: string;
  stage: string;
  /** When it was submitted. */
  placedAt: Date;
  completedAt: Date | null;
  timeZone: string;
};

export type HistoryMarks = {
  /** The repair after which the device came back so soon. */
  repeatOf: { number: string; days: number } | null;
  /** The repair whose warranty still ran when this order was placed. */
  coveredBy: { number: string; until: string } | null;
  /** The last day of this repair's own warranty. */
  warrantyUntil: string | null;
};

/**
 * What each order of one device is to the others: a repeat repair, one under the warranty of the last repair.
 * @param months the warranty of a repair
 */
export function historyMarks(orders: readonly HistoryOrder[], months: number): Map<string, HistoryMarks> {
  const repairs = orders.flatMap((order) =>
    order.status === 'returned' && order.completedAt
      ? [{ ...order, until: warrantyEnd(order.completedAt, months, order.timeZone), end: order.completedAt }]
      : [],
  );
  return new Map(
    orders.map((order) => {
      const before = repairs
        .filter(({ number, end }) => number !== order.number && end <= order.placedAt)
        .sort((one, other) => other.end.getTime() - one.end.getTime())[0];
      const days = before && Math.floor((order.placedAt.getTime() - before.end.getTime()) / DAY);
      const covered = before?.until && dayIn(order.placedAt, before.timeZone) <= before.until;
      const marks: HistoryMarks = {
        repeatOf: before && days !== undefined && days < REPEAT_DAYS ? { number: before.number, days } : null,
        coveredBy: before?.until && covered ? { number: before.number, until: before.until } : null,
        warrantyUntil: repairs.find(({ number }) => number === order.number)?.until ?? null,
      };
      return [order.number, marks];
    }),
  );
}

/** The repair whose warranty runs the longest from this moment on (UTC); null where none does. */
export function runningWarranty(
  orders: readonly (Pick<HistoryOrder, 'number' | 'timeZone'> & Pick<HistoryMarks, 'warrantyUntil'>)[],
  now: Date,
): { number: string; until: string } | null {
  const running = orders.flatMap(({ number, timeZone, warrantyUntil: until }) =>
    until && dayIn(now, timeZone) <= until ? [{ number, until }] : [],
  );
  return running.sort((one, other) => other.until.localeCompare(one.until))[0] ?? null;
}
