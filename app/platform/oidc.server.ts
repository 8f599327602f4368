import * as client from 'openid-client';
import { env } from './env.server';
import { log } from './log.server';
import { singleton } from './singleton';

/** So long what the provider says of itself is kept, in milliseconds. */
const KEEP_MS = 60 * 60 * 1000;
/** So long the provider may take for an answer, in seconds. */
const TIMEOUT_SECONDS = 8;
/** A proof asked for anew may be so old, in seconds: the time it takes to come back. */
const FRESH_SECONDS = 120;

const CALLBACK = '/login/oidc/callback';

/** What a sign-in with the provider is checked by when it comes back. */
type OidcChecks = { state: string; nonce: string; verifier: string; fresh: boolean };

/** Who came back, as the provider says. `provedAt` is when they proved it there (UTC), where that is said. */
export type OidcPerson = {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  provedAt: Date | null;
};

type OidcAnswer =
  | { ok: true; person: OidcPerson }
  /** The provider cannot be reached; the person gave up there; what came back is not in order. */
  | { ok: false; code: 'oidc_away' | 'oidc_cancelled' | 'oidc_failed' };

const held = () =>
  singleton('oidc', () => ({ until: 0, config: null as Promise<client.Configuration> | null }));

/** The way of sending the secret that the provider supports (OpenID Connect Core, 9). */
function secretBy(secret: string): client.ClientAuth {
  const [post, basic] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)];
  return (as, ...rest) => {
    const methods = as.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return methods.includes('client_secret_basic') ? basic(as, ...rest) : post(as, ...rest);
  };
}

/** The provider as it describes itself (OpenID Connect Discovery). Its tokens' signatures are checked. */
function configuration(): Promise<client.Configuration> {
  const { oidc } = env();
  if (!oidc) throw new Error('No provider of identities is set.');
  const kept = held();
  if (kept.config && Date.now() < kept.until) return kept.config;
  const authentication = oidc.clientSecret ? secretBy(oidc.clientSecret) : client.None();
  const insecure = oidc.issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const config = client.discovery(new URL(oidc.issuer), oidc.clientId, undefined, authentication, {
    execute: [client.enableNonRepudiationChecks, ...insecure],
    timeout: TIMEOUT_SECONDS,
  });
  kept.config = config;
  kept.until = Date.now() + KEEP_MS;
  config.catch(() => {
    if (kept.config === config) kept.config = null;
  });
  return config;
}

/**
 * Begins a sign-in with the provider: authorization code flow with PKCE (RFC 7636), state and nonce.
 * @param fresh asks the person to prove anew who they are
 * @returns where to send the browser and what to keep for `finishOidc`; null when the provider cannot be reached
 */
export async function beginOidc(fresh: boolean): Promise<{ url: URL; checks: OidcChecks } | null> {
  try {
    const config = await configuration();
    const verifier = client.randomPKCECodeVerifier();
    const checks = { state: client.randomState(), nonce: client.randomNonce(), verifier, fresh };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: env().publicUrl + CALLBACK,
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: checks.state,
      nonce: checks.nonce,
      ...(fresh && { prompt: 'login', max_age: '0' }),
    });
    return { url, checks };
  } catch (error) {
    log.error({ err: error }, 'The provider of identities cannot be asked');
    return null;
  }
}

/** Ends a sign-in with the provider. @param search the query with which the browser came back, with its question mark */
export async function finishOidc(search: string, checks: OidcChecks): Promise<OidcAnswer> {
  try {
    const config = await configuration();
    const tokens = await client.authorizationCodeGrant(config, new URL(env().publicUrl + CALLBACK + search), {
      pkceCodeVerifier: checks.verifier,
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      idTokenExpected: true,
      ...(checks.fresh && { maxAge: FRESH_SECONDS }),
    });
    const claims = tokens.claims();
    if (!claims) return { ok: false, code: 'oidc_failed' };
    const { iss: issuer, sub: subject, auth_time: at } = claims;
    const told: Record<string, unknown> =
      claims.email === undefined ? await userInfo(config, tokens.access_token, subject) : claims;
    return {
      ok: true,
      person: {
        ...{ issuer, subject },
        email: typeof told.email === 'string' ? told.email : null,
        emailVerified: told.email_verified === true,
        provedAt: typeof at === 'number' ? new Date(at * 1000) : null,
      },
    };
  } catch (error) {
    log.warn({ err: error }, 'A sign-in with the provider of identities failed');
    return { ok: false, code: problemOf(error) };
  }
}

async function userInfo(
  config: client.Configuration,
  accessToken: string,
  subject: string,
): Promise<Record<string, unknown>> {
  if (!config.serverMetadata().userinfo_endpoint) return {};
  return client.fetchUserInfo(config, accessToken, subject);
}

function problemOf(error: unknown): 'oidc_away' | 'oidc_cancelled' | 'oidc_failed' {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'oidc_cancelled' : 'oidc_failed';
  const { name, code, status } = error as { name?: string; code?: string; status?: number };
  const away = name === 'TypeError' || name === 'TimeoutError' || code === 'OAUTH_TIMEOUT';
  return away || (status !== undefined && status >= 500) ? 'oidc_away' : 'oidc_failed';
}
