import { db, transaction } from '~/platform/db.server';
import { sessionCookie } from '~/platform/http/cookies.server';
import { notFound } from '~/platform/http/responses.server';
import { tellOfAccount } from './account-event.server';
import type { Viewer } from './rules';
import { oldestSession, sessionCookieHash } from './session.server';

/** The person's signed-in browsers, the latest used first; `current` is the one that asks. */
export async function listSessions(viewer: Viewer) {
  const sessions = await db().session.findMany({
    where: { userId: viewer.userId, expiresAt: { gt: new Date() }, createdAt: { gt: oldestSession() } },
    select: { id: true, userAgent: true, address: true, method: true, createdAt: true, lastSeenAt: true },
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

/** Ends all sessions of the person but this one. */
export async function endOtherSessions({ userId, sessionId }: Viewer): Promise<void> {
  await db().session.deleteMany({ where: { userId, id: { not: sessionId } } });
}

/** Signs a person out everywhere. Throws 404 unless the viewer is an administrator and the person exists. */
export async function endSessionsOf(viewer: Viewer, userId: number): Promise<void> {
  if (viewer.role !== 'administrator') throw notFound();
  await transaction(async (tx) => {
    if (!(await tx.user.findUnique({ where: { id: userId }, select: { id: true } }))) throw notFound();
    const { count } = await tx.session.deleteMany({ where: { userId } });
    if (count > 0)
      await tellOfAccount(tx, { type: 'account.sessions_ended', userId, actorId: viewer.userId });
  });
}

/** Ends all sessions of the person, this one too. */
export async function endAllSessions(viewer: Viewer): Promise<void> {
  await db().session.deleteMany({ where: { userId: viewer.userId } });
}

/** Ends the session that a request's cookie names, if any. */
export async function endSessionOf(request: Request): Promise<void> {
  const tokenHash = await sessionCookieHash(request);
  if (tokenHash) await db().session.deleteMany({ where: { tokenHash } });
}

/**
 * The headers of an answer that signs a browser out: they take the session from it, and what it keeps of the portal's files, such as
 * previews of pictures (Clear Site Data, W3C).
 */
export async function signedOutHeaders(): Promise<Headers> {
  return new Headers({
    'Set-Cookie': await sessionCookie().serialize('', { maxAge: 0 }),
    'Clear-Site-Data': '"cache"',
  });
}
