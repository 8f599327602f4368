import { type Db, db, type Prisma } from '~/platform/db.server';
import { isFresh, type Role, type Viewer } from '../auth/rules';
import { customerText } from './queries.server';

const NOBODY = { id: { in: [] } };

/** People and invitations that a viewer looks after: all for administrators, their own company's for resellers and partners. */
export function lookedAfterBy(viewer: Viewer): { companyId?: number; id?: { in: number[] } } {
  if (viewer.role === 'administrator') return {};
  const own = viewer.role === 'reseller' || viewer.role === 'partner' ? viewer.companyId : null;
  return own === null ? NOBODY : { companyId: own };
}

const peopleOf = (viewer: Viewer) => ({ AND: [lookedAfterBy(viewer), { erasedAt: null }] });

/** A row of people or of invitations. */
export const PERSON_ROW = {
  ...{ id: true, name: true, email: true, role: true },
  company: { select: { id: true, number: true, name: true } },
} as const;

/** One of the viewer's people as their page shows them; null for anybody else. */
export async function getPerson(viewer: Viewer, id: number) {
  const person = await db().user.findFirst({
    where: { AND: [{ id }, peopleOf(viewer)] } as Prisma.UserWhereInput,
    select: {
      ...{ ...PERSON_ROW, companyId: true, locale: true, active: true, createdAt: true, lastSignInAt: true },
      ...{ passwordHash: true, totpConfirmedAt: true, emailChange: true },
      locations: { select: { locationId: true }, orderBy: { locationId: 'asc' } },
      _count: {
        select: {
          passkeys: true,
          sessions: { where: { expiresAt: { gt: new Date() } } },
          apiKeys: { where: { revokedAt: null } },
        },
      },
    },
  });
  if (!person) return null;
  const { passwordHash: _, totpConfirmedAt, emailChange, locations, _count, ...shown } = person;
  return {
    ...shown,
    role: person.role as Role,
    yourself: id === viewer.userId,
    fresh: isFresh(person),
    secondFactor: totpConfirmedAt !== null || _count.passkeys > 0,
    locationIds: locations.map(({ locationId }) => locationId),
    sessions: _count.sessions,
    apiKeys: _count.apiKeys,
    newEmail: emailChange && { email: emailChange.email, over: emailChange.expiresAt < new Date() },
  };
}

export type PersonDetail = NonNullable<Awaited<ReturnType<typeof getPerson>>>;

/** One of the viewer's people, locked against other commands until the transaction ends; null for anybody else. */
export async function lockPerson(tx: Db, viewer: Viewer, id: number) {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id} FOR NO KEY UPDATE`;
  return tx.user.findFirst({
    where: { AND: [{ id }, peopleOf(viewer)] } as Prisma.UserWhereInput,
    include: { locations: { select: { locationId: true } }, company: true },
  });
}

/** An invitation that the viewer looks after; null for any other. */
export async function getInvitation(viewer: Viewer, id: number) {
  const invitation = await db().invitation.findFirst({
    where: { AND: [{ id }, lookedAfterBy(viewer)] } as Prisma.InvitationWhereInput,
    select: {
      ...{ ...PERSON_ROW, locale: true, locationIds: true, sentAt: true, expiresAt: true },
      invitedBy: { select: { name: true } },
    },
  });
  return (
    invitation && {
      ...invitation,
      role: invitation.role as Role,
      over: invitation.expiresAt < new Date(),
    }
  );
}

const COMPANIES_SHOWN = 300;

/** The operator's accounts whose people administrators may invite, by name; of very many some. */
export async function companiesToGive() {
  const companies = await db().company.findMany({
    where: { resellerId: null, active: true, erasedAt: null },
    select: { kind: true, number: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: COMPANIES_SHOWN,
  });
  return companies.map((company) => ({ kind: company.kind, value: customerText(company) }));
}

/** Service locations that a technician can be given, by name; those deactivated too where they have them already. */
export function locationsToGive(having: number[] = []) {
  return db().location.findMany({
    where: { OR: [{ active: true }, { id: { in: having } }] },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}
