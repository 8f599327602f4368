import { AsyncResource } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Handler, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { env } from '../env.server';
import { log } from '../log.server';
import { countRequest } from '../metrics.server';
import { inRequest } from '../request-id.server';
import { isOwnOrigin } from './origin';
import { API_METHODS, carriesKey, isApiAddress, isApiPath, Problem, problemBody } from './problem.server';
import { isSecretAddress, shownPath } from './secret-address';

/** The largest body that any request may announce; what is read is counted again while it arrives. */
const BODY_LIMIT = 30 * 1024 * 1024;
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** What a proxy may call a request. */
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Gives a request its id, that of the proxy where one is trusted, and its nonce, and counts and logs its answer. What was refused
 * (4xx) is logged at the usual level, with who asked and from where.
 */
export function identify(request: Request, response: Response, next: NextFunction): void {
  const started = performance.now();
  const given = env().PORTAL_TRUST_PROXY ? request.get('X-Request-Id') : undefined;
  const id = given && REQUEST_ID.test(given) ? given : randomUUID();
  response.locals.requestId = id;
  response.locals.nonce = randomBytes(16).toString('base64');
  response.setHeader('X-Request-Id', id);
  const answered = () => {
    // An open line of events is no answer that took long.
    if (String(response.getHeader('Content-Type')).startsWith('text/event-stream')) return;
    const milliseconds = Math.round(performance.now() - started);
    countRequest(request.method, response.statusCode, milliseconds);
    const { statusCode: status } = response;
    const line = { method: request.method, path: shownPath(request.path), status, milliseconds };
    if (status >= 400 && status < 500)
      log.info({ ...line, security: 'refused', address: request.ip }, 'A request was refused');
    else log.debug(line, 'request');
  };
  inRequest(id, () => {
    response.on('finish', AsyncResource.bind(answered));
    next();
  });
}

/** What pages may use of the device: the camera, which reads bar codes, and nothing else that asks for a permission. */
const PERMISSIONS = 'camera=(self), microphone=(), geolocation=()';

/** The security headers of every answer; a Content-Security-Policy with the answer's own nonce among them. */
export function securityHeaders(development: boolean): Handler {
  const nonce = (_: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`;
  const connect = development ? ["'self'", 'ws:'] : ["'self'"];
  const others = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // The reader of bar codes is WebAssembly.
        scriptSrc: ["'self'", nonce, "'wasm-unsafe-eval'"],
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: connect,
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        ...(env().https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: env().https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'sameorigin' },
  });
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', PERMISSIONS);
    others(request, response, next);
  };
}

/**
 * Refuses what no page of the portal sends: an address that is none (400), a write that another site caused
 * (403), a method that no form has (405), a body that announces too much (413), and `?_data=`, by which Remix would answer past its
 * own origin check and which its pages do not use (404). The API looks at no cookie, so what carries a key may come from
 * anywhere there; its resources answer each method themselves, as JSON alone.
 */
export function refuseStrangeRequests(request: Request, response: Response, next: NextFunction): void {
  const url = addressOf(request);
  const api = url !== null && isApiAddress(url);
  const refuse = (status: number, code: string, words: string) =>
    api
      ? response
          .status(status)
          .setHeader('Content-Type', 'application/problem+json')
          .end(JSON.stringify(problemBody(new Problem(status, code, words))))
      : response.status(status).type('text').send(`${words}\n`);
  const { method, headers } = request;
  const safe = method === 'GET' || method === 'HEAD';
  const keyed = api && carriesKey(headers);
  if (!url) refuse(400, '', 'The address could not be read.');
  else if (!safe && !keyed && !isOwnOrigin(headers, new URL(env().publicUrl).origin))
    refuse(403, 'foreign_origin', 'This request did not come from the portal.');
  else if (!safe && method !== 'POST' && !(keyed && API_METHODS.includes(method))) {
    response.setHeader('Allow', 'GET, HEAD, POST');
    refuse(405, 'method_not_allowed', 'Method not allowed');
  } else if (Number(headers['content-length'] ?? 0) > BODY_LIMIT) {
    response.setHeader('Connection', 'close');
    refuse(413, 'body_too_large', 'The request is too large.');
  } else if (url.searchParams.has('_data') || (api && !isApiPath(url.pathname)))
    refuse(404, 'not_found', 'Not found');
  else next();
}

/**
 * The address that Remix will read, or null when the host or path would make it another one. Remix takes the port from
 * X-Forwarded-Host whoever sent it, so that header counts here, and is dropped where no proxy is trusted.
 */
function addressOf({ hostname, protocol, originalUrl, headers }: Request): URL | null {
  if (!env().PORTAL_TRUST_PROXY) delete headers['x-forwarded-host'];
  const forwarded = [headers['x-forwarded-host'] ?? []].flat().flatMap((value) => value.split(','));
  const hosts = [headers.host ?? '', hostname, ...forwarded.map((value) => value.trim())];
  if (!originalUrl.startsWith('/') || !hosts.every(isHost)) return null;
  const text = `${protocol}://${hostname}${originalUrl}`;
  return URL.canParse(text) ? new URL(text) : null;
}

function isHost(text: string): boolean {
  return HOST.test(text) && URL.canParse(`http://${text}`);
}

/** Lets the answers of pages be kept by nobody, unless the page says otherwise; a page's header replaces a general one. */
export function pagesDecide(_: Request, response: Response, next: NextFunction): void {
  const append = response.append.bind(response);
  response.append = (name, value) =>
    name.toLowerCase() === 'set-cookie' ? append(name, value) : response.set(name, value);
  response.setHeader('Cache-Control', 'private, no-store');
  next();
}

/**
 * Pages whose address is the key to them tell it to nobody: no Referer from them, and no search engine lists them. Browsers
 * send no Origin from such a page (`null`); it counts as none there, since those pages go by their address, not by a cookie.
 */
export function keepAddressSecret(request: Request, response: Response, next: NextFunction): void {
  if (isSecretAddress(request.path)) {
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Robots-Tag', 'noindex, nofollow');
    if (request.headers.origin === 'null') delete request.headers.origin;
  }
  next();
}

/** Answers what failed outside the pages, with words that say nothing about the inside. */
export function lastResort(error: unknown, _: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = (error as { status?: number }).status;
  if (status && status >= 400 && status < 500) {
    response
      .status(status)
      .type('text')
      .send(`${status === 404 ? 'Not found' : 'The request could not be read.'}\n`);
    return;
  }
  log.error({ err: error, requestId: response.locals.requestId }, 'A request failed outside the pages');
  response.status(500).type('text').send('Something went wrong on our side.\n');
}
