import { type Db, db, type Prisma } from '~/platform/db.server';
import { cleanText } from '~/platform/text';
import type { Role, Viewer } from '../auth/rules';

const PAGE = 50;
const NOBODY = { id: { in: [] } };

/** People and invitations that a viewer looks after: all for administrators, their own company's for resellers and partners. */
export function lookedAfterBy(viewer: Viewer): { companyId?: number; id?: { in: number[] } } {
  if (viewer.role === 'administrator') return {};
  const own = viewer.role === 'reseller' || viewer.role === 'partner' ? viewer.companyId : null;
  return own === null ? NOBODY : { companyId: own };
}

const peopleOf = (viewer: Viewer) => ({ AND: [lookedAfterBy(viewer), { erasedAt: null }] });

export type PeopleFilter = {
  q: string;
  state: 'active' | 'invited' | 'inactive';
  role: Role | null;
  /** Id of a company. */
  company: number | null;
};

/** Ids of the rows at which the pages begin and end; at most one of them is given. */
export type PeoplePlace = { after: number | null; before: number | null };

const COMPANY = { company: { select: { id: true, number: true, name: true } } };

type Conditions = { AND: object[] };

/** What people and invitations are found by alike: every word stands in the name, the address or the company's name. */
function found(viewer: Viewer, { q, role, company }: PeopleFilter): Conditions {
  const words = cleanText(q).slice(0, 100).split(/\s+/).filter(Boolean).slice(0, 8);
  const having = (word: string) => ({
    contains: word.replace(/[\\%_]/g, '\\$&'),
    mode: 'insensitive' as const,
  });
  return {
    AND: [
      lookedAfterBy(viewer),
      ...words.map((word) => ({
        OR: [{ name: having(word) }, { email: having(word) }, { company: { name: having(word) } }],
      })),
      ...(role ? [{ role }] : []),
      ...(company ? [{ companyId: company }] : []),
    ],
  };
}

type Named = { id: number; name: string };

/** True for rows behind this one in the list by name, or before it. An unknown one begins the list. */
const beyond = (row: Named | null, direction: 'gt' | 'lt') =>
  row ? { OR: [{ name: { [direction]: row.name } }, { name: row.name, id: { [direction]: row.id } }] } : {};

/** A page of 50 of the viewer's people by name, or of those invited, and how many there are in each state. */
export async function listPeople(viewer: Viewer, filter: PeopleFilter, place: PeoplePlace) {
  const where = found(viewer, filter);
  const people = { AND: [...where.AND, { erasedAt: null }] } as Prisma.UserWhereInput;
  const invited = where as Prisma.InvitationWhereInput;
  const backwards = place.before !== null;
  const [at, order] = [place.before ?? place.after, backwards ? ('desc' as const) : ('asc' as const)];
  const read = filter.state === 'invited' ? pageOfInvitations(invited) : pageOfPeople(people, filter.state);
  const [sorted, counted, waiting] = await Promise.all([
    read(at, backwards ? 'lt' : 'gt', order),
    db().user.groupBy({ by: ['active'], where: people, _count: true }),
    db().invitation.count({ where: invited }),
  ]);
  const more = sorted.length > PAGE;
  const rows = backwards ? sorted.slice(0, PAGE).reverse() : sorted.slice(0, PAGE);
  const count = (active: boolean) => counted.find((group) => group.active === active)?._count ?? 0;
  return {
    rows,
    previous: (backwards ? more : at !== null) ? (rows[0]?.id ?? null) : null,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
    counts: { active: count(true), invited: waiting, inactive: count(false) },
  };
}

type Row = Named & {
  email: string;
  role: Role;
  company: { id: number; number: string; name: string } | null;
  /** When they signed in last, or for an invitation when it was sent last. */
  at: Date | null;
  /** When an invitation ends. */
  until: Date | null;
};
type Page = (at: number | null, direction: 'gt' | 'lt', order: 'asc' | 'desc') => Promise<Row[]>;

const byName = (order: 'asc' | 'desc') => [{ name: order }, { id: order }];
const NAMED = { id: true, name: true } as const;
const ROW = { ...NAMED, email: true, role: true, ...COMPANY } as const;

function pageOfPeople(where: Prisma.UserWhereInput, state: PeopleFilter['state']): Page {
  return async (at, direction, order) => {
    const row = at === null ? null : await db().user.findUnique({ where: { id: at }, select: NAMED });
    const rows = await db().user.findMany({
      where: { AND: [where, { active: state === 'active' }, beyond(row, direction)] },
      select: { ...ROW, lastSignInAt: true },
      orderBy: byName(order),
      take: PAGE + 1,
    });
    return rows.map(({ lastSignInAt, role, ...one }) => ({
      ...one,
      role: role as Role,
      at: lastSignInAt,
      until: null,
    }));
  };
}

function pageOfInvitations(where: Prisma.InvitationWhereInput): Page {
  return async (at, direction, order) => {
    const row = at === null ? null : await db().invitation.findUnique({ where: { id: at }, select: NAMED });
    const rows = await db().invitation.findMany({
      where: { AND: [where, beyond(row, direction)] },
      select: { ...ROW, sentAt: true, expiresAt: true },
      orderBy: byName(order),
      take: PAGE + 1,
    });
    return rows.map(({ sentAt, expiresAt, role, ...one }) => ({
      ...one,
      role: role as Role,
      at: sentAt,
      until: expiresAt,
    }));
  };
}

/** One of the viewer's people as their page shows them; null for anybody else. */
export async function getPerson(viewer: Viewer, id: number) {
  const person = await db().user.findFirst({
    where: { AND: [{ id }, peopleOf(viewer)] } as Prisma.UserWhereInput,
    select: {
      ...{ ...ROW, companyId: true, locale: true, active: true, createdAt: true, lastSignInAt: true },
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
  const { passwordHash, totpConfirmedAt, emailChange, locations, _count, ...shown } = person;
  return {
    ...shown,
    role: person.role as Role,
    yourself: id === viewer.userId,
    /** They have never chosen a password nor signed in. */
    fresh: passwordHash === null && person.lastSignInAt === null,
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
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`;
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
      ...{ ...ROW, locale: true, locationIds: true, sentAt: true, expiresAt: true },
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

/** Service locations that a technician can be given, by name; those deactivated too where they have them already. */
export function locationsToGive(having: number[] = []) {
  return db().location.findMany({
    where: { OR: [{ active: true }, { id: { in: having } }] },
    select: NAMED,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}
