import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { mayEnter } from '../auth/may-enter.server';
import type { Viewer } from '../auth/rules';
import { hashToken, newToken } from '../auth/session.server';
import { appendEvent } from '../events/append-event.server';
import { tellOfPerson } from './change-person.server';
import { lockPerson } from './people.server';

const DAYS = 2;
const end = () => new Date(Date.now() + DAYS * 24 * 60 * 60 * 1000);

/**
 * Asks the new address of a person for its agreement, by mail, and tells the old one. Until it agrees nothing changes; a new
 * address that was asked before no longer counts. Administrators only. The same address twice is asked once.
 * Throws DomainError `not_found` (404), `person_known` (409: the address is somebody's already).
 */
export async function askEmailChange(viewer: Viewer, id: number, email: string): Promise<void> {
  await transaction(async (tx) => {
    const person = viewer.role === 'administrator' ? await lockPerson(tx, viewer, id) : null;
    if (!person?.active) throw new DomainError('not_found', 404);
    if (person.email === email) return;
    const known = await tx.user.findUnique({ where: { email }, select: { name: true } });
    if (known) throw new DomainError('person_known', 409, { name: known.name });
    const asked = await tx.emailChange.findUnique({ where: { userId: id } });
    if (asked?.email === email && Date.now() - asked.createdAt.getTime() < 60_000) return;
    const change = { email, tokenHash: null, createdAt: new Date(), expiresAt: end() };
    await tx.emailChange.upsert({
      where: { userId: id },
      create: { userId: id, ...change },
      update: change,
    });
    const changes = { email: { from: person.email, to: email } };
    await tellOfPerson(tx, viewer, person, 'person.email_asked', { changes });
  });
}

/** Takes the question for a new address back. Throws DomainError `not_found` (404). */
export async function withdrawEmailChange(viewer: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    const person = viewer.role === 'administrator' ? await lockPerson(tx, viewer, id) : null;
    if (!person) throw new DomainError('not_found', 404);
    const { count } = await tx.emailChange.deleteMany({ where: { userId: id } });
    if (count > 0) await tellOfPerson(tx, viewer, person, 'person.email_withdrawn');
  });
}

/**
 * Makes the token of the mail that is drawn now, in the transaction that keeps the mail. When another address was asked since,
 * it opens nothing.
 */
export async function renewEmailChange(tx: Db, userId: number, email: string): Promise<string> {
  const token = newToken();
  await tx.emailChange.updateMany({
    where: { userId, email },
    data: { tokenHash: hashToken(token), expiresAt: end() },
  });
  return token;
}

const openChange = (tx: Db, token: string) =>
  tx.emailChange.findFirst({
    where: { tokenHash: hashToken(token), expiresAt: { gt: new Date() }, user: mayEnter() },
    include: { user: { select: { name: true, email: true, companyId: true } } },
  });

/** The old and the new address that a link is about; null when it no longer works. */
export async function findEmailChange(token: string) {
  const change = await openChange(db(), token);
  return change && { from: change.user.email, to: change.email };
}

/**
 * Gives a person their new address: with it they sign in from now on. Links mailed to the old one no longer work.
 * @returns false when the link was used, has expired or never was, or the address is somebody's by now
 */
export function confirmEmailChange(token: string): Promise<boolean> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM email_changes WHERE token_hash = ${hashToken(token)} FOR UPDATE`;
    const change = await openChange(tx, token);
    const taken = change && (await tx.user.findUnique({ where: { email: change.email } }));
    if (!change || taken) return false;
    const { userId, email, user } = change;
    await tx.user.update({ where: { id: userId }, data: { email } });
    await tx.emailChange.delete({ where: { userId } });
    await tx.userToken.deleteMany({ where: { userId, usedAt: null } });
    await tx.invitation.deleteMany({ where: { email } });
    await appendEvent(tx, {
      type: 'person.email_changed',
      actorId: userId,
      ...(user.companyId !== null && { companyId: user.companyId }),
      visibility: 'internal',
      data: { personId: userId, name: user.name, changes: { email: { from: user.email, to: email } } },
    });
    return true;
  });
}
