import pino from 'pino';
import { env } from './env.server';
import { asker, requestId } from './request-id.server';
import { singleton } from './singleton';

/** The process's log: JSON lines on standard output, each with its request and who asked; secrets are never written. */
export const log = singleton('log', () =>
  pino({
    level: env().LOG_LEVEL,
    mixin: () => ({ requestId: requestId(), userId: asker() }),
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
  }),
);
