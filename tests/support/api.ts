import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { z } from 'zod';
import type { TestApp } from './app';
import type { Person } from './world';

/** A program that uses the API with a key. */
export type Program = {
  key: string;
  send(method: string, path: string, init?: Sent): Promise<Answer>;
};
export type Sent = { body?: unknown; headers?: Record<string, string> };
/** An answer; `text` is its bytes, one a character. */
export type Answer = { status: number; headers: Headers; json: unknown; text: string };

/** Sends a request as it is; what is no string and no form is sent as JSON. Paths are below `/api/v1`. */
export async function send(
  app: TestApp,
  method: string,
  path: string,
  { body, headers }: Sent = {},
): Promise<Answer> {
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined || body instanceof FormData ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: asSent(body) }),
  });
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '') && text !== '';
  const json = isJson ? JSON.parse(Buffer.from(text, 'latin1').toString()) : null;
  return { status: response.status, headers: response.headers, json, text };
}

const asSent = (body: unknown) =>
  typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);

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
  const patterns = Object.entries(paths)
    .map(([path, methods]) => ({
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`, 'i'),
      names: path.split('{').length,
      methods,
    }))
    .sort((one, other) => one.names - other.names);
  const contents = new Map<unknown, Record<string, { schema: Json }> | undefined>();
  /** What an answer can be, with what it refers to in place; the same object each time. */
  const contentOf = (described: object) => {
    if (!contents.has(described))
      contents.set(described, (resolve(described) as { content?: Record<string, { schema: Json }> }).content);
    return contents.get(described);
  };
  const schemas = new Map<unknown, z.ZodType>();
  /** What is wrong with an answer by the description; null when nothing is. */
  return (method: string, path: string, answer: Answer): string | null => {
    const at = new URL(path, 'http://api.test').pathname.replace(/\/$/, '');
    const methods = patterns.find(({ pattern }) => pattern.test(at))?.methods ?? {};
    const operation = methods[method.toLowerCase() === 'head' ? 'get' : method.toLowerCase()];
    if (!operation) return [404, 405].includes(answer.status) ? null : `${answer.status} of no operation`;
    const described = operation.responses[answer.status] as { description?: string } | undefined;
    if (!described) return `${answer.status} is not described`;
    const content = contentOf(described);
    if (!content) return answer.text === '' ? null : `${answer.status} with a body`;
    const [type = ''] = (answer.headers.get('Content-Type') ?? '').split(';');
    const media = content[type] ?? content['*/*'];
    if (!media) return `${answer.status} with ${type}`;
    if (method === 'HEAD' || !/json/.test(type)) return null;
    const [, code = ''] = String((answer.json as Json | null)?.type ?? '').split('#/x-problems/');
    if (answer.status >= 400 && !described.description?.split(', ').includes(code))
      return `${answer.status} ${code} is not described`;
    const schema = schemas.get(media) ?? z.fromJSONSchema(media.schema);
    schemas.set(media, schema);
    const parsed = schema.safeParse(answer.json);
    return parsed.success ? null : `${answer.status}: ${parsed.error.message}`;
  };
}

/** Asks as a program, or without a key; the answer has to be as the description says. */
export async function asker(app: TestApp) {
  const { json } = await send(app, 'GET', '/openapi.json');
  const wrong = describedAnswers(json as Json);
  const ask = async (who: Program | null, method: string, path: string, init: Sent = {}): Promise<Answer> => {
    const answer = await (who ? who.send(method, path, init) : send(app, method, path, init));
    expect([method, path, wrong(method, path, answer)]).toEqual([method, path, null]);
    return answer;
  };
  return { ask, wrong, document: json as Json };
}

/** A body with an idempotency key. */
export const keyed = (body: unknown, key: string = randomUUID()): Sent => ({
  body,
  headers: { 'Idempotency-Key': key },
});

/** The parts of a request that a refusal names. */
export const pointers = ({ json }: Answer) =>
  (json as { errors?: Json[] }).errors?.map(
    ({ pointer, parameter, header, order }) => pointer ?? parameter ?? header ?? order,
  );

/** The name of a refusal. */
export const codeOf = ({ json }: Answer) => String((json as Json).type).split('#/x-problems/')[1];
