import pino from 'pino';
import { env } from './env.server';
import { requestId } from './request-id.server';
import { singleton } from './singleton';

/** The process's log: JSON lines on standard output, each with the request it belongs to; secrets are never written. */
export const log = singleton('log', () =>
  pino({
    level: env().LOG_LEVEL,
    mixin: () => ({ requestId: requestId() }),
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
  }),
);
