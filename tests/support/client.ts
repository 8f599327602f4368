import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { parseIdentifier } from '../../app/domain/devices/rules';
import type { TestApp } from './app';
import type { Person, World } from './world';

/** A browser without scripts: keeps cookies, does not follow redirects. */
export type Client = {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    fields: Record<string, string> | FormData,
    headers?: Record<string, string>,
  ): Promise<Response>;
  cookies: Map<string, string>;
};

/** A client in which nobody is signed in. */
export function visitor(app: Pick<TestApp, 'url'>): Client {
  const cookies = new Map<string, string>();
  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie) headers.set('Cookie', cookie);
    // To compress everything and back takes a sixth of a test of all routes; tests/http/security.test.ts looks at it.
    if (!headers.has('Accept-Encoding')) headers.set('Accept-Encoding', 'identity');
    const response = await fetch(new URL(path, app.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        headers,
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),
  };
}

/** The cookie pair of a new session of this user, made in the database. */
export async function sessionCookieFor(
  app: Pick<TestApp, 'db'>,
  userId: number,
): Promise<[name: string, value: string]> {
  const token = randomBytes(32).toString('base64url');
  await app.db.session.create({
    data: {
      tokenHash: createHash('sha256').update(token).digest('hex'),
      userId,
      userAgent: 'test',
      address: '127.0.0.1',
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return ['portal_session', encodeURIComponent(Buffer.from(JSON.stringify(token)).toString('base64'))];
}

/** A client in which this person is signed in. */
export async function signIn(app: TestApp, person: Person): Promise<Client> {
  const client = visitor(app);
  const [name, value] = await sessionCookieFor(app, app.world.users[person].id);
  client.cookies.set(name, value);
  return client;
}

/** A complete, right order form of this world; a second order for the same device is meant. */
export function orderFields(world: World, more: Record<string, string> = {}): Record<string, string> {
  const identifier = more.identifier ?? '35 693803 564380 9';
  const parsed = parseIdentifier(identifier);
  return {
    submissionKey: randomUUID(),
    intent: 'summary',
    customer: '',
    locationId: String(world.here.id),
    identifier,
    secondOrder: parsed.ok ? parsed.value : '',
    deviceName: 'Fairphone 5',
    problem: 'Das Display bleibt schwarz.',
    customerReferences: 'PO-4711',
    internalReferences: 'intern 12',
    deliveryMethodId: String(world.pickUp.id),
    [`answer-${world.question.id}`]: 'yes',
    ...more,
  };
}

/** What the form of this kind of message sends. */
export function messageForm(kind: string, text: string): Record<string, string> {
  return { intent: kind, [kind === 'internal_note' ? 'note' : 'body']: text };
}

/** Places a submitted order over HTTP. @returns its number */
export async function placeOrder(
  app: TestApp,
  client: Client,
  more: Record<string, string> = {},
): Promise<string> {
  const saved = await client.post('/orders/new', orderFields(app.world, more));
  const at = saved.headers.get('Location') ?? '';
  const number = /RO-\d{4}-\d+/.exec(at)?.[0];
  if (!number) throw new Error(`No order was made: ${saved.status} ${at} ${await saved.text()}`);
  if (at.endsWith('/summary')) await client.post(at, { intent: 'approve' });
  return number;
}
