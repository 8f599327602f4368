import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { db } from '~/platform/db.server';
import { isDomainError } from '~/platform/errors';
import { problemBody } from '~/platform/http/problem.server';
import { seal, unseal } from '~/platform/secret-box.server';
import { problem, problemOf } from './problems.server';

/** A key is 8 to 200 visible ASCII characters, with or without the quotation marks of a structured field (RFC 9651). */
const KEY = /^("?)([\x21\x23-\x7e]{8,200})\1$/;
const WAIT_MS = 15_000;
const LOOK_AGAIN_MS = 40;
/** Longer than a transaction can take: whoever began was cut off, and another may go on. */
const GIVEN_UP_MS = 60_000;

/** What is answered: a status and JSON, which may be the problem details of a refusal. */
export type Kept = { status: number; body: object };

/** A request with an idempotency key: `operation` is its method and path, `content` what it asks for; a secret answer is kept sealed. */
type Claim = { keyId: number; key: string; operation: string; content: unknown; secret: boolean };

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/**
 * The idempotency key of a request, or null.
 * Throws Problem `idempotency_key_missing` (400) when it is needed, or cannot be read.
 */
export function idempotencyKey(request: Request, needed: boolean): string | null {
  const given = request.headers.get('Idempotency-Key');
  if (given === null && !needed) return null;
  const key = KEY.exec((given ?? '').trim())?.[2];
  if (key) return key;
  const refusal = problem('idempotency_key_missing');
  throw problem('idempotency_key_missing', {
    errors: [{ header: 'Idempotency-Key', detail: refusal.detail }],
  });
}

/** The key under which what is made stays known for ever: of the person, the idempotency key and the content. */
export function submissionKeyOf(userId: number, key: string, content: unknown): string {
  return `api:${userId}:${sha256(`${key}\n${JSON.stringify(content)}`)}`;
}

/**
 * Carries a request out once: the same key with the same content gets the same answer again, also in parallel. Refusals of
 * the domain are kept as answers are; what failed otherwise is not, so that it can be tried again.
 * Throws Problem `idempotency_other` (422) for other content, `idempotency_busy` (409) while the first is not over.
 */
export async function once(claim: Claim, work: () => Promise<Kept>): Promise<Kept> {
  const { keyId: apiKeyId, key, operation } = claim;
  const where = { apiKeyId_key: { apiKeyId, key } };
  const requestHash = sha256(`${operation}\n${JSON.stringify(claim.content)}`);
  const data = { apiKeyId, key, operation, requestHash };
  for (const until = Date.now() + WAIT_MS; Date.now() < until; await sleep(LOOK_AGAIN_MS)) {
    const { count } = await db().apiIdempotency.createMany({ data: [data], skipDuplicates: true });
    if (count > 0) return keep(claim, work);
    const found = await db().apiIdempotency.findUnique({ where });
    if (!found) continue;
    if (found.requestHash !== requestHash) throw problem('idempotency_other');
    if (found.status !== null) return { status: found.status, body: opened(claim, found.body as object) };
    const { createdAt } = found;
    if (Date.now() - createdAt.getTime() < GIVEN_UP_MS) continue;
    const taken = await db().apiIdempotency.updateMany({
      where: { id: found.id, status: null, createdAt },
      data: { createdAt: new Date() },
    });
    if (taken.count > 0) return keep(claim, work);
  }
  throw problem('idempotency_busy', { headers: { 'Retry-After': '5' } });
}

/** Keeps what `work` answers; lets the key go when it fails. */
async function keep(claim: Claim, work: () => Promise<Kept>): Promise<Kept> {
  const one = { apiKeyId: claim.keyId, key: claim.key };
  try {
    const kept = await work().catch(refusalAsAnswer);
    const data = { status: kept.status, body: closed(claim, kept.body) };
    await db().apiIdempotency.update({ where: { apiKeyId_key: one }, data });
    return kept;
  } catch (error) {
    await db().apiIdempotency.deleteMany({ where: { ...one, status: null } });
    throw error;
  }
}

const placeOf = ({ keyId, key }: Claim) => `idempotency ${keyId} ${key}`;

/** An answer as it is kept, and back. Throws Problem `failed` (500) when the portal's own key is another one now. */
function closed(claim: Claim, body: object): object {
  if (!claim.secret) return { ...body };
  return { sealed: Buffer.from(seal(JSON.stringify(body), placeOf(claim))).toString('base64') };
}
function opened(claim: Claim, kept: { sealed?: string }): object {
  if (!claim.secret) return kept;
  const body = unseal(Buffer.from(kept.sealed ?? '', 'base64'), placeOf(claim));
  if (body === null) throw problem('failed');
  return JSON.parse(body);
}

function refusalAsAnswer(error: unknown): Kept {
  if (!isDomainError(error)) throw error;
  const refusal = problemOf(error);
  return { status: refusal.status, body: problemBody(refusal) };
}
