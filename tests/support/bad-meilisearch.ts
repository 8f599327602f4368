import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

const error = (code: string) =>
  JSON.stringify({ message: `A test: ${code}`, code, type: 'invalid_request', link: '' });
const isVersion = (request: IncomingMessage) => request.url?.startsWith('/version');

function json(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
}

/** `1.50.0` to a question for the version; everything else goes to `next`. */
function versionThen(next: (response: ServerResponse) => void) {
  return (request: IncomingMessage, response: ServerResponse) =>
    isVersion(request) ? json(response, 200, '{"pkgVersion":"1.50.0"}') : next(response);
}

/** Ways in which a search server can be sick. */
export const SICKNESSES = {
  'answers 503': (_: IncomingMessage, response: ServerResponse) =>
    json(response, 503, error('too_many_search_requests')),
  'answers 503 after a right version': versionThen((response) =>
    json(response, 503, error('too_many_search_requests')),
  ),
  'answers 429': (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(429, { 'Retry-After': '60' }).end('slow down'),
  'refuses the key': (_: IncomingMessage, response: ServerResponse) =>
    json(response, 403, error('invalid_api_key')),
  'is too old': (_: IncomingMessage, response: ServerResponse) =>
    json(response, 200, '{"pkgVersion":"1.14.9"}'),
  'says no version': (_: IncomingMessage, response: ServerResponse) => json(response, 200, '{}'),
  'says null': (_: IncomingMessage, response: ServerResponse) => json(response, 200, 'null'),
  'answers another page': (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><h1>Welcome to nginx'),
  'answers words': versionThen((response) => json(response, 200, '{"results":"many"}')),
  'answers too few results': versionThen((response) => json(response, 200, '{"results":[]}')),
  'answers ids that are none': versionThen((response) =>
    json(response, 200, '{"results":[{"hits":[{"id":"1; DROP"}]},{"hits":[]},{"hits":[]},{"hits":[]}]}'),
  ),
  'cuts its JSON off': versionThen((response) => json(response, 200, '{"results":[{"hits":[{"id"')),
  'cuts the connection off': versionThen((response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' });
    response.write('{"results":[', () => response.destroy());
  }),
  'closes the socket': (request: IncomingMessage) => request.socket.destroy(),
  redirects: (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(307, { Location: '/elsewhere' }).end(),
  hangs: () => undefined,
  'hangs in the middle': versionThen((response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"results":[');
  }),
  'is slow': (_: IncomingMessage, response: ServerResponse) => {
    setTimeout(() => json(response, 200, '{"pkgVersion":"1.50.0"}'), 3_000).unref();
  },
} satisfies Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>;

export type Sickness = keyof typeof SICKNESSES;
type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** An HTTP server that stands where Meilisearch should be and behaves as it is told. */
export async function startBadMeilisearch() {
  let answer: Answer = SICKNESSES['answers 503'];
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    requests++;
    response.on('error', () => undefined);
    Promise.resolve(answer(request, response)).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** How it behaves from now on; also takes an answer of one's own. */
    become(sickness: Sickness | Answer) {
      answer = typeof sickness === 'function' ? sickness : SICKNESSES[sickness];
    },
    requests: () => requests,
    /** Refuses connections until `listen`. */
    async refuse() {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
    listen: () => listen(port),
    async close() {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers as a right server would that lacks the index. */
export const withoutIndex: Answer = versionThen((response) => json(response, 404, error('index_not_found')));

/** Answers searches with these ids, whatever is asked. */
export const alwaysFinding = (ids: number[]): Answer =>
  versionThen((response) => {
    const hits = ids.map((id) => ({ id }));
    json(response, 200, JSON.stringify({ results: [{ hits }, ...[1, 2, 3].map(() => ({ hits: [] }))] }));
  });

/** Hands everything on to a right server. */
export const actingFor =
  (url: string): Answer =>
  async (request, response) => {
    const body = await new Response(Readable.toWeb(request) as ReadableStream as BodyInit).text();
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', url), {
      method: request.method ?? 'GET',
      headers: { Authorization: authorization, 'Content-Type': type },
      ...(body !== '' && { body }),
    });
    json(response, answer.status, await answer.text());
  };
