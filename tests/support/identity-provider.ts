import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who is signed in at the provider. */
type ProviderPerson = { sub: string; email: string; email_verified: boolean };

type Provider = {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
};
type Grants = { oidc: { provider: { Grant: new (of: object) => Grant }; session: { accountId: string } } };
type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };

const KINDS = ['AccessToken', 'AuthorizationCode', 'Grant', 'IdToken', 'Interaction', 'Session'];
const CLIENT = { client_id: 'portal', client_secret: 'of the portal' };

/**
 * A real OpenID Connect provider on loopback, where `person` is signed in without being asked.
 * @param callback where it may send people back to
 */
export async function startProvider(callback: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = { person: { sub: 'none', email: '', email_verified: false } as ProviderPerson };
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  // @ts-expect-error: the package has no types
  const { default: OidcProvider } = (await import('oidc-provider')) as {
    default: new (issuer: string, settings: object) => Provider;
  };
  const provider = new OidcProvider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [callback] }],
    jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['of the provider'] },
    claims: { email: ['email', 'email_verified'] },
    ttl: Object.fromEntries(KINDS.map((kind) => [kind, 600])),
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ ...state.person, sub: accountId }),
    }),
    async loadExistingGrant({ oidc }: Grants) {
      const grant = new oidc.provider.Grant({
        clientId: CLIENT.client_id,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction')) return answer(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: state.person.sub } });
  });
  return {
    issuer,
    ...{ clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret },
    /** Goes through the provider's pages as a browser without scripts does. @returns where it sends the person back to */
    async pass(address: string, person: ProviderPerson): Promise<string> {
      state.person = person;
      const cookies = new Map<string, string>();
      let at = address;
      for (let step = 0; step < 10 && !at.startsWith(callback); step++) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(at, { headers: { Cookie: cookie }, redirect: 'manual' });
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const next = response.headers.get('Location');
        if (!next) throw new Error(`The provider answers ${response.status}: ${await response.text()}`);
        at = new URL(next, at).href;
      }
      return at;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
