import { db, type Prisma } from '~/platform/db.server';
import { isStaff, type Role } from '../../auth/rules';
import { PERSON_EVENTS } from '../../companies/people-schema';
import type { SubjectKind } from '../rules';
import type { Contents, ExportedFile, Row, Table } from './contents';
import { type SalesScope, salesTables } from './sales-tables.server';
import {
  filePath,
  importPath,
  mailPath,
  readFiles,
  readImports,
  readMails,
  type Scope,
  tablesOf,
} from './tables.server';

/** What is exported about a person or a customer; null when there is nobody with this id. */
export function contentsOf(kind: SubjectKind, id: number): Promise<Contents | null> {
  return kind === 'people' ? contentsOfPerson(id) : contentsOfCustomer(id);
}

const insensitive = (address: string) => ({ equals: address, mode: 'insensitive' as const });

/** What others did with a person's account: invited, changed, deactivated it. */
const eventsAbout = (personId: number): Prisma.EventWhereInput => ({
  type: { in: PERSON_EVENTS },
  data: { path: ['personId'], equals: personId },
});

/**
 * A person's own: profile, sign-ins, and what they placed, wrote, uploaded, received and did. What others wrote is others'
 * data; files of the operator's people are named only, since they show devices of customers.
 */
async function contentsOfPerson(id: number): Promise<Contents | null> {
  const user = await db().user.findUnique({
    where: { id },
    omit: { passwordHash: true, totpSecret: true, totpLastStep: true },
    include: { company: { select: { number: true, name: true } }, optOuts: { select: { type: true } } },
  });
  if (!user) return null;
  const staff = isStaff({ role: user.role as Role });
  const scope: Scope & SalesScope = {
    orders: { createdById: id },
    messages: { authorId: id },
    files: { uploaderId: id },
    mails: { recipient: insensitive(user.email) },
    decisions: { userId: id },
    links: { OR: [{ createdById: id }, { email: insensitive(user.email) }] },
    offers: {
      OR: [
        { basket: { createdById: id } },
        { approverEmail: insensitive(user.email) },
        { decision: { userId: id } },
      ],
    },
    contracts: { id: { in: [] } },
    imports: { userId: id },
    events: { OR: [{ actorId: id }, eventsAbout(id)] },
    bytes: !staff,
  };
  const { optOuts, demo: _, ...profile } = user;
  return contents(
    user.name,
    { ...profile, unwantedNotifications: optOuts.map(({ type }) => type) },
    [
      invitationsOf({ email: insensitive(user.email) }),
      emailChangesOf({ userId: id }),
      sessionsOf(id),
      ...signInsOf(id),
      ...programsOf(id),
    ],
    scope,
  );
}

/** A customer's: its details and people, and everything on its orders that it may see itself. */
async function contentsOfCustomer(id: number): Promise<Contents | null> {
  const company = await db().company.findFirst({ where: { id, kind: { in: ['customer', 'reseller'] } } });
  if (!company) return null;
  const people = await db().user.findMany({ where: { companyId: id }, select: { email: true } });
  const addresses = [company.email, ...people.map(({ email }) => email)].filter(Boolean);
  const orders: Prisma.OrderWhereInput = { OR: [{ accountId: id }, { customerId: id }] };
  const scope: Scope & SalesScope = {
    orders,
    messages: { order: orders, kind: { not: 'internal_note' } },
    files: { order: orders, internal: false },
    mails: { OR: addresses.map((address) => ({ recipient: insensitive(address) })) },
    decisions: { quote: { order: orders } },
    links: { order: orders },
    offers: { OR: [{ accountId: id }, { customerId: id }] },
    contracts: { OR: [{ accountId: id }, { customerId: id }] },
    imports: { accountId: id },
    events: { companyId: id },
    bytes: true,
  };
  const { demo: _, ...profile } = company;
  const joining = [
    peopleOf(id),
    invitationsOf({ companyId: id }),
    emailChangesOf({ user: { companyId: id } }),
  ];
  return contents(company.name, profile, joining, scope);
}

function contents(title: string, profile: Row, tables: Table[], scope: Scope & SalesScope): Contents {
  return {
    title,
    profile,
    tables: [...tables, ...tablesOf(scope), ...salesTables(scope)],
    files: () => filesOf(scope),
  };
}

async function* filesOf(scope: Scope): AsyncGenerator<ExportedFile> {
  if (scope.bytes) {
    for await (const file of readFiles(scope.files)) yield { path: filePath(file), key: file.storageKey };
    for await (const one of readImports(scope.imports)) yield { path: importPath(one), key: one.storageKey };
  }
  for await (const { id, storageKey } of readMails(scope.mails))
    if (storageKey !== null) yield { path: mailPath(id), key: storageKey };
}

/** Invitations that wait for an answer. */
function invitationsOf(where: Prisma.InvitationWhereInput): Table {
  return {
    name: 'invitations',
    columns: ['email', 'name', 'role', 'company', 'createdAt', 'sentAt', 'expiresAt'],
    async *rows() {
      const times = { createdAt: true, sentAt: true, expiresAt: true } as const;
      const found = await db().invitation.findMany({
        where,
        select: {
          email: true,
          name: true,
          role: true,
          locale: true,
          company: { select: { name: true } },
          ...times,
        },
        orderBy: { id: 'asc' },
      });
      for (const { company, ...row } of found) yield { ...row, company: company?.name ?? null };
    },
  };
}

/** New addresses that were asked for and are not confirmed. */
function emailChangesOf(where: Prisma.EmailChangeWhereInput): Table {
  return {
    name: 'emailChanges',
    columns: ['from', 'to', 'createdAt', 'expiresAt'],
    async *rows() {
      const found = await db().emailChange.findMany({
        where,
        select: { email: true, createdAt: true, expiresAt: true, user: { select: { email: true } } },
        orderBy: { userId: 'asc' },
      });
      for (const { email: to, user, ...times } of found) yield { from: user.email, to, ...times };
    },
  };
}

function sessionsOf(userId: number): Table {
  return {
    name: 'sessions',
    columns: ['createdAt', 'lastSeenAt', 'method', 'userAgent', 'address'],
    async *rows() {
      yield* await db().session.findMany({
        where: { userId },
        select: { createdAt: true, lastSeenAt: true, method: true, userAgent: true, address: true },
        orderBy: { id: 'asc' },
      });
    },
  };
}

/** How they prove who they are, and from which browsers; nothing that opens a door. */
function signInsOf(userId: number): Table[] {
  const inOrder = { where: { userId }, orderBy: { id: 'asc' } } as const;
  const times = { createdAt: true, lastUsedAt: true } as const;
  return [
    {
      name: 'passkeys',
      columns: ['name', 'backedUp', 'createdAt', 'lastUsedAt'],
      async *rows() {
        yield* await db().passkey.findMany({ ...inOrder, select: { name: true, backedUp: true, ...times } });
      },
    },
    {
      name: 'identities',
      columns: ['issuer', 'account', 'createdAt', 'lastUsedAt'],
      async *rows() {
        const select = { issuer: true, subject: true, ...times };
        for (const { subject: account, ...row } of await db().identity.findMany({ ...inOrder, select }))
          yield { ...row, account };
      },
    },
    {
      name: 'knownBrowsers',
      columns: ['createdAt', 'lastUsedAt'],
      async *rows() {
        yield* await db().knownBrowser.findMany({ ...inOrder, select: times });
      },
    },
    {
      name: 'recoveryCodes',
      columns: ['usedAt'],
      async *rows() {
        yield* await db().recoveryCode.findMany({ ...inOrder, select: { usedAt: true } });
      },
    },
  ];
}

/** Which programs act as them, and where they have news sent to. */
function programsOf(userId: number): Table[] {
  const inOrder = { where: { userId }, orderBy: { id: 'asc' } } as const;
  return [
    {
      name: 'apiKeys',
      columns: ['name', 'scopes', 'createdAt', 'lastUsedAt'],
      async *rows() {
        const times = { createdAt: true, lastUsedAt: true, expiresAt: true, revokedAt: true };
        yield* await db().apiKey.findMany({ ...inOrder, select: { name: true, scopes: true, ...times } });
      },
    },
    {
      name: 'webhooks',
      columns: ['url', 'description', 'createdAt'],
      async *rows() {
        const select = { url: true, description: true, eventTypes: true, createdAt: true };
        yield* await db().webhookEndpoint.findMany({ ...inOrder, select });
      },
    },
  ];
}

function peopleOf(companyId: number): Table {
  return {
    name: 'people',
    columns: ['name', 'email', 'role', 'createdAt', 'lastSignInAt'],
    async *rows() {
      yield* await db().user.findMany({
        where: { companyId },
        select: { name: true, email: true, role: true, createdAt: true, lastSignInAt: true },
        orderBy: { id: 'asc' },
      });
    },
  };
}
