import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A portal that runs in a process of its own. */
export type PortalProcess = {
  url: string;
  pid: number | undefined;
  /** Milliseconds from the start of the process to its line `Portal ready`. */
  startMs: number;
  /** Asks it to end, as an administrator would, and waits. */
  stop(): Promise<void>;
  /** Ends it without warning (SIGKILL) and waits. */
  kill(): Promise<void>;
  /** False once it has ended, for whatever reason. */
  running(): boolean;
};

const READY = /^Portal ready at /;

/** A TCP port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Starts the production entry, `scripts/start.ts`, on `port`. The build must be there.
 * @param settings environment variables beside those of this process
 * Throws an Error with what the process said when it ends before it is ready.
 */
export async function startPortal(port: number, settings: Record<string, string>): Promise<PortalProcess> {
  const url = `http://localhost:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      PORTAL_URL: url,
      PORTAL_DEMO: '1',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      if (READY.test(line)) resolve();
      else if (said.length < 100) said.push(line);
    });
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The portal ended before it was ready:\n${said.join('\n')}`);
  });
  await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  return {
    url,
    pid: child.pid,
    startMs: performance.now() - started,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    running: () => child.exitCode === null && child.signalCode === null,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
