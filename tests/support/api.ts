import { z } from 'zod';
import type { TestApp } from './app';
import type { Person } from './world';

/** A program that uses the API with a key. */
export type Program = {
  key: string;
  send(method: string, path: string, init?: Sent): Promise<Answer>;
};
export type Sent = { body?: unknown; headers?: Record<string, string> };
export type Answer = { status: number; headers: Headers; json: unknown; text: string };

/** Sends a request as it is; what is no string is sent as JSON. Paths are below `/api/v1`. */
export async function send(
  app: TestApp,
  method: string,
  path: string,
  { body, headers }: Sent = {},
): Promise<Answer> {
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '') && text !== '';
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : null, text };
}

/** A program with a key of this person. */
export async function program(app: TestApp, person: Person, scopes: string[] = []): Promise<Program> {
  const { createApiKey } = await import('../../app/domain/api/keys.server');
  const { email } = app.world.users[person];
  const { key } = await createApiKey(email, 'test', scopes as Parameters<typeof createApiKey>[2]);
  return {
    key,
    send: (method, path, init = {}) =>
      send(app, method, path, { ...init, headers: { Authorization: `Bearer ${key}`, ...init.headers } }),
  };
}

type Json = Record<string, unknown>;

/** What the API's description says of a path and method, with what it refers to in place. */
export function describedAnswers(document: Json) {
  const resolve = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(resolve);
    if (typeof part !== 'object' || part === null) return part;
    const { $ref } = part as { $ref?: string };
    if ($ref)
      return resolve(
        $ref
          .slice(2)
          .split('/')
          .reduce((at: unknown, name) => (at as Json)[name], document),
      );
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, resolve(value)]));
  };
  const { paths } = document as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  };
  const patterns = Object.entries(paths).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    methods,
  }));
  const schemas = new Map<unknown, z.ZodType>();
  /** What is wrong with an answer by the description; null when nothing is. */
  return (method: string, path: string, answer: Answer): string | null => {
    const at = new URL(path, 'http://api.test').pathname.replace(/\/$/, '');
    const methods = patterns.find(({ pattern }) => pattern.test(at))?.methods ?? {};
    const operation = methods[method.toLowerCase() === 'head' ? 'get' : method.toLowerCase()];
    if (!operation) return [404, 405].includes(answer.status) ? null : `${answer.status} of no operation`;
    const described = operation.responses[answer.status];
    if (!described) return `${answer.status} is not described`;
    const [type = ''] = (answer.headers.get('Content-Type') ?? '').split(';');
    const { content } = resolve(described) as { content: Record<string, { schema: Json }> };
    const media = content[type];
    if (!media) return `${answer.status} with ${type}`;
    const known = JSON.stringify(media.schema);
    const schema = schemas.get(known) ?? z.fromJSONSchema(media.schema);
    schemas.set(known, schema);
    if (method === 'HEAD') return null;
    const parsed = schema.safeParse(answer.json);
    return parsed.success ? null : `${answer.status}: ${parsed.error.message}`;
  };
}
