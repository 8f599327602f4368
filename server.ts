import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express from 'express';
import { env } from './app/platform/env.server';
import { closesGently } from './app/platform/http/close-gently.server';
import { answerWithoutDatabase } from './app/platform/http/database-away.server';
import { drained } from './app/platform/http/download.server';
import {
  identify,
  keepAddressSecret,
  lastResort,
  pagesDecide,
  refuseStrangeRequests,
  securityHeaders,
} from './app/platform/http/guards.server';
import { healthRoutes } from './app/platform/http/health.server';
import type { Tasks } from './app/platform/jobs.server';
import { allowLiveAnswers, endLiveAnswers } from './app/platform/live.server';

export type PortalBuild = ServerBuild & { entry: { module: { tasks: Tasks; crontab: string } } };

/** The production build of the pages. */
export async function loadBuild(root = process.cwd()): Promise<PortalBuild> {
  return import(pathToFileURL(path.join(root, 'build/server/index.js')).href);
}

/** The portal as an Express application: security headers, origin check, limits, request id, log, then the pages. */
export function createApp(build: ServerBuild | (() => Promise<ServerBuild>), development?: express.Handler) {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', env().PORTAL_TRUST_PROXY ? 1 : false);
  app.use(identify);
  app.use(securityHeaders(development !== undefined));
  app.use(keepAddressSecret);
  app.use(healthRoutes());
  app.use(refuseStrangeRequests);
  app.use(compression());
  if (development) app.use(development);
  else
    app.use(
      '/assets',
      express.static('build/client/assets', { immutable: true, maxAge: '1y', fallthrough: false }),
    );
  app.use(express.static(development ? 'public' : 'build/client', { maxAge: '1h', index: false }));
  app.use(pagesDecide);
  app.all(
    '*',
    createRequestHandler({
      build:
        typeof build === 'function'
          ? async () => answerWithoutDatabase(await build())
          : answerWithoutDatabase(build),
      mode: development ? 'development' : 'production',
      getLoadContext: (request, response) => ({
        nonce: response.locals.nonce,
        requestId: response.locals.requestId,
        address: (request.ip ?? '').replace(/^::ffff:(?=\d+\.)/, ''),
        drained: () => drained(response),
      }),
    }),
  );
  app.use(lastResort);
  return app;
}

/** A listening portal. */
export type RunningServer = { url: string; port: number; close(): Promise<void> };

/** Of a request's address and headers, in bytes: room for a search of 10,000 characters of 3 bytes, each written `%XX`. */
const HEADERS_MAX = 128 * 1024;

/** Serves `app` on `port` (0: any free one). Rejects with a clear Error when the port is taken. */
export async function listen(app: express.Express, port: number, host?: string): Promise<RunningServer> {
  const server: Server = createServer({ maxHeaderSize: HEADERS_MAX }, app);
  server.requestTimeout = 120_000;
  server.headersTimeout = 30_000;
  const close = closesGently(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use. Set PORT to another one.`) : error,
      );
    });
    const given = givenSocket();
    if (given === null) server.listen(port, host, resolve);
    else server.listen({ fd: given }, resolve);
  });
  allowLiveAnswers();
  const { port: actual } = server.address() as AddressInfo;
  return {
    port: actual,
    url: `http://localhost:${actual}`,
    close: async () => {
      await Promise.all([endLiveAnswers(), close()]);
    },
  };
}

/**
 * The listening socket that the service manager holds for this process (sd_listen_fds(3)), or null. Connections wait in it while the
 * process is replaced. Children must not take it for theirs.
 */
function givenSocket(): number | null {
  const { LISTEN_PID, LISTEN_FDS } = process.env;
  if (Number(LISTEN_PID) !== process.pid || Number(LISTEN_FDS) !== 1) return null;
  delete process.env.LISTEN_PID;
  delete process.env.LISTEN_FDS;
  return 3;
}
