import { z } from 'zod';
import { type Db, db, isUniqueViolation, transaction } from '~/platform/db.server';
import { beginOidc, finishOidc, type OidcPerson } from '~/platform/oidc.server';
import { type Client, tellOfAccount } from './account-event.server';
import { enter } from './enter.server';
import { countTry, forgiveTry } from './limits.server';
import { mayEnter } from './may-enter.server';
import { noted } from './sign-in-log.server';
import { beginStep, clearStep, takeStepData } from './sign-in-steps.server';

/** Why somebody is not signed in who comes from the provider of identities. */
export const OIDC_PROBLEMS = [
  'oidc_away',
  'oidc_cancelled',
  'oidc_failed',
  'oidc_unverified',
  'oidc_no_account',
  'oidc_busy',
] as const;
type OidcProblem = (typeof OIDC_PROBLEMS)[number];

const stepData = z.object({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string(), fresh: z.boolean() },
  redirectTo: z.string(),
});

type Begun = { ok: true; url: string; setCookie: string } | { ok: false; code: OidcProblem };

/**
 * Sends a browser to the provider of identities.
 * @param redirectTo a path of the portal to go on to
 * @param fresh asks the person to prove anew who they are
 */
export async function beginOidcSignIn(redirectTo: string, fresh: boolean, client: Client): Promise<Begun> {
  if ((await countTry('sign_in_address', client.address)) > 0) return { ok: false, code: 'oidc_busy' };
  const begun = await beginOidc(fresh);
  if (!begun) return { ok: false, code: 'oidc_away' };
  const setCookie = await beginStep('oidc', null, { ...begun.checks, redirectTo });
  return { ok: true, url: begun.url.href, setCookie };
}

type Ended =
  | { ok: true; redirectTo: string; headers: Headers }
  | { ok: false; code: OidcProblem; redirectTo: string };

/** Signs in the staff person who comes back from the provider. Nobody is made: their account was there before. */
export async function endOidcSignIn(client: Client): Promise<Ended> {
  return noted(await tryAnswer(client), { ...client, method: 'oidc' });
}

/** The provider's answer in the address of the request. */
async function tryAnswer(client: Client): Promise<Ended> {
  const { request, address } = client;
  const step = await takeStepData(request, 'oidc', stepData);
  if (!step) return { ok: false, code: 'oidc_failed', redirectTo: '/' };
  const { redirectTo, ...checks } = step.data;
  const answer = await finishOidc(new URL(request.url).search, checks);
  const found = answer.ok ? await staffOf(answer.person) : answer.code;
  if (!answer.ok || typeof found === 'string') return { ok: false, code: found as OidcProblem, redirectTo };
  await forgiveTry('sign_in_address', address);
  const provedAt = answer.person.provedAt ?? new Date();
  const headers = await enter(found, client, { method: 'oidc', provedAt });
  headers.append('Set-Cookie', await clearStep('oidc'));
  return { ok: true, redirectTo, headers };
}

/** Technicians and administrators; only they sign in with the provider. */
const staff = () => ({ ...mayEnter(), role: { in: ['technician', 'administrator'] } });

/**
 * The staff person that the provider means: known by issuer and subject, which alone are lasting (OpenID Connect Core, 5.7);
 * the first time by an e-mail address that the provider has verified.
 */
async function staffOf(person: OidcPerson): Promise<number | OidcProblem> {
  const { issuer, subject, email, emailVerified } = person;
  const key = { issuer_subject: { issuer, subject } };
  const known = await db().identity.findUnique({ where: key, select: { id: true, userId: true } });
  if (known) {
    const user = await db().user.findFirst({ where: { id: known.userId, ...staff() } });
    if (!user) return 'oidc_no_account';
    await db().identity.updateMany({ where: { id: known.id }, data: { lastUsedAt: new Date() } });
    return user.id;
  }
  if (!email || !emailVerified) return 'oidc_unverified';
  try {
    return await transaction((tx) => link(tx, person, email.normalize('NFKC').trim().toLowerCase()));
  } catch (error) {
    // Another request of theirs linked them in this moment.
    if (isUniqueViolation(error)) return staffOf(person);
    throw error;
  }
}

async function link(tx: Db, { issuer, subject }: OidcPerson, email: string): Promise<number | OidcProblem> {
  const user = await tx.user.findFirst({
    where: { email, ...staff() },
    select: { id: true, identities: { where: { issuer }, select: { id: true } } },
  });
  // Somebody else at the provider who was given an address that was a colleague's is not that colleague.
  if (!user || user.identities.length > 0) return 'oidc_no_account';
  await tx.identity.create({ data: { userId: user.id, issuer, subject, lastUsedAt: new Date() } });
  await tellOfAccount(tx, { type: 'account.identity_linked', userId: user.id, data: { issuer } });
  return user.id;
}
