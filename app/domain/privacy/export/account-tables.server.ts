import { db, type Prisma } from '~/platform/db.server';
import type { Table } from './contents';

/** Invitations that wait for an answer. */
export function invitationsOf(where: Prisma.InvitationWhereInput): Table {
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
export function emailChangesOf(where: Prisma.EmailChangeWhereInput): Table {
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

/** Where they are signed in. */
export function sessionsOf(userId: number): Table {
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
export function signInsOf(userId: number): Table[] {
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
export function programsOf(userId: number): Table[] {
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

/** Who signs in for a company. */
export function peopleOf(companyId: number): Table {
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
