import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isFresh, type Viewer } from '../auth/rules';
import { tellOfPerson } from './change-person.server';
import { countInvitation } from './invite-person.server';
import { lockPerson } from './people.server';

/**
 * Mails somebody who has an account and never came in the link by which they choose their password; the link of the mail
 * before no longer works then. One that was sent within the last minute is not.
 * Throws DomainError `not_found` (404), `not_fresh` (409: they have a password, or signed in), `too_many_attempts` (429).
 */
export async function sendFirstLink(viewer: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, viewer, id);
    if (!person?.active) throw new DomainError('not_found', 404);
    if (!isFresh(person)) throw new DomainError('not_fresh', 409);
    if (person.invitedAt && Date.now() - person.invitedAt.getTime() < 60_000) return;
    await countInvitation(viewer);
    await tx.user.update({ where: { id }, data: { invitedAt: new Date() } });
    await tellOfPerson(tx, viewer, person, 'person.link_sent');
  });
}
