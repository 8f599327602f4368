import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { holidayCalendar, holidayRegions } from '~/platform/holidays.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { changesOf, withChanges } from '../events/changes.server';
import { calendarOf, readTargets } from './clock.server';
import { DEFAULT_TARGETS, type Target } from './clock-rules';
import type { LocationHoursForm } from './clock-schema';

const HOLIDAYS_SHOWN = 10;

/** Every service location with its opening hours as they hold and its next public holiday; the active first. */
export async function listLocationHours(today: string) {
  const places = await db().location.findMany({
    orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    include: { hours: true, closures: { select: { day: true } } },
  });
  return places.map((place) => ({
    ...{ id: place.id, name: place.name, active: place.active },
    ...{ country: place.country, region: place.region },
    hours: [...calendarOf(place).hours].map(([weekday, times]) => ({ weekday, ...times })),
    nextHoliday: holidayCalendar(place.country, place.region).next(today, 1)[0] ?? null,
  }));
}

/**
 * A service location with its hours as they hold, its closures from `today` on, its regions with holidays of their own and
 * its next ten public holidays; null when there is none with this id.
 */
export async function getLocationHours(id: number, today: string) {
  const place = await db().location.findUnique({
    where: { id },
    include: { hours: true, closures: { orderBy: { day: 'asc' } } },
  });
  if (!place) return null;
  return {
    ...{ id, name: place.name, country: place.country, region: place.region, timeZone: place.timeZone },
    hours: calendarOf(place).hours,
    closures: place.closures
      .map(({ day, name }) => ({ day: day.toISOString().slice(0, 10), name }))
      .filter(({ day }) => day >= today),
    regions: holidayRegions(place.country),
    holidays: holidayCalendar(place.country, place.region).next(today, HOLIDAYS_SHOWN),
  };
}

/**
 * Sets when a location is open. Deadlines that stand already stay; new ones count by it.
 * Throws DomainError `not_found` (404), `region_unknown` (422) for a region that the location's country does not have.
 */
export function saveLocationHours(viewer: Viewer, id: number, form: LocationHoursForm): Promise<void> {
  return transaction(async (tx) => {
    const place = await tx.location.findUnique({ where: { id }, include: { hours: true } });
    if (!place) throw new DomainError('not_found', 404);
    const { region, hours, remove, add, name } = form;
    if (region !== null && !holidayRegions(place.country).some(({ code }) => code === region))
      throw new DomainError('region_unknown', 422);
    const days = (list: string[]) => list.map((day) => new Date(`${day}T00:00:00Z`));
    await tx.location.update({ where: { id }, data: { region } });
    await tx.locationHours.deleteMany({ where: { locationId: id } });
    await tx.locationHours.createMany({ data: hours.map((one) => ({ ...one, locationId: id })) });
    await tx.locationClosure.deleteMany({
      where: { locationId: id, day: { in: days([...remove, ...add]) } },
    });
    await tx.locationClosure.createMany({ data: days(add).map((day) => ({ locationId: id, day, name })) });
    await appendEvent(tx, {
      type: 'location.hours_changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { locationId: id, location: place.name, ...withChanges(hoursOf(place), form) },
    });
  });
}

/** Every target as it holds, by `targetKey`, and whether it is the operator's own. */
export async function listTargets(): Promise<{ key: string; target: Target; own: boolean }[]> {
  const own = await readTargets(db());
  return [...DEFAULT_TARGETS].map(([key, usual]) => ({
    key,
    target: own.get(key) ?? usual,
    own: own.has(key),
  }));
}

/** Sets the operator's own targets: null, or what is usual, for the usual one. New deadlines count by them. */
export function saveTargets(viewer: Viewer, targets: ReadonlyMap<string, Target | null>): Promise<void> {
  const isUsual = (key: string, target: Target) =>
    JSON.stringify(DEFAULT_TARGETS.get(key)) === JSON.stringify(target);
  const rows = [...targets].flatMap(([key, target]) => {
    if (!target || isUsual(key, target)) return [];
    const [kind = '', status = ''] = key.split('.');
    return [{ kind, status, ...target }];
  });
  return transaction(async (tx) => {
    const before = await tx.statusTarget.findMany({ orderBy: [{ kind: 'asc' }, { status: 'asc' }] });
    await tx.statusTarget.deleteMany();
    await tx.statusTarget.createMany({ data: rows });
    await appendEvent(tx, {
      type: 'targets.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { targets: rows, changes: targetChanges(byKey(before), byKey(rows)) },
    });
  });
}

type StoredTarget = { kind: string; status: string; days?: number | null; minutes?: number | null };

/** Targets by `targetKey`, in words of the event that tells of them; the usual ones are missing. */
function byKey(targets: StoredTarget[]): Record<string, string> {
  const named = targets.map(({ kind, status, days, minutes }): [string, string] => [
    `${kind}.${status}`,
    days ? `${days} d` : `${minutes ?? 0} min`,
  ]);
  return Object.fromEntries(named);
}

/** What was set to something else, and what was set back to the usual. */
function targetChanges(before: Record<string, string>, after: Record<string, string>) {
  const gone = Object.fromEntries(Object.keys(before).map((key) => [key, null]));
  return changesOf(before, { ...gone, ...after }) ?? {};
}

type StoredHours = {
  region: string | null;
  hours: { weekday: number; opensAt: string; closesAt: string }[];
};

/** What of a location its form of opening hours changes, as it is stored. */
function hoursOf({ region, hours }: StoredHours) {
  const byDay = [...hours].sort((one, other) => one.weekday - other.weekday);
  return {
    region,
    hours: byDay.map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt })),
    ...{ remove: [], add: [], name: '' },
  };
}
