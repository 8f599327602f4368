import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { isDomainError } from '~/platform/errors';
import { isDatabaseAway } from '~/platform/http/database-away.server';
import { discardBody } from '~/platform/http/discard-body.server';
import { readJson } from '~/platform/http/json.server';
import { Problem, problemBody } from '~/platform/http/problem.server';
import { log } from '~/platform/log.server';
import { countUse } from '../auth/limits.server';
import type { Viewer } from '../auth/rules';
import { idempotencyKey, type Kept, once, submissionKeyOf } from './idempotency.server';
import { type Caller, findCaller } from './keys.server';
import type { Operation } from './operations';
import { invalid, problem, problemOf } from './problems.server';

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Any = z.ZodType;

/** What a request asks for, checked; `submissionKey` says which requests are the same one. */
export type Call<Params, Query, Body> = {
  viewer: Viewer;
  params: Params;
  query: Query;
  body: Body;
  submissionKey: string;
};

type Run<Params extends Any, Query extends Any, Body extends Any> = (
  call: Call<z.output<Params>, z.output<Query>, z.output<Body>>,
) => Promise<object>;

/** An operation with what carries it out. */
export type Served = {
  operation: Pick<Operation, 'method' | 'scope'>;
  answer(args: Args, caller: Caller | null): Promise<Kept>;
};

/** Binds an operation to what carries it out, which gives the JSON of its answer. */
export function serve<Params extends Any, Query extends Any, Body extends Any>(
  operation: Operation<Params, Query, Body>,
  run: Run<Params, Query, Body>,
): Served {
  return {
    operation,
    async answer({ request, params: given }, caller) {
      const url = new URL(request.url);
      const params = operation.params?.safeParse(given);
      if (params && !params.success) throw problem('not_found');
      const query = operation.query?.safeParse(queryOf(url));
      if (query && !query.success) throw invalid(query.error, 'query');
      const { idempotency } = operation;
      const key = idempotency ? idempotencyKey(request, idempotency === 'required') : null;
      const body = operation.body?.safeParse(await readJson(request));
      if (body && !body.success) throw invalid(body.error, 'body');
      const viewer = caller?.viewer ?? NOBODY;
      const submissionKey = key === null ? '' : submissionKeyOf(viewer.userId, key, body?.data);
      const asked = { params: params?.data, query: query?.data, body: body?.data };
      const call = { ...asked, viewer, submissionKey } as Parameters<typeof run>[0];
      const work = async () => ({ status: operation.status, body: await run(call) });
      if (key === null || !caller) return work();
      const claim = { keyId: caller.keyId, key, operation: `${request.method} ${url.pathname}` };
      return once({ ...claim, content: body?.data }, work);
    },
  };
}

/** Whoever asks for what needs no key: of no company and at no place. */
const NOBODY: Viewer = {
  ...{ userId: 0, sessionId: 0, name: '', email: '', role: 'customer', companyId: null, companyName: null },
  ...{ locationIds: [], locale: null, theme: 'system' },
};

/** The parameters of an address; what is given several times is one list, separated by commas. */
function queryOf({ searchParams }: URL): Record<string, string> {
  return Object.fromEntries(
    [...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(',')]),
  );
}

/**
 * The loader and action of a resource of the API: finds the operation by the method, the caller by the key and nothing else,
 * counts its uses, looks at its scopes, and answers with JSON; refusals as problem details (RFC 9457).
 */
export function answerApi(...served: Served[]) {
  return async (args: Args): Promise<Response> => {
    const headers = new Headers();
    try {
      const found = findOperation(served, args.request.method);
      const caller = await admit(args.request, found.operation, headers);
      const { status, body } = await found.answer(args, caller);
      return jsonResponse(status, body, headers);
    } catch (error) {
      await discardBody(args.request);
      const refusal = refusalOf(error, args);
      for (const [name, value] of Object.entries(refusal.more.headers ?? {})) headers.set(name, value);
      return jsonResponse(refusal.status, problemBody(refusal), headers);
    }
  };
}

function findOperation(served: Served[], method: string): Served {
  const methods = served.flatMap(({ operation }) =>
    operation.method === 'GET' ? ['GET', 'HEAD'] : [operation.method],
  );
  const found = served.find(({ operation }) => operation.method === (method === 'HEAD' ? 'GET' : method));
  if (found) return found;
  if (served.length === 0) throw problem('not_found');
  throw problem('method_not_allowed', { headers: { Allow: methods.join(', ') } });
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
  if (caller.scopes.includes(scope)) return caller;
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
  headers.set('Content-Type', status < 400 ? 'application/json' : 'application/problem+json');
  return new Response(JSON.stringify(body), { status, headers });
}
