import pino from 'pino';
import { env } from './env.server';
import { asker, requestId } from './request-id.server';
import { singleton } from './singleton';

const ARGUMENTS = /\{\n[\s\S]*\n\}/g;

/** An error as pino writes it. What Prisma says of a query that it refuses shows the query: that part is left out. */
function writtenError(error: Error): unknown {
  const written = pino.stdSerializers.err(error);
  if (!(error instanceof Error) || !/\binvocation\b/.test(error.message)) return written;
  const { message, stack, ...more } = written;
  return {
    ...more,
    message: message.replaceAll(ARGUMENTS, '{…}'),
    stack: stack.replaceAll(ARGUMENTS, '{…}'),
  };
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
