import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long a slow answer takes, in milliseconds. */
const SLOW_MS = 3_000;

type State = 'is well' | 'is down' | 'answers 503' | 'is slow';

/** A server in front of Meilisearch that is as sick as it is told to be. */
export async function startSickServer(target: string) {
  let state: State = 'is well';
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    if (state === 'is down') request.socket.destroy();
    else if (state === 'answers 503')
      response.writeHead(503).end('{"message":"overloaded","code":"too_many_search_requests"}');
    else if (state === 'is slow') setTimeout(() => pass(target, request, response), SLOW_MS);
    else pass(target, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    become(next: State) {
      state = next;
      if (next === 'is down') server.closeAllConnections();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

/** Hands a request on and the answer back. */
function pass(target: string, request: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers, url = '/' } = request;
  const onward = send(new URL(url, target), { method, headers: { ...headers, host: new URL(target).host } });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
