import { db, type Prisma } from '~/platform/db.server';
import { isStaff, type Role } from '../../auth/rules';
import { PERSON_EVENTS } from '../../companies/people-schema';
import type { SubjectKind } from '../rules';
import {
  emailChangesOf,
  invitationsOf,
  peopleOf,
  programsOf,
  sessionsOf,
  signInsOf,
} from './account-tables.server';
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
