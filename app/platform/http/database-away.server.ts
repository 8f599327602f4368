import type { ServerBuild } from '@remix-run/node';
import { isDomainError } from '../errors';
import { log } from '../log.server';
import { copyOfForm, type TypedForm } from './typed-form';

/**
 * Codes of a database that cannot be reached or ends connections: SQLSTATE classes 08, 53 and 57P (PostgreSQL,
 * appendix A), the system's socket errors, and Prisma's names for them.
 */
const CODES =
  /^(08\w{3}|53\w{3}|57P0\d|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|P1001|P1002|P1008|P1017|P2024|P2028|P2037)$/;
/** What pg says of a broken connection without giving a code. */
const WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Cannot use a pool after calling end|Client was closed|Query read timeout)/;

/** True when an error, or what caused it, says that the database is away; a repeat may succeed a moment later. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, originalCode, message, cause, meta, errors } = error as Record<string, unknown>;
  if ([code, originalCode].some((value) => typeof value === 'string' && CODES.test(value))) return true;
  if (typeof message === 'string' && WORDS.test(message)) return true;
  const inner = [cause, (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError];
  return [...inner, ...(Array.isArray(errors) ? errors : [])].some((one) => isDatabaseAway(one, depth + 1));
}

type Handler = (args: { request: Request }) => unknown;

function calm(handler: Handler): Handler {
  return async (args) => {
    const typed = copyOfForm(args.request);
    try {
      return await handler(args);
    } catch (error) {
      const refused = isDomainError(error) && error.status === 503;
      if (!refused && !isDatabaseAway(error)) throw error;
      if (!refused) log.warn({ reason: (error as Error).message }, 'A request met no database');
      const fields = await typed();
      throw fields
        ? Response.json({ typed: fields } satisfies TypedForm, { status: 503 })
        : new Response('The portal is not available just now.\n', { status: 503 });
    }
  };
}

/**
 * The same pages, whose loaders and actions answer 503 while the database, or the storage they need, is away.
 * With the answer to a form goes what was typed, so that it can be sent again.
 */
export function answerWithoutDatabase(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route];
    const { loader, action } = route.module;
    const guarded = {
      ...route.module,
      ...(loader && { loader: calm(loader as Handler) }),
      ...(action && { action: calm(action as Handler) }),
    };
    return [id, { ...route, module: guarded }];
  });
  return { ...build, routes: Object.fromEntries(routes) };
}
