import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually } from './eventually';

const tsx = pathToFileURL(path.resolve('node_modules/tsx/dist/loader.mjs')).href;

/** `npm start`, or another script that serves until it is told to end, in a process of its own. */
export type PortalProcess = {
  /** What it has printed so far. */
  output(): string;
  /** Waits for `Portal ready at …`. @returns that address, and the milliseconds since the start */
  ready(seconds?: number): Promise<{ url: string; milliseconds: number }>;
  signal(name: NodeJS.Signals): void;
  /** Waits for its end. @returns the exit code; null when a signal ended it */
  ended(): Promise<number | null>;
};

/** The command of `npm start`, or of another script, as an own process. */
export const portalCommand = (script = 'scripts/start.ts', nodeOptions: string[] = []) => [
  process.execPath,
  '--import',
  tsx,
  ...nodeOptions,
  script,
];

/** Starts the portal of this checkout as `npm start` does, on any free port unless `env` says another. */
export function startPortal(
  dataDir: string,
  env: Record<string, string> = {},
  nodeOptions: string[] = [],
  script = 'scripts/start.ts',
): PortalProcess {
  const started = performance.now();
  const { VITEST: _, DATABASE_URL: __, ...inherited } = process.env;
  const [program = '', ...command] = portalCommand(script, nodeOptions);
  const child: ChildProcess = spawn(program, command, {
    env: {
      ...inherited,
      PORTAL_DATA_DIR: dataDir,
      PORT: '0',
      HOST: '127.0.0.1',
      NODE_ENV: 'development',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (printed += data));
  const exit = once(child, 'close') as Promise<[number | null]>;
  return {
    output: () => printed,
    ended: async () => (await exit)[0],
    signal: (name) => void child.kill(name),
    async ready(seconds = 60) {
      const url = await eventually(async () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${printed}`);
        return /^Portal ready at (\S+)$/m.exec(printed)?.[1];
      }, seconds);
      return { url, milliseconds: Math.round(performance.now() - started) };
    },
  };
}

/** The process id of the embedded database of a data directory. */
export function databasePid(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
}
