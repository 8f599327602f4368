import { db, transaction } from '~/platform/db.server';
import { knownBrowserCookie } from '~/platform/http/cookies.server';
import { type Client, tellOfAccount } from './account-event.server';
import { createSession, hashToken, newToken, type Proof, sessionCookieHash } from './session.server';
import { logEntry } from './sign-in-log.server';

/**
 * Lets somebody in who has proved who they are: a new session, in place of the one that this browser had. When they have
 * signed in before, but never with this browser, they are told by mail.
 * @returns the headers of the answer, with its cookies
 */
export async function enter(userId: number, client: Client, proof: Proof): Promise<Headers> {
  const { request, address } = client;
  const known = await browserToken(request);
  const token = known ?? newToken();
  const before = await sessionCookieHash(request);
  const cookie = await transaction(async (tx) => {
    if (before) await tx.session.deleteMany({ where: { tokenHash: before } });
    const now = new Date();
    await tx.user.update({ where: { id: userId }, data: { lastSignInAt: now } });
    const browser = { userId, tokenHash: hashToken(token) };
    const seen = await tx.knownBrowser.updateMany({ where: browser, data: { lastUsedAt: now } });
    if (seen.count === 0) {
      const others = await tx.knownBrowser.count({ where: { userId } });
      await tx.knownBrowser.createMany({ data: [browser], skipDuplicates: true });
      if (others > 0) await tellOfAccount(tx, { type: 'account.new_browser', userId, client });
    }
    const userAgent = request.headers.get('User-Agent') ?? '';
    return createSession(tx, userId, { userAgent, address }, proof);
  });
  logEntry(userId, proof, client);
  const headers = new Headers();
  headers.append('Set-Cookie', cookie);
  headers.append('Set-Cookie', await knownBrowserCookie().serialize(token));
  return headers;
}

/** True when this browser has been used by the person with this address; it is what only they, and no stranger, can show. */
export async function isKnownBrowser(email: string, request: Request): Promise<boolean> {
  const token = await browserToken(request);
  if (token === null) return false;
  return (await db().knownBrowser.count({ where: { tokenHash: hashToken(token), user: { email } } })) > 0;
}

async function browserToken(request: Request): Promise<string | null> {
  const token: unknown = await knownBrowserCookie().parse(request.headers.get('Cookie'));
  return typeof token === 'string' && token.length === 43 ? token : null;
}

/** So long a browser that is not used stays known, in days. */
const KNOWN_DAYS = 400;

/** Forgets browsers that were not used for longer than their cookie lives. */
export async function forgetOldBrowsers(now: Date): Promise<void> {
  const lastUsedAt = { lt: new Date(now.getTime() - KNOWN_DAYS * 24 * 60 * 60 * 1000) };
  await db().knownBrowser.deleteMany({ where: { lastUsedAt } });
}
