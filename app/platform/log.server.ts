import pino from 'pino';
import { env } from './env.server';
import { asker, requestId } from './request-id.server';
import { singleton } from './singleton';
import { withoutMailboxes } from './text';

/** What Prisma says of a query that failed: the query with its arguments, then, behind an empty line, what was wrong. */
const QUERY = /\binvocation\b[\s\S]*\n\n/;
/** Values that PostgreSQL repeats in its messages. */
const VALUES = /(invalid input (?:syntax|value) for [\w ]+: )"[^\n]*"|(Key \([^)]*\)=)\([^\n]*\)/g;

/**
 * What is told of an error besides its kind, message and trace. Whatever else libraries hang on it may be the row that did not fit
 * (`detail` of PostgreSQL), or whom a mail was for.
 */
const FACTS = [
  ...['code', 'originalCode', 'errno', 'syscall', 'status', 'statusCode', 'responseCode', 'command'],
  ...['kind', 'severity', 'schema', 'table', 'column', 'constraint'],
] as const;

const written = (text: string) =>
  withoutMailboxes(text.replace(QUERY, '').replace(VALUES, (_, input, key) => `${input ?? key}…`));

/** An error as it stands in the log: with nothing that somebody typed, and no row of a table. */
function writtenError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? written(error) : error;
  const { type, message, stack } = pino.stdSerializers.err(error);
  const { meta, errors } = error as { meta?: { driverAdapterError?: { cause?: object } }; errors?: unknown };
  return {
    ...{ type, message: written(message), stack: written(stack) },
    ...factsOf(meta?.driverAdapterError?.cause ?? {}),
    ...factsOf(error),
    ...(Array.isArray(errors) && { errors: errors.map(writtenError) }),
  };
}

function factsOf(error: object): Record<string, unknown> {
  const known = Object.entries(error).filter(([name]) => (FACTS as readonly string[]).includes(name));
  return Object.fromEntries(known);
}

/**
 * The process's log: JSON lines on standard output, each with its request and who asked; secrets and the names of mailboxes are
 * never written.
 */
export const log = singleton('log', () =>
  pino({
    level: env().LOG_LEVEL,
    mixin: () => ({ requestId: requestId(), userId: asker() }),
    serializers: { err: writtenError },
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
    hooks: {
      logMethod(args, method) {
        const said = args.map((part) => (typeof part === 'string' ? written(part) : part));
        method.apply(this, said as typeof args);
      },
    },
  }),
);
