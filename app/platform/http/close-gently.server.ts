import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';

/** So long a connection that is kept may bring one more request, whose answer then ends it. */
const KEPT_MS = 500;
/** So long an answer under way may take. */
const ANSWERS_MS = 12_000;
const LOOK_AGAIN_MS = 20;
/** Turns of the event loop in which a connection is accepted and its first request read. */
const TURNS = 3;

/**
 * Prepares a server to be closed without dropping a request.
 * @returns closes it: no new connections are taken; what is under way and what still comes on kept connections is answered, with
 * `Connection: close` (RFC 9112, 9.6); what does not end within 12 seconds is cut off
 */
export function closesGently(server: Server): () => Promise<void> {
  let closing: Promise<void> | undefined;
  /** Every connection: what is being answered on it, or since when it waits for a request. */
  const connections = new Map<Socket, ServerResponse | number>();
  server.on('connection', (socket) => {
    connections.set(socket, performance.now());
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    connections.set(socket, response);
    response.once('close', () => connections.has(socket) && connections.set(socket, performance.now()));
    if (closing) response.setHeader('Connection', 'close');
  });
  const close = async () => {
    let closed = false;
    // The close of HTTP servers would end kept connections at once, also under a request that is on its way.
    NetServer.prototype.close.call(server, () => {
      closed = true;
    });
    const began = performance.now();
    for (const answer of connections.values())
      if (typeof answer !== 'number' && !answer.headersSent) answer.setHeader('Connection', 'close');
    while (!closed) {
      await sleep(LOOK_AGAIN_MS);
      // What has arrived is read before a connection is taken for idle, also when the process was busy.
      for (let turns = 0; turns < TURNS; turns++) await turn();
      const over = performance.now() - began > ANSWERS_MS;
      const idle = performance.now() - KEPT_MS;
      for (const [socket, state] of connections)
        if (over || (typeof state === 'number' && Math.max(state, began) < idle)) socket.destroy();
    }
  };
  return () => {
    closing ??= close();
    return closing;
  };
}
