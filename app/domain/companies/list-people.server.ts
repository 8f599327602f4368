import { db, type Prisma } from '~/platform/db.server';
import { cleanText } from '~/platform/text';
import type { Role, Viewer } from '../auth/rules';
import { lookedAfterBy, PERSON_ROW } from './people.server';

const PAGE = 50;

export type PeopleFilter = {
  q: string;
  state: 'active' | 'invited' | 'inactive';
  role: Role | null;
  /** Id of a company. */
  company: number | null;
};

/** Ids of the rows at which the pages begin and end; at most one of them is given. */
type PeoplePlace = { after: number | null; before: number | null };

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

function pageOfPeople(where: Prisma.UserWhereInput, state: PeopleFilter['state']): Page {
  return async (at, direction, order) => {
    const row = at === null ? null : await db().user.findUnique({ where: { id: at }, select: NAMED });
    const rows = await db().user.findMany({
      where: { AND: [where, { active: state === 'active' }, beyond(row, direction)] },
      select: { ...PERSON_ROW, lastSignInAt: true },
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
      select: { ...PERSON_ROW, sentAt: true, expiresAt: true },
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
