import { createHash, randomBytes } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { type Db, db, pool } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { sessionCookie } from '~/platform/http/cookies.server';
import { noteAsker } from '~/platform/request-id.server';
import type { Viewer } from './rules';

/** A session ends after so many days without use, and so many days after sign-in whatever is done (OWASP ASVS 5.0, 7.3). */
const IDLE_DAYS = 14;
const LONGEST_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
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
  return new Date(Date.now() + IDLE_DAYS * DAY_MS);
}

/** Sessions that were made before then have ended. */
export function oldestSession(): Date {
  return new Date(Date.now() - LONGEST_DAYS * DAY_MS);
}

/** How somebody signed in, and when they proved who they are (UTC; now, unless a provider says when). */
export type Proof = { method: 'password' | 'totp' | 'recovery' | 'passkey' | 'oidc'; provedAt?: Date };

/**
 * Makes a session of a user who has proved who they are.
 * @returns the Set-Cookie header that carries its token
 */
export async function createSession(
  tx: Db,
  userId: number,
  client: { userAgent: string; address: string },
  proof: Proof,
): Promise<string> {
  const token = newToken();
  await tx.session.create({
    data: {
      tokenHash: hashToken(token),
      userId,
      userAgent: client.userAgent.slice(0, 400),
      address: client.address.slice(0, 64),
      expiresAt: expiry(),
      ...proof,
    },
  });
  return sessionCookie().serialize(token);
}

/** The hash of the session's token that a request carries; null without one. */
export async function sessionCookieHash(request: Request): Promise<string | null> {
  const token: unknown = await sessionCookie().parse(request.headers.get('Cookie'));
  return typeof token === 'string' && token.length === 43 ? hashToken(token) : null;
}

type ViewerRow = Viewer & { lastSeenAt: Date; lacksFactor: boolean };

/**
 * The people of sessions that are valid; `$1` says whether those of the demo may sign in. Who lacks the second factor
 * that their role needs is marked; one who came by the provider of identities has proved it there.
 */
const VIEWERS = `SELECT s.id AS "sessionId", s.last_seen_at AS "lastSeenAt", u.id AS "userId", u.name, u.email, u.role,
    u.company_id AS "companyId", c.name AS "companyName", u.locale, u.theme,
    ARRAY(SELECT location_id FROM user_locations l WHERE l.user_id = u.id ORDER BY 1) AS "locationIds",
    CASE WHEN s.method = 'oidc' OR u.totp_confirmed_at IS NOT NULL THEN false
      WHEN u.role = ANY (ARRAY(SELECT unnest(two_factor_roles) FROM operator WHERE id = 1))
      THEN NOT EXISTS (SELECT FROM passkeys p WHERE p.user_id = u.id) ELSE false END AS "lacksFactor"
  FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN companies c ON c.id = u.company_id
  WHERE s.expires_at > now() AND s.created_at > now() - interval '${LONGEST_DAYS} days'
    AND u.active AND c.active IS NOT FALSE AND (NOT u.demo OR $1)`;

type Found = { viewer: Viewer; lacksFactor: boolean };

async function findViewer(request: Request): Promise<Found | null> {
  const tokenHash = await sessionCookieHash(request);
  if (tokenHash === null) return null;
  const { rows } = await pool().query<ViewerRow>({
    name: 'viewer',
    text: `${VIEWERS} AND s.token_hash = $2`,
    values: [env().PORTAL_DEMO, tokenHash],
  });
  const row = rows[0];
  if (!row) return null;
  const { lastSeenAt, lacksFactor, ...viewer } = row;
  noteAsker(viewer.userId);
  if (Date.now() - lastSeenAt.getTime() > TOUCH_AFTER_MS) {
    await db().session.updateMany({
      where: { id: viewer.sessionId },
      data: { lastSeenAt: new Date(), expiresAt: expiry() },
    });
  }
  return { viewer, lacksFactor };
}

/**
 * The people of these sessions as they are now, by the session's id; without those whose session has ended or who lack a
 * second factor.
 */
export async function viewersOfSessions(sessionIds: number[]): Promise<Map<number, Viewer>> {
  const { rows } = await pool().query<ViewerRow>({
    name: 'viewers',
    text: `${VIEWERS} AND s.id = ANY ($2::int[])`,
    values: [env().PORTAL_DEMO, sessionIds],
  });
  return new Map(
    rows
      .filter(({ lacksFactor }) => !lacksFactor)
      .map(({ lastSeenAt: _, lacksFactor: __, ...viewer }) => [viewer.sessionId, viewer]),
  );
}

type Args = { request: Request; context: AppLoadContext };

const found = new WeakMap<AppLoadContext, Promise<Found | null>>();

/** Asked once per request, however many loaders want to know. */
function viewerOnce({ request, context }: Args): Promise<Found | null> {
  let viewer = found.get(context);
  if (!viewer) {
    viewer = findViewer(request);
    found.set(context, viewer);
  }
  return viewer;
}

/** Where somebody sets up the second factor that their role needs. */
export const FACTOR_SET_UP = '/account/security/app';
const SET_UP_PAGES = /^\/account\/security\/(app|passkey|codes)\/?$|^\/account\/confirm\/?$/i;

/**
 * The signed-in person of this request, or null. Who lacks the second factor that their role needs is signed in on the
 * pages that set one up, and nowhere else: no other page, form or resource knows them.
 */
export async function getViewer(args: Args): Promise<Viewer | null> {
  const answer = await viewerOnce(args);
  if (answer?.lacksFactor && !SET_UP_PAGES.test(new URL(args.request.url).pathname)) return null;
  return answer?.viewer ?? null;
}

/** True for somebody with a right password who has to set up a second factor before anything else. */
export async function lacksFactor(args: Args): Promise<boolean> {
  return (await viewerOnce(args))?.lacksFactor ?? false;
}
