import { type Db, db, transaction } from '~/platform/db.server';
import { mayEnter } from '../auth/may-enter.server';
import { hashPassword } from '../auth/password.server';
import { hashToken } from '../auth/session.server';
import { appendEvent } from '../events/append-event.server';

/**
 * Invitations that can be accepted by this token: of an open company, in time, to an address without an account, and from somebody
 * who could still send it; another one can send it again.
 */
async function openInvitation(tx: Db, token: string) {
  const invitation = await tx.invitation.findFirst({
    where: {
      tokenHash: hashToken(token),
      expiresAt: { gt: new Date() },
      AND: [
        { OR: [{ companyId: null }, { company: { active: true } }] },
        { OR: [{ invitedById: null }, { invitedBy: mayEnter() }] },
      ],
    },
    include: { company: { select: { name: true } }, invitedBy: { select: { role: true, companyId: true } } },
  });
  if (!invitation || !mayInvite(invitation.invitedBy, invitation)) return null;
  const taken = await tx.user.findUnique({ where: { email: invitation.email } });
  return taken ? null : invitation;
}

type Inviter = { role: string; companyId: number | null };

/** Administrators invite everybody, others to their own company. */
function mayInvite(inviter: Inviter | null, { companyId }: { companyId: number | null }): boolean {
  if (!inviter || inviter.role === 'administrator') return true;
  return companyId !== null && inviter.companyId === companyId;
}

/** Who is invited by this link, and to which company (null: the operator); null when it no longer works. */
export async function findInvitation(token: string) {
  const invitation = await openInvitation(db(), token);
  return (
    invitation && {
      email: invitation.email,
      name: invitation.name,
      company: invitation.company?.name ?? null,
    }
  );
}

/**
 * Accepts an invitation: the person comes to be, with this password. The link is used up, and other invitations to the
 * address end too.
 * @param password one that passed `resetPasswordSchema`
 * @returns the address to sign in with; null when the link was used, taken back, has expired or never was
 * Throws DomainError `busy` (503).
 */
export async function acceptInvitation(token: string, password: string): Promise<string | null> {
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM invitations WHERE token_hash = ${hashToken(token)} FOR UPDATE`;
    const invitation = await openInvitation(tx, token);
    if (!invitation) return null;
    const { email, name, role, companyId, locale, createdAt } = invitation;
    const places = await tx.location.findMany({
      where: { id: { in: invitation.locationIds } },
      select: { id: true },
    });
    const person = { email, name, role, companyId, locale, passwordHash, invitedAt: createdAt };
    const [made] = await tx.user.createManyAndReturn({ data: [person], skipDuplicates: true });
    if (!made) return null;
    await tx.userLocation.createMany({ data: places.map(({ id }) => ({ userId: made.id, locationId: id })) });
    await tx.invitation.deleteMany({ where: { email } });
    await appendEvent(tx, {
      type: 'person.joined',
      actorId: made.id,
      ...(companyId !== null && { companyId }),
      visibility: 'internal',
      data: { personId: made.id, name, role },
    });
    return email;
  });
}

/** Deletes invitations that ended a month ago: nobody is to stay in them. */
export async function forgetInvitations(now = new Date()): Promise<void> {
  const longAgo = new Date(now.getTime() - 30 * 24 * 60 * 60 * 1000);
  await db().invitation.deleteMany({ where: { expiresAt: { lt: longAgo } } });
  await db().emailChange.deleteMany({ where: { expiresAt: { lt: longAgo } } });
}
