import { createHash, randomBytes } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { db, pool } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { sessionCookie } from '~/platform/http/cookies.server';
import type { Viewer } from './rules';

const IDLE_DAYS = 14;
const TOUCH_AFTER_MS = 5 * 60 * 1000;

/** SHA-256 of a secret token, as the database stores it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new random token of 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function expiry(): Date {
  return new Date(Date.now() + IDLE_DAYS * 24 * 60 * 60 * 1000);
}

/**
 * Signs a user in: makes a session.
 * @returns the Set-Cookie header that carries its token
 */
export async function createSession(
  userId: number,
  client: { userAgent: string; address: string },
): Promise<string> {
  const token = newToken();
  await db().session.create({
    data: {
      tokenHash: hashToken(token),
      userId,
      userAgent: client.userAgent.slice(0, 400),
      address: client.address.slice(0, 64),
      expiresAt: expiry(),
    },
  });
  return sessionCookie().serialize(token);
}

type ViewerRow = Viewer & { lastSeenAt: Date };

/** The people of sessions that are valid; `$1` says whether those of the demo may sign in. */
const VIEWERS = `SELECT s.id AS "sessionId", s.last_seen_at AS "lastSeenAt", u.id AS "userId", u.name, u.email, u.role,
    u.company_id AS "companyId", c.name AS "companyName", u.locale, u.theme,
    ARRAY(SELECT location_id FROM user_locations l WHERE l.user_id = u.id ORDER BY 1) AS "locationIds"
  FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN companies c ON c.id = u.company_id
  WHERE s.expires_at > now() AND u.active AND c.active IS NOT FALSE AND (NOT u.demo OR $1)`;

async function findViewer(request: Request): Promise<Viewer | null> {
  const token: unknown = await sessionCookie().parse(request.headers.get('Cookie'));
  if (typeof token !== 'string' || token.length !== 43) return null;
  const { rows } = await pool().query<ViewerRow>({
    name: 'viewer',
    text: `${VIEWERS} AND s.token_hash = $2`,
    values: [env().PORTAL_DEMO, hashToken(token)],
  });
  const row = rows[0];
  if (!row) return null;
  const { lastSeenAt, ...viewer } = row;
  if (Date.now() - lastSeenAt.getTime() > TOUCH_AFTER_MS) {
    await db().session.updateMany({
      where: { id: viewer.sessionId },
      data: { lastSeenAt: new Date(), expiresAt: expiry() },
    });
  }
  return viewer;
}

/** The people of these sessions as they are now, by the session's id; without those whose session has ended. */
export async function viewersOfSessions(sessionIds: number[]): Promise<Map<number, Viewer>> {
  const { rows } = await pool().query<ViewerRow>({
    name: 'viewers',
    text: `${VIEWERS} AND s.id = ANY ($2::int[])`,
    values: [env().PORTAL_DEMO, sessionIds],
  });
  return new Map(rows.map(({ lastSeenAt: _, ...viewer }) => [viewer.sessionId, viewer]));
}

const viewers = new WeakMap<AppLoadContext, Promise<Viewer | null>>();

/** The signed-in person of this request, or null. Asked once per request, however many loaders want to know. */
export function getViewer({
  request,
  context,
}: {
  request: Request;
  context: AppLoadContext;
}): Promise<Viewer | null> {
  let viewer = viewers.get(context);
  if (!viewer) {
    viewer = findViewer(request);
    viewers.set(context, viewer);
  }
  return viewer;
}
