import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** Signs a user in by inserting a session. @returns the value of the header Cookie */
export async function sessionCookieOf(database: Pool, userId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await database.query(
    `INSERT INTO sessions (token_hash, user_id, user_agent, address, expires_at)
     VALUES ($1, $2, 'bench', '127.0.0.1', now() + interval '1 day')`,
    [createHash('sha256').update(token).digest('hex'), userId],
  );
  // As Remix writes a cookie without secrets: base64 of its JSON.
  return `portal_session=${encodeURIComponent(Buffer.from(JSON.stringify(token)).toString('base64'))}`;
}

/** Posts the order form. @returns the answer, whose redirect is not followed */
export function postOrder(url: string, cookie: string, fields: Record<string, string>): Promise<Response> {
  return fetch(`${url}/orders/new`, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: url },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

/** The number of the order that an answer to the form leads to, or null. */
export function orderNumberIn(response: Response): string | null {
  return /RO-\d{4}-\d{6,}/.exec(response.headers.get('Location') ?? '')?.[0] ?? null;
}
