import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { countTry } from '../auth/limits.server';
import type { Viewer } from '../auth/rules';
import { hashToken, newToken } from '../auth/session.server';
import { appendEvent } from '../events/append-event.server';
import { lookedAfterBy } from './people.server';
import { placeOf } from './people-place.server';
import type { Colleague, PersonForm } from './people-schema';

const DAYS = 7;
const end = () => new Date(Date.now() + DAYS * 24 * 60 * 60 * 1000);

type Form = (Colleague | PersonForm) & { email: string };

/** So many mails to new addresses an hour: nobody is to be flooded through us. */
export async function countInvitation(viewer: Viewer): Promise<void> {
  const seconds = await countTry('share_user', `invitation:${viewer.userId}`);
  if (seconds > 0) throw new DomainError('too_many_attempts', 429, { minutes: Math.ceil(seconds / 60) });
}

/**
 * Invites somebody by mail to where the form puts them. An address that has an account elsewhere is invited like any other:
 * only its owner is told, by the mail. Whom this company invited already is not invited once more.
 * @returns the invitation's id, and whether it was there before
 * Throws DomainError `person_known` (409: the viewer looks after an account with this address), `too_many_attempts` (429) and
 * what `placeOf` throws.
 */
export async function invitePerson(viewer: Viewer, form: Form): Promise<{ id: number; known: boolean }> {
  await countInvitation(viewer);
  return transaction(async (tx) => {
    const { email, name, locale } = form;
    const place = await placeOf(tx, viewer, form);
    const account = await tx.user.findFirst({
      where: { email, ...lookedAfterBy(viewer) },
      select: { name: true },
    });
    if (account) throw new DomainError('person_known', 409, { name: account.name });
    const data = { email, name, locale, ...place, invitedById: viewer.userId, expiresAt: end() };
    const [made] = await tx.invitation.createManyAndReturn({ data: [data], skipDuplicates: true });
    if (!made) {
      const where = { email, companyId: place.companyId };
      return { id: (await tx.invitation.findFirstOrThrow({ where })).id, known: true };
    }
    await tell(tx, viewer, made, 'person.invited', { role: place.role });
    return { id: made.id, known: false };
  });
}

type Invitation = { id: number; companyId: number | null; name: string; email: string };

function tell(tx: Db, viewer: Viewer, invitation: Invitation, type: string, more: object = {}) {
  const { id, companyId, name, email } = invitation;
  return appendEvent(tx, {
    type,
    actorId: viewer.userId,
    ...(companyId !== null && { companyId }),
    visibility: 'internal',
    data: { invitationId: id, name, email, ...more },
  });
}

/** An invitation that the viewer looks after, locked. Throws DomainError `not_found` (404). */
async function lockInvitation(tx: Db, viewer: Viewer, id: number) {
  await tx.$queryRaw`SELECT 1 FROM invitations WHERE id = ${id} FOR UPDATE`;
  const found = await tx.invitation.findFirst({ where: { id, ...lookedAfterBy(viewer) } });
  if (!found) throw new DomainError('not_found', 404);
  return found;
}

/**
 * Sends an invitation once more, for another seven days; the link of the mail before no longer works then. One that was sent
 * within the last minute is not. Throws DomainError `not_found` (404), `too_many_attempts` (429).
 */
export async function inviteAgain(viewer: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    const invitation = await lockInvitation(tx, viewer, id);
    if (Date.now() - invitation.sentAt.getTime() < 60_000) return;
    await countInvitation(viewer);
    const sent = { sentAt: new Date(), expiresAt: end(), invitedById: viewer.userId };
    await tx.invitation.update({ where: { id }, data: sent });
    await tell(tx, viewer, invitation, 'person.invited_again');
  });
}

/** Takes an invitation back: its link no longer works. Throws DomainError `not_found` (404). */
export async function withdrawInvitation(viewer: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    const invitation = await lockInvitation(tx, viewer, id);
    await tx.invitation.delete({ where: { id } });
    await tell(tx, viewer, invitation, 'person.invitation_withdrawn');
  });
}

/**
 * Makes the token of the mail that is drawn now, in the transaction that keeps the mail; the one before no longer works. The
 * token of an invitation that was taken back opens nothing.
 */
export async function renewInvitation(tx: Db, id: number): Promise<string> {
  const token = newToken();
  await tx.invitation.updateMany({ where: { id }, data: { tokenHash: hashToken(token), expiresAt: end() } });
  return token;
}
