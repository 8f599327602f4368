import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { path: string; headers: Record<string, string>; body: string; at: number };

/** How a path is answered: a status with its headers, or not at all. */
type Behaviour = { status: number; headers?: Record<string, string>; body?: string } | 'hang';

/** A machine of somebody else's that is told of things: keeps what came, and answers as it is told to. */
export async function startReceiver() {
  const received: Received[] = [];
  const behaviours = new Map<string, Behaviour[]>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '/';
      const headers = request.headers as Record<string, string>;
      received.push({ path, headers, body: Buffer.concat(chunks).toString(), at: Date.now() });
      const planned = behaviours.get(path) ?? [];
      const next = (planned.length > 1 ? planned.shift() : planned[0]) ?? { status: 204 };
      if (next !== 'hang') response.writeHead(next.status, next.headers).end(next.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    /** What came to a path, the latest last. */
    at: (path: string) => received.filter((one) => one.path === path),
    /** The answers of a path, one after the other; the last one stays. */
    answer: (path: string, ...planned: Behaviour[]) => void behaviours.set(path, planned),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
