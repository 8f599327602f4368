import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { env } from './app/platform/env.server';
import { healthRoutes } from './app/platform/http/health.server';
import { countRequest } from './app/platform/http/metrics.server';
import { isOwnOrigin } from './app/platform/http/origin';
import type { Tasks } from './app/platform/jobs.server';
import { log } from './app/platform/log.server';

/** The largest body that any request may announce; what is read is counted again while it arrives. */
const BODY_LIMIT = 30 * 1024 * 1024;

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
  app.use(healthRoutes());
  app.use(securityHeaders(development !== undefined));
  app.use(refuseForeignWrites);
  app.use(compression());
  if (development) app.use(development);
  else
    app.use(
      '/assets',
      express.static('build/client/assets', { immutable: true, maxAge: '1y', fallthrough: false }),
    );
  app.use(express.static(development ? 'public' : 'build/client', { maxAge: '1h', index: false }));
  app.all(
    '*',
    createRequestHandler({
      build,
      mode: development ? 'development' : 'production',
      getLoadContext: (request, response) => ({
        nonce: response.locals.nonce,
        requestId: response.locals.requestId,
        address: request.ip ?? '',
      }),
    }),
  );
  app.use(lastResort);
  return app;
}

function identify(request: Request, response: Response, next: NextFunction): void {
  const started = performance.now();
  response.locals.requestId = randomUUID();
  response.locals.nonce = randomBytes(16).toString('base64');
  response.setHeader('X-Request-Id', response.locals.requestId);
  response.on('finish', () => {
    const milliseconds = Math.round(performance.now() - started);
    countRequest(request.method, response.statusCode, milliseconds);
    const line = { requestId: response.locals.requestId, method: request.method, path: request.path };
    log.debug({ ...line, status: response.statusCode, milliseconds }, 'request');
  });
  next();
}

function securityHeaders(development: boolean): express.Handler {
  const nonce = (_: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`;
  const connect = development ? ["'self'", 'ws:'] : ["'self'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: connect,
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        ...(env().https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: env().https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'sameorigin' },
  });
}

function refuseForeignWrites(request: Request, response: Response, next: NextFunction): void {
  const safe = request.method === 'GET' || request.method === 'HEAD';
  if (!safe && !['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method)) {
    response.status(405).type('text').send('Method not allowed\n');
  } else if (!safe && !isOwnOrigin(request.headers, new URL(env().publicUrl).origin)) {
    response.status(403).type('text').send('This request did not come from the portal.\n');
  } else if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) {
    response.status(413).set('Connection', 'close').type('text').send('The request is too large.\n');
  } else next();
}

function lastResort(error: unknown, _: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = (error as { status?: number }).status;
  if (status && status < 500) {
    response.status(status).type('text').send('The request could not be read.\n');
    return;
  }
  log.error({ err: error, requestId: response.locals.requestId }, 'A request failed outside the pages');
  response.status(500).type('text').send('Something went wrong on our side.\n');
}

/** A listening portal. */
export type RunningServer = { url: string; port: number; close(): Promise<void> };

/** Serves `app` on `port` (0: any free one). Rejects with a clear Error when the port is taken. */
export async function listen(app: express.Express, port: number, host?: string): Promise<RunningServer> {
  const server: Server = createServer(app);
  server.requestTimeout = 120_000;
  server.headersTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use. Set PORT to another one.`) : error,
      );
    });
    server.listen(port, host, resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `http://localhost:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      }),
  };
}
