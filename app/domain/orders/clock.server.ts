import type { Db } from '~/platform/db.server';
import { holidayCalendar } from '~/platform/holidays.server';
import { usualDayMinutes, type WorkingCalendar } from '~/platform/working-time';
import { DEFAULT_TARGETS, type Target, type Timed, targetKey } from './clock-rules';
import type { OrderKind } from './rules';

/** A service location as its clock needs to know it. Times are `HH:MM`, weekdays ISO, days the start of them in UTC. */
export type ClockPlace = {
  country: string;
  region: string | null;
  timeZone: string;
  closesAt: string;
  hours?: { weekday: number; opensAt: string; closesAt: string }[];
  closures?: { day: Date }[];
};

/** The working-day clock of a service location: when it is open, and how long each status may take there. */
export type Clock = {
  calendar: WorkingCalendar;
  /** The target of a status, or of the promise, in working minutes; null without one. */
  target(kind: OrderKind, timed: Timed): number | null;
};

/** The operator's own targets by `targetKey`. */
export type Targets = ReadonlyMap<string, Target>;

const OPENS_AT = '08:00';

/** When a place is open: as it was set up, without its public holidays and closures; else Monday to Friday from 08:00. */
export function calendarOf(place: ClockPlace): WorkingCalendar {
  const { isHoliday } = holidayCalendar(place.country, place.region);
  const closed = new Set(place.closures?.map(({ day }) => day.toISOString().slice(0, 10)));
  const usual = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: OPENS_AT, closesAt: place.closesAt }));
  const hours = place.hours && place.hours.length > 0 ? place.hours : usual;
  return {
    timeZone: place.timeZone,
    hours: new Map(
      hours.map(({ weekday, opensAt, closesAt }) => [weekday, { opens: opensAt, closes: closesAt }]),
    ),
    isClosed: (isoDate) => closed.has(isoDate) || isHoliday(isoDate),
  };
}

/** The clock of a place; a target in days is as many usual days of the place. */
export function clockOf(place: ClockPlace, targets: Targets = new Map()): Clock {
  const calendar = calendarOf(place);
  const day = usualDayMinutes(calendar);
  return {
    calendar,
    target(kind, timed) {
      const key = targetKey(kind, timed);
      const target = targets.get(key) ?? DEFAULT_TARGETS.get(key);
      if (!target) return null;
      return 'days' in target ? target.days * day : target.minutes;
    },
  };
}

/** The clocks of service locations, by their ids. */
export async function clocksOf(tx: Db, locationIds: readonly number[]): Promise<Map<number, Clock>> {
  const places = await tx.location.findMany({
    where: { id: { in: [...new Set(locationIds)] } },
    include: { hours: true, closures: { select: { day: true } } },
  });
  const targets = await readTargets(tx);
  return new Map(places.map((place) => [place.id, clockOf(place, targets)]));
}

/** The operator's own targets. */
export async function readTargets(tx: Db): Promise<Targets> {
  const rows = await tx.statusTarget.findMany();
  return new Map(
    rows.flatMap(({ kind, status, minutes, days }): [string, Target][] => {
      const key = targetKey(kind as OrderKind, status);
      if (days !== null) return [[key, { days }]];
      return minutes === null ? [] : [[key, { minutes }]];
    }),
  );
}
