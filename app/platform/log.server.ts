import pino from 'pino';
import { env } from './env.server';
import { singleton } from './singleton';

/** The process's log: JSON lines on standard output; secrets are never written. */
export const log = singleton('log', () =>
  pino({
    level: env().LOG_LEVEL,
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
  }),
);
