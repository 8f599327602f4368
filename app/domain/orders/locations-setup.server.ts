import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { holidayCalendar } from '~/platform/holidays.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { changesOf } from '../events/changes.server';
import type { LocationForm } from './location-schema';

const OPEN = { stage: { not: 'completed' }, status: { not: 'draft' } };

/** Every service location with its technicians and open orders counted, those that are open first. */
export async function listLocationsToSetUp() {
  const [locations, open] = await Promise.all([
    db().location.findMany({
      orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
      include: { _count: { select: { technicians: { where: { user: { active: true } } } } } },
    }),
    db().order.groupBy({ by: ['locationId'], where: OPEN, _count: true }),
  ]);
  return locations.map(({ id, code, name, city, active, _count }) => ({
    ...{ id, code, label: name, city, active, technicians: _count.technicians },
    open: open.find(({ locationId }) => locationId === id)?._count ?? 0,
  }));
}

/** A service location with its technicians; null when there is none with this id. */
export async function getLocation(id: number) {
  const location = await db().location.findUnique({
    where: { id },
    include: {
      technicians: {
        where: { user: { active: true } },
        select: { user: { select: { id: true, name: true } } },
        orderBy: { user: { name: 'asc' } },
      },
    },
  });
  return location && { ...location, technicians: location.technicians.map(({ user }) => user) };
}

/** Refuses a place whose holidays nobody knows. */
function refuseUnknownPlace({ country, region }: LocationForm): void {
  try {
    holidayCalendar(country, region);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DomainError(
      error.message === 'unknown region' ? 'region_unknown' : 'country_without_days',
      422,
    );
  }
}

/** A location with open orders stays open, and so does the last one: somebody has to take new orders. */
async function refuseClosing(tx: Db, id: number): Promise<void> {
  const count = await tx.order.count({ where: { locationId: id, ...OPEN } });
  if (count > 0) throw new DomainError('location_has_orders', 409, { count });
  const others = await tx.location.count({ where: { active: true, id: { not: id } } });
  if (others === 0) throw new DomainError('location_last', 409);
}

/**
 * Adds a service location, or changes the one with this id. A new one works from Monday to Friday until its hours are set.
 * @returns its id
 * Throws DomainError `not_found` (404), `code_taken` (409), `region_unknown` and `country_without_days` (422),
 * `location_has_orders` (409, with `count`) and `location_last` (409) when it is to be closed.
 */
export function saveLocation(viewer: Viewer, id: number | null, form: LocationForm): Promise<number> {
  refuseUnknownPlace(form);
  return transaction(async (tx) => {
    // One at a time: two at once could close the last two.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('locations'), 0)`;
    const before = id === null ? null : await tx.location.findUnique({ where: { id } });
    if (id !== null && !before) throw new DomainError('not_found', 404);
    const same = await tx.location.findFirst({
      where: { code: { equals: form.code, mode: 'insensitive' }, ...(id !== null && { id: { not: id } }) },
    });
    if (same) throw new DomainError('code_taken', 409, { name: same.name });
    if (before?.active && !form.active) await refuseClosing(tx, before.id);
    const changes = changesOf(before, form);
    if (before && !changes) return before.id;
    const saved = before
      ? await tx.location.update({ where: { id: before.id }, data: form })
      : await tx.location.create({ data: form });
    await appendEvent(tx, {
      type: before ? 'setup.location_changed' : 'setup.location_added',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { locationId: saved.id, name: saved.name, changes },
    });
    return saved.id;
  });
}
