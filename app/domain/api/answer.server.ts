import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { isDomainError } from '~/platform/errors';
import { isDatabaseAway } from '~/platform/http/database-away.server';
import { discardBody } from '~/platform/http/discard-body.server';
import { Problem, problemBody } from '~/platform/http/problem.server';
import { log } from '~/platform/log.server';
import { countUse } from '../auth/limits.server';
import { type Caller, findCaller } from './keys.server';
import type { Operation } from './operation';
import { problem, problemOf } from './problems.server';
import type { Served } from './serve.server';

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * The loader and action of the API: finds the operation by address and method, the caller by the key and nothing else,
 * counts its uses, looks at its scopes, and answers with JSON or a file; refusals as problem details (RFC 9457).
 */
export function answerApi(served: readonly Served[]) {
  const find = finder(served);
  return async (args: Args): Promise<Response> => {
    const headers = new Headers();
    try {
      const { found, params } = find(args.request);
      const caller = await admit(args.request, found.operation, headers);
      const answer = await found.answer(args, params, caller);
      return answer instanceof Response
        ? await fileAnswer(args.request, answer, headers)
        : jsonResponse(answer.status, answer.body, headers);
    } catch (error) {
      await discardBody(args.request);
      const refusal = refusalOf(error, args);
      for (const [name, value] of Object.entries(refusal.more.headers ?? {})) headers.set(name, value);
      return jsonResponse(refusal.status, problemBody(refusal), headers);
    }
  };
}

/** Finds the operation that a request is for; of two that fit, the one whose address says more. */
function finder(served: readonly Served[]) {
  const paths = [...new Set(served.map(({ operation }) => operation.path))];
  const patterns = paths
    .map((path) => ({
      operations: served.filter(({ operation }) => operation.path === path),
      names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      pattern: new RegExp(`^/api/v1${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}/?$`, 'i'),
    }))
    .sort((one, other) => one.names.length - other.names.length);
  return ({ url, method }: Request) => {
    const { pathname } = new URL(url);
    const fitting = patterns.find(({ pattern }) => pattern.test(pathname));
    if (!fitting) throw problem('not_found');
    const { operations, names, pattern } = fitting;
    const [, ...values] = pattern.exec(pathname) ?? [];
    const found = operations.find(
      ({ operation }) => operation.method === (method === 'HEAD' ? 'GET' : method),
    );
    const params = Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]),
    );
    if (found) return { found, params };
    const methods = operations.map(({ operation }) => operation.method);
    const Allow = methods.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])).join(', ');
    throw problem('method_not_allowed', { headers: { Allow } });
  };
}

/** The caller, whose use is counted; null where no key is needed. */
async function admit(
  request: Request,
  { scope }: Pick<Operation, 'scope'>,
  headers: Headers,
): Promise<Caller | null> {
  if (scope === null) return null;
  const caller = await findCaller(request);
  if (!caller) throw problem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } });
  const { refused, left, seconds, limit } = await countUse('api_key', String(caller.keyId));
  headers.set('RateLimit-Policy', `"key";q=${limit.points};w=${limit.seconds}`);
  headers.set('RateLimit', `"key";r=${left};t=${seconds}`);
  if (refused) throw problem('too_many_requests', { headers: { 'Retry-After': String(seconds) } });
  if (scope === 'any' || caller.scopes.includes(scope)) return caller;
  const challenge = `Bearer realm="api", error="insufficient_scope", scope="${scope}"`;
  throw problem('scope_missing', { details: { scope }, headers: { 'WWW-Authenticate': challenge } });
}

function refusalOf(error: unknown, { request, context }: Args): Problem {
  if (error instanceof Problem) return error;
  if (isDomainError(error)) return problemOf(error);
  if (isDatabaseAway(error)) return problem('unavailable', { headers: { 'Retry-After': '5' } });
  const path = new URL(request.url).pathname;
  log.error({ err: error, requestId: context.requestId, path }, 'A request to the API failed');
  return problem('failed');
}

function jsonResponse(status: number, body: object, headers: Headers): Response {
  const made = status === 201 ? (body as { links?: { self?: string } }).links?.self : undefined;
  if (made) headers.set('Location', made);
  if (status === 204) return new Response(null, { status, headers });
  headers.set('Content-Type', status < 400 ? 'application/json' : 'application/problem+json');
  return new Response(JSON.stringify(body), { status, headers });
}

/** A file as it is sent: with the limits of the key, and for HEAD without its bytes. Throws Problem `not_found` (404). */
async function fileAnswer({ method }: Request, file: Response, limits: Headers): Promise<Response> {
  if (file.status === 404) throw problem('not_found');
  for (const [name, value] of limits) file.headers.set(name, value);
  if (method !== 'HEAD') return file;
  await file.body?.cancel();
  return new Response(null, { status: file.status, headers: file.headers });
}
