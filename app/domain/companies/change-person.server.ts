import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { changesOf } from '../events/changes.server';
import { lockPerson } from './people.server';
import { keepAnAdministrator, lockAdministrators, type Place, placeOf } from './people-place.server';
import type { Colleague, PersonForm } from './people-schema';

/** Ends what somebody is signed in with, browsers and programs; mailed links no longer work. */
export async function endAccess(tx: Db, people: { companyId: number } | { id: number }): Promise<void> {
  const theirs = { user: people };
  await tx.session.deleteMany({ where: theirs });
  await tx.userToken.deleteMany({ where: { ...theirs, usedAt: null } });
  await tx.signInStep.deleteMany({ where: theirs });
  await tx.apiKey.updateMany({ where: { ...theirs, revokedAt: null }, data: { revokedAt: new Date() } });
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockPerson>>>;

/** Refuses what would take the operator's last administrator, or the viewer's own rights, away. */
async function refuseDemotion(tx: Db, viewer: Viewer, person: Locked, place: Place): Promise<void> {
  if (person.role === place.role) return;
  if (person.id === viewer.userId) throw new DomainError('not_yourself', 409);
  if (person.role === 'administrator' && person.active) await keepAnAdministrator(tx, person.id);
}

/**
 * Changes a person's name and language; administrators also their role, company and service locations. With another role or
 * company they have to sign in again, and their API keys end: both were given for the place they had.
 * Throws DomainError `not_found` (404), `not_yourself` (409: nobody changes their own role), `last_administrator` (409) and
 * what `placeOf` throws.
 */
export async function changePerson(viewer: Viewer, id: number, form: Colleague | PersonForm): Promise<void> {
  await transaction(async (tx) => {
    await lockAdministrators(tx);
    const person = await lockPerson(tx, viewer, id);
    if (!person) throw new DomainError('not_found', 404);
    const place = await placeOf(tx, viewer, form);
    await refuseDemotion(tx, viewer, person, place);
    const before = {
      ...{ name: person.name, locale: person.locale, role: person.role, companyId: person.companyId },
      locationIds: person.locations.map(({ locationId }) => locationId).sort((one, other) => one - other),
    };
    const { role, companyId, locationIds } = place;
    const after = { name: form.name, locale: form.locale, role, companyId, locationIds };
    const changes = changesOf(before, after);
    if (!changes) return;
    await tx.user.update({ where: { id }, data: { name: form.name, locale: form.locale, role, companyId } });
    if (changes.locationIds) await setLocations(tx, id, locationIds);
    if (changes.role || changes.companyId) await endAccess(tx, { id });
    await tellOfPerson(tx, viewer, { id, name: form.name, companyId }, 'person.changed', { changes });
  });
}

async function setLocations(tx: Db, userId: number, locationIds: number[]): Promise<void> {
  await tx.userLocation.deleteMany({ where: { userId } });
  await tx.userLocation.createMany({ data: locationIds.map((locationId) => ({ userId, locationId })) });
}

type Named = { id: number; name: string; companyId: number | null };

/** Appends what somebody did with a person to the events of the person's company. */
export function tellOfPerson(
  tx: Db,
  viewer: Viewer,
  { id, name, companyId }: Named,
  type: string,
  more: Record<string, unknown> = {},
) {
  return appendEvent(tx, {
    type,
    actorId: viewer.userId,
    ...(companyId !== null && { companyId }),
    visibility: 'internal',
    data: { personId: id, name, ...more },
  });
}
