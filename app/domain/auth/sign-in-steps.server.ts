import type { z } from 'zod';
import { db } from '~/platform/db.server';
import { passkeyCookie, signInCookie } from '~/platform/http/cookies.server';
import { hashToken, newToken } from './session.server';

/** So long a step may take, in minutes. */
const STEP_MINUTES = 10;
/** So often a code may be tried in one sign-in. */
const STEP_TRIES = 5;

/**
 * What is under way in a browser: `code`, the password was right and the second factor is asked for; `oidc`, the provider of
 * identities is asked; `passkey` and `passkey-new`, a challenge was given to use or to make one.
 */
type StepKind = 'code' | 'oidc' | 'passkey' | 'passkey-new';

/** Challenges for passkeys have a cookie of their own: the sign-in page asks for one before anything is typed. */
const cookieOf = (kind: StepKind) => (kind.startsWith('passkey') ? passkeyCookie() : signInCookie());

/** Begins a step in this browser. @returns the Set-Cookie header that carries its token */
export async function beginStep(kind: StepKind, userId: number | null, data: object = {}): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + STEP_MINUTES * 60 * 1000);
  await db().signInStep.create({ data: { tokenHash: hashToken(token), kind, userId, data, expiresAt } });
  return cookieOf(kind).serialize(token);
}

async function stepOfBrowser(request: Request, kind: StepKind) {
  const token: unknown = await cookieOf(kind).parse(request.headers.get('Cookie'));
  if (typeof token !== 'string') return null;
  return { kind, tokenHash: hashToken(token), expiresAt: { gt: new Date() } };
}

/** The user of the step that waits for a code in this browser; null when there is none, or it was tried too often. */
export async function userOfStep(request: Request): Promise<number | null> {
  const where = await stepOfBrowser(request, 'code');
  const step = where && (await db().signInStep.findFirst({ where: { ...where, tries: { lt: STEP_TRIES } } }));
  return step?.userId ?? null;
}

/** Counts one try of the step that waits for a code. @returns its user; null when there is none, or it was tried too often */
export async function tryStep(request: Request): Promise<number | null> {
  const where = await stepOfBrowser(request, 'code');
  if (!where) return null;
  const [step] = await db().signInStep.updateManyAndReturn({
    where: { ...where, tries: { lt: STEP_TRIES } },
    data: { tries: { increment: 1 } },
    select: { userId: true },
  });
  return step?.userId ?? null;
}

/** Takes a step of this browser, once: of two who try at once one gets it and the other null. */
export async function takeStep(request: Request, kind: StepKind) {
  const where = await stepOfBrowser(request, kind);
  const step = where && (await db().signInStep.findFirst({ where }));
  if (!step) return null;
  const { count } = await db().signInStep.deleteMany({ where: { id: step.id } });
  return count === 1 ? { userId: step.userId, data: step.data } : null;
}

/** As `takeStep`, with its data read by `schema`; null too when they are not of that shape. */
export async function takeStepData<Data>(request: Request, kind: StepKind, schema: z.ZodType<Data>) {
  const step = await takeStep(request, kind);
  const data = schema.safeParse(step?.data);
  return step && data.success ? { userId: step.userId, data: data.data } : null;
}

/** The Set-Cookie header that takes the step from the browser. */
export function clearStep(kind: StepKind): Promise<string> {
  return cookieOf(kind).serialize('', { maxAge: 0 });
}
