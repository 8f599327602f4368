import { db } from '~/platform/db.server';
import { sessionCookie } from '~/platform/http/cookies.server';
import type { Viewer } from './rules';
import { hashToken } from './session.server';

/** The person's signed-in browsers, the latest used first; `current` is the one that asks. */
export async function listSessions(viewer: Viewer) {
  const sessions = await db().session.findMany({
    where: { userId: viewer.userId, expiresAt: { gt: new Date() } },
    select: { id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
  return sessions.map((session) => ({
    ...session,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    current: session.id === viewer.sessionId,
  }));
}

/** Ends one of the person's own sessions; another's is left alone. */
export async function endSession(viewer: Viewer, sessionId: number): Promise<void> {
  await db().session.deleteMany({ where: { id: sessionId, userId: viewer.userId } });
}

/** Ends all sessions of the person, this one too. */
export async function endAllSessions(viewer: Viewer): Promise<void> {
  await db().session.deleteMany({ where: { userId: viewer.userId } });
}

/** Ends the session that a request's cookie names, if any. */
export async function endSessionOf(request: Request): Promise<void> {
  const token: unknown = await sessionCookie().parse(request.headers.get('Cookie'));
  if (typeof token === 'string') await db().session.deleteMany({ where: { tokenHash: hashToken(token) } });
}

/** The Set-Cookie header that takes the session from the browser. */
export function clearSessionCookie(): Promise<string> {
  return sessionCookie().serialize('', { maxAge: 0 });
}
