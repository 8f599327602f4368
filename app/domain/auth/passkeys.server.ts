import type { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import { db, isUniqueViolation, transaction } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { log } from '~/platform/log.server';
import { type Client, tellOfAccount } from './account-event.server';
import { enter } from './enter.server';
import { countTry, forgiveTry } from './limits.server';
import { mayEnter } from './may-enter.server';
import type { TooMany } from './proof.server';
import type { Viewer } from './rules';
import { dropCodesWithoutFactor } from './second-factor.server';
import { noted } from './sign-in-log.server';
import { beginStep, clearStep, takeStepData } from './sign-in-steps.server';

/** Read when the first passkey is used: its certificates take a portal's start a fifth of a second. */
const webAuthn = () => import('@simplewebauthn/server');

/** The party that passkeys are for (WebAuthn, 4: RP ID): the host name of the portal. */
const partyId = () => new URL(env().publicUrl).hostname;

/** Where passkeys may be used: at the portal's address; where it is tried out without HTTPS, at any port of its host. */
function origins(request: Request): string[] {
  const own = new URL(env().publicUrl).origin;
  const asked = request.headers.get('Origin');
  const tried =
    !env().https && asked !== null && URL.canParse(asked) && new URL(asked).hostname === partyId();
  return tried ? [own, asked] : [own];
}

const challengeData = z.object({ challenge: z.string() });
/** What is looked at before the signature is; the rest is read by the library. */
const credential = z.looseObject({ id: z.string().max(2000) });

/** What a browser answered, as the form carries it; null for anything else. */
function readCredential<Answer>(text: string): Answer | null {
  try {
    return credential.parse(JSON.parse(text)) as Answer;
  } catch {
    return null;
  }
}

/** What the browser needs to make a passkey for this person, and the cookie of its challenge. */
export async function newPasskeyOptions(viewer: Viewer) {
  const [operator, known] = await Promise.all([
    db().operator.findUnique({ where: { id: 1 }, select: { name: true } }),
    db().passkey.findMany({ where: { userId: viewer.userId }, select: { credentialId: true } }),
  ]);
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: operator?.name ?? 'Repair portal',
    rpID: partyId(),
    userName: viewer.email,
    userDisplayName: viewer.name,
    userID: new TextEncoder().encode(String(viewer.userId)),
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const { challenge } = options;
  return { options, setCookie: await beginStep('passkey-new', viewer.userId, { challenge }) };
}

type Registration = Parameters<typeof verifyRegistrationResponse>[0]['response'];

/** Keeps a passkey that the browser made. @returns false when it does not answer the challenge, or is kept already */
export async function addPasskey(
  viewer: Viewer,
  request: Request,
  { name, response: text }: { name: string; response: string },
): Promise<boolean> {
  const step = await takeStepData(request, 'passkey-new', challengeData);
  const response = readCredential<Registration>(text);
  if (!step || !response || step.userId !== viewer.userId) return false;
  const { verifyRegistrationResponse } = await webAuthn();
  const answer = await verifyRegistrationResponse({
    response,
    expectedChallenge: step.data.challenge,
    expectedOrigin: origins(request),
    expectedRPID: partyId(),
    requireUserVerification: true,
  }).catch(refused);
  if (!answer?.verified) return false;
  const { credential: made, credentialBackedUp } = answer.registrationInfo;
  const passkey = {
    userId: viewer.userId,
    credentialId: made.id,
    publicKey: made.publicKey,
    counter: BigInt(made.counter),
    transports: (made.transports ?? []).map(String).slice(0, 10),
    name,
    backedUp: credentialBackedUp,
  };
  try {
    await transaction(async (tx) => {
      await tx.passkey.create({ data: passkey });
      await tellOfAccount(tx, { type: 'account.passkey_added', userId: viewer.userId, data: { name } });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
  return true;
}

function refused(error: unknown): null {
  log.warn({ err: error }, 'A passkey was refused');
  return null;
}

/** Gives one of the person's passkeys another name; another's is left alone. */
export async function renamePasskey({ userId }: Viewer, id: number, name: string): Promise<void> {
  await db().passkey.updateMany({ where: { id, userId }, data: { name } });
}

/** Removes one of the person's passkeys; another's is left alone. */
export async function removePasskey({ userId }: Viewer, id: number): Promise<void> {
  await transaction(async (tx) => {
    const passkey = await tx.passkey.findFirst({ where: { id, userId }, select: { name: true } });
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (!passkey || count === 0) return;
    await dropCodesWithoutFactor(tx, userId);
    const { name } = passkey;
    await tellOfAccount(tx, { type: 'account.passkey_removed', userId, data: { name } });
  });
}

/**
 * What the browser needs to sign in with any passkey of the portal, and the cookie of its challenge.
 * @returns the seconds to wait after too many tries from this address instead
 */
export async function passkeyOptions({ address }: Client) {
  const seconds = await countTry('passkey_address', address);
  if (seconds > 0) return { ok: false, seconds } as const;
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({ rpID: partyId(), userVerification: 'required' });
  const setCookie = await beginStep('passkey', null, { challenge: options.challenge });
  return { ok: true, options, setCookie } as const;
}

type Assertion = Parameters<typeof verifyAuthenticationResponse>[0]['response'];

type PasskeyAnswer = { ok: true; headers: Headers } | { ok: false; code: 'passkey_failed' } | TooMany;

/**
 * Signs in the person whose passkey answers this browser's challenge (WebAuthn, 7.2). Their device has checked who they are,
 * so it stands for both factors.
 */
export async function signInWithPasskey(text: string, client: Client): Promise<PasskeyAnswer> {
  return noted(await tryPasskey(text, client), { ...client, method: 'passkey' });
}

async function tryPasskey(text: string, client: Client): Promise<PasskeyAnswer> {
  const { request, address } = client;
  const seconds = await countTry('sign_in_address', address);
  if (seconds > 0) return { ok: false, code: 'too_many_attempts', seconds };
  const userId = await userOfAssertion(text, request);
  if (userId === null) return { ok: false, code: 'passkey_failed' };
  await forgiveTry('sign_in_address', address);
  const headers = await enter(userId, client, { method: 'passkey' });
  for (const kind of ['passkey', 'code'] as const) headers.append('Set-Cookie', await clearStep(kind));
  return { ok: true, headers };
}

async function userOfAssertion(text: string, request: Request): Promise<number | null> {
  const step = await takeStepData(request, 'passkey', challengeData);
  const response = readCredential<Assertion>(text);
  if (!step || !response) return null;
  const passkey = await db().passkey.findFirst({
    where: { credentialId: response.id, user: mayEnter() },
  });
  if (!passkey) return null;
  const { credentialId: id, publicKey, counter } = passkey;
  const { verifyAuthenticationResponse } = await webAuthn();
  const answer = await verifyAuthenticationResponse({
    response,
    expectedChallenge: step.data.challenge,
    expectedOrigin: origins(request),
    expectedRPID: partyId(),
    credential: { id, publicKey: new Uint8Array(publicKey), counter: Number(counter) },
    requireUserVerification: true,
  }).catch(refused);
  if (!answer?.verified) return null;
  const { newCounter, credentialBackedUp: backedUp } = answer.authenticationInfo;
  const { count } = await db().passkey.updateMany({
    where: { id: passkey.id, counter },
    data: { counter: BigInt(newCounter), backedUp, lastUsedAt: new Date() },
  });
  return count === 1 ? passkey.userId : null;
}
