import { db, type Prisma } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import type { Role, Viewer } from '../auth/rules';
import { STOP_REASONS, WEBHOOK_ROLES, webhookTypeNamed } from './rules';

const NOTHING: Prisma.WebhookEndpointWhereInput = { id: { in: [] } };

/** True for those who may have endpoints of their own. */
export function mayHaveWebhooks(viewer: Pick<Viewer, 'role' | 'companyId'>): boolean {
  const known = (WEBHOOK_ROLES as readonly Role[]).includes(viewer.role);
  return known && (viewer.companyId !== null || viewer.role === 'administrator');
}

/** The endpoints that a viewer may know of: their own; an administrator everybody's. */
export function endpointsVisibleTo(viewer: Viewer): Prisma.WebhookEndpointWhereInput {
  if (!mayHaveWebhooks(viewer)) return NOTHING;
  return viewer.role === 'administrator' ? {} : { userId: viewer.userId };
}

const SHOWN = {
  id: true,
  userId: true,
  url: true,
  description: true,
  eventTypes: true,
  active: true,
  stoppedBecause: true,
  failingSince: true,
  previousUntil: true,
  createdAt: true,
  user: {
    select: { name: true, role: true, active: true, company: { select: { name: true, active: true } } },
  },
} satisfies Prisma.WebhookEndpointSelect;

type Row = Prisma.WebhookEndpointGetPayload<{ select: typeof SHOWN }>;

function shownEndpoint(viewer: Viewer, { user, userId, eventTypes, ...row }: Row) {
  const { failingSince, previousUntil } = row;
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    types: eventTypes.flatMap((name) => webhookTypeNamed(name) ?? []),
    active: row.active,
    stoppedBecause: STOP_REASONS.find((reason) => reason === row.stoppedBecause) ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    /** So long the secret before signs too. */
    previousUntil: previousUntil && previousUntil > new Date() ? previousUntil.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
    mine: userId === viewer.userId,
    owner: { name: user.name, role: user.role as Role, company: user.company?.name ?? null },
    /** Its person may still sign in; otherwise nothing is sent. */
    ownerActive: user.active && user.company?.active !== false,
  };
}

export type ShownEndpoint = ReturnType<typeof shownEndpoint>;

/** The viewer's endpoints, the newest first; `everybody`: all that they may know of. */
export async function listEndpoints(viewer: Viewer, { everybody = false } = {}) {
  const rows = await db().webhookEndpoint.findMany({
    where: { AND: [endpointsVisibleTo(viewer), everybody ? {} : { userId: viewer.userId }] },
    select: SHOWN,
    orderBy: { id: 'desc' },
    take: 500,
  });
  return rows.map((row) => shownEndpoint(viewer, row));
}

/** One endpoint; null when it does not exist for this viewer. */
export async function getEndpoint(viewer: Viewer, id: number): Promise<ShownEndpoint | null> {
  const row = await db().webhookEndpoint.findFirst({
    where: { AND: [{ id }, endpointsVisibleTo(viewer)] },
    select: SHOWN,
  });
  return row && shownEndpoint(viewer, row);
}

/** The hosts that may be called wherever they are, by the operator's word. */
export const allowedHosts = () => env().WEBHOOK_ALLOWED_HOSTS;
