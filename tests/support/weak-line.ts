import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server: it carries everything, is cut, or carries nothing any more while its connections stay. */
type State = 'well' | 'cut' | 'silent';

export type WeakLine = { url: string; become(state: State): void; close(): void };

/** Puts a line between a client and the server of a connection string. */
export async function startWeakLine(to: string): Promise<WeakLine> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let state: State = 'well';
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.on('data', (data) => {
        // What a silent line was given is lost, as on a way that drops packets.
        if (state !== 'silent') other.write(data);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.toString(),
    become(next) {
      if (next === 'cut' || (state === 'silent' && next === 'well')) hangUp();
      state = next;
    },
    close() {
      server.close();
      hangUp();
    },
  };
}
