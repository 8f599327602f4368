import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { readJson } from '~/platform/http/json.server';
import type { Language } from '~/platform/i18n/locale';
import { negotiateLanguage } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { idempotencyKey, type Kept, once, submissionKeyOf } from './idempotency.server';
import type { Caller } from './keys.server';
import type { Operation } from './operation';
import { invalid, problem } from './problems.server';
import type { Scope } from './rules';

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Any = z.ZodType;

/** What a request asks for by its address, checked, and who asks. */
type Asked<Params, Query> = {
  viewer: Viewer;
  params: Params;
  query: Query;
  /** What the key may do. */
  scopes: readonly Scope[];
  language: Language;
  request: Request;
  context: AppLoadContext;
};

/** All that a request asks for; `submissionKey` says which requests are the same one. */
type Call<Params, Query, Body> = Asked<Params, Query> & { body: Body; submissionKey: string };

type Run<Params extends Any, Query extends Any, Body> = (
  call: Call<z.output<Params>, z.output<Query>, Body>,
) => Promise<object>;

type Answer = (args: Args, given: Record<string, string>, caller: Caller | null) => Promise<Kept | Response>;

/** An operation with what carries it out. */
export type Served = { operation: Operation; answer: Answer };

/** Binds an operation to what carries it out, which gives the JSON of its answer, or a response that is a file. */
export function serve<Params extends Any, Query extends Any, Body extends Any>(
  operation: Operation<Params, Query, Body>,
  run: Run<Params, Query, z.output<Body>>,
): Served {
  const answer: Answer = async (args, given, caller) => {
    const { key, ...asked } = ask(operation, args, given, caller);
    const parsed = operation.body?.safeParse(await readJson(args.request));
    if (parsed && !parsed.success) throw invalid(parsed.error, 'body');
    const body = parsed?.data as z.output<Body>;
    return carryOut(operation, { ...asked, key, caller }, body, (submissionKey) =>
      run({ ...asked, body, submissionKey }),
    );
  };
  return { operation, answer };
}

/** What came in a form with files and is stored: `content` says which forms are the same one. */
type Received<Stored> = {
  stored: Stored;
  content: unknown;
  /** Lets go of what nothing names in the end. */
  release(): Promise<void>;
};

/** Binds an operation that takes files to what stores them, and to what then carries it out. */
export function serveUpload<Params extends Any, Query extends Any, Body extends Any, Stored>(
  operation: Operation<Params, Query, Body>,
  receive: (asked: Asked<z.output<Params>, z.output<Query>>) => Promise<Received<Stored>>,
  run: Run<Params, Query, Stored>,
): Served {
  const answer: Answer = async (args, given, caller) => {
    const { key, ...asked } = ask(operation, args, given, caller);
    const { stored, content, release } = await receive(asked);
    try {
      return await carryOut(operation, { ...asked, key, caller }, content, (submissionKey) =>
        run({ ...asked, body: stored, submissionKey }),
      );
    } finally {
      await release();
    }
  };
  return { operation, answer };
}

/** Checks the address of a request and its idempotency key. Throws Problem `not_found` (404), `invalid` (422). */
function ask<Params extends Any, Query extends Any>(
  operation: Operation<Params, Query>,
  { request, context }: Args,
  given: Record<string, string>,
  caller: Caller | null,
) {
  const params = operation.params?.safeParse(given);
  if (params && !params.success) throw problem('not_found');
  const query = operation.query?.safeParse(queryOf(new URL(request.url)));
  if (query && !query.success) throw invalid(query.error, 'query');
  const { idempotency } = operation;
  const viewer = caller?.viewer ?? NOBODY;
  return {
    key: idempotency ? idempotencyKey(request, idempotency === 'required') : null,
    params: params?.data as z.output<Params>,
    query: query?.data as z.output<Query>,
    scopes: caller?.scopes ?? [],
    language: negotiateLanguage(request.headers.get('Accept-Language'), viewer.locale),
    ...{ viewer, request, context },
  };
}

/** Carries a request out: with an idempotency key once, whatever else is sent with it. */
async function carryOut(
  { status, secret }: Operation,
  { key, caller, request }: { key: string | null; caller: Caller | null; request: Request },
  content: unknown,
  work: (submissionKey: string) => Promise<object>,
): Promise<Kept | Response> {
  if (key === null || caller === null) {
    const made = await work('');
    return made instanceof Response ? made : { status, body: made };
  }
  const { pathname } = new URL(request.url);
  const submissionKey = submissionKeyOf(caller.viewer.userId, key, [pathname, content]);
  const claim = {
    keyId: caller.keyId,
    key,
    operation: `${request.method} ${pathname}`,
    content,
    secret: secret === true,
  };
  return once(claim, async () => ({ status, body: await work(submissionKey) }));
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
