import pino from 'pino';
import { env } from './env.server';
import { asker, requestId } from './request-id.server';
import { singleton } from './singleton';

/** What Prisma says of a query that failed: the query with its arguments, then, behind an empty line, what was wrong. */
const QUERY = /\binvocation\b[\s\S]*\n\n/;

/** An error as pino writes it, without the arguments of queries. */
function writtenError(error: Error): unknown {
  const written = pino.stdSerializers.err(error);
  if (!(error instanceof Error) || !QUERY.test(error.message)) return written;
  const { message, stack, ...more } = written;
  return { ...more, message: message.replace(QUERY, ''), stack: stack.replace(QUERY, '') };
}

/** The process's log: JSON lines on standard output, each with its request and who asked; secrets are never written. */
export const log = singleton('log', () =>
  pino({
    level: env().LOG_LEVEL,
    mixin: () => ({ requestId: requestId(), userId: asker() }),
    serializers: { err: writtenError },
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
  }),
);
