import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { endAccess, tellOfPerson } from './change-person.server';
import { lockPerson } from './people.server';
import { keepAnAdministrator, lockAdministrators } from './people-place.server';

/**
 * Deactivates a person: they are signed out everywhere at once and their API keys end; what they did stays. The same once
 * more changes nothing.
 * @param handOver what is done with their orders, in the same transaction
 * Throws DomainError `not_found` (404), `not_yourself` (409), `last_administrator` (409).
 */
export async function deactivatePerson(
  viewer: Viewer,
  id: number,
  handOver: (tx: Db) => Promise<void>,
): Promise<void> {
  await transaction(async (tx) => {
    await lockAdministrators(tx);
    const person = await lockPerson(tx, viewer, id);
    if (!person) throw new DomainError('not_found', 404);
    if (id === viewer.userId) throw new DomainError('not_yourself', 409);
    if (!person.active) return;
    if (person.role === 'administrator') await keepAnAdministrator(tx, id);
    await tx.user.update({ where: { id }, data: { active: false } });
    await tx.emailChange.deleteMany({ where: { userId: id } });
    await endAccess(tx, { id });
    await handOver(tx);
    await tellOfPerson(tx, viewer, person, 'person.deactivated');
  });
}

/** Lets a person sign in again, with the password they had. Throws DomainError `not_found` (404). */
export async function reactivatePerson(viewer: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, viewer, id);
    if (!person) throw new DomainError('not_found', 404);
    if (person.active) return;
    await tx.user.update({ where: { id }, data: { active: true } });
    await tellOfPerson(tx, viewer, person, 'person.reactivated');
  });
}
