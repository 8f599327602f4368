import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.server';
import { lastProblem, readPassword, type Settings, writeSettings } from './cluster.server';
import { codeOf, DatabaseUnavailable } from './errors.server';
import type { Place } from './place.server';
import {
  cleanEnvironment,
  clusterProcesses,
  ids,
  isAlive,
  isPostgres,
  processIdentity,
  signal,
  waitForEnd,
} from './process.server';

/** A running server of ours. */
export type Postmaster = { pid: number; port: number };

const START_MS = 120_000;
/** Without /proc: how long a process that might be ours may refuse connections. */
const FOREIGN_MS = 10_000;
const FAST_STOP_MS = 30_000;
const LOG_BYTES = 4 * 1024 * 1024;

/**
 * The server that already runs on `place.data`, whoever started it, once it accepts connections; null when none does.
 * A process that merely got the noted id, or serves other data, does not count. Throws `DatabaseUnavailable` when it
 * runs but accepts nobody for two minutes.
 */
export async function findRunning(place: Place): Promise<Postmaster | null> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const noted = readNote(place);
    if (noted === null || !isPostgres(noted.pid)) return null;
    const ours = await clusterProcesses(place.data, place.account);
    if (ours !== null && !ours.includes(noted.pid)) return null;
    const answer = noted.port === null ? 'busy' : await probe(place, noted.port);
    if (answer === 'ours' && noted.port !== null) return { pid: noted.pid, port: noted.port };
    const unknown = ours === null && (answer === 'other' || Date.now() > deadline - START_MS + FOREIGN_MS);
    if (unknown) return null;
    if (Date.now() > deadline) {
      throw new DatabaseUnavailable(
        `PostgreSQL (process ${noted.pid}) runs on ${place.data} but accepts no connection: see ${place.log}.`,
      );
    }
    await sleep(50);
  }
}

/**
 * Starts the server in a process group of its own on a free port of 127.0.0.1, after ending what a killed one left
 * behind, and waits until it accepts connections; PostgreSQL itself recovers the data. Keeps the last port when `keepPort`
 * (others still look there). Call under the lock when `findRunning` gave null. Throws `DatabaseUnavailable`.
 */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  settings: Settings,
  keepPort: boolean,
): Promise<Postmaster> {
  const lastPort = keepPort ? (readNote(place)?.port ?? null) : null;
  await removeRemains(place);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? lastPort : null);
    writeSettings(place, port, settings);
    const result = await launch(place, binaries);
    if (typeof result === 'number') return { pid: result, port };
    const passing = /could not bind|could not create any TCP|pre-existing shared memory/.test(result);
    if (!passing || attempt === 8) {
      throw new DatabaseUnavailable(`PostgreSQL did not start: ${lastProblem(result)} (see ${place.log}).`);
    }
    await sleep(result.includes('shared memory') ? 1_000 : 0);
  }
}

/** Shuts the server down: open transactions are rolled back, the data is flushed. Waits for its end. */
export async function stopPostmaster({ pid }: Postmaster): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitForEnd([pid], FAST_STOP_MS)) return;
  signal(pid, 'SIGQUIT');
  if (await waitForEnd([pid], 5_000)) return;
  throw new DatabaseUnavailable(`PostgreSQL (process ${pid}) does not end.`);
}

/** Options for a connection of the superuser to `database` of our server. */
export function superuser(place: Place, port: number, database: string): pg.ClientConfig {
  const password = readPassword(place);
  return { host: '127.0.0.1', port, user: 'postgres', password, database, connectionTimeoutMillis: 5_000 };
}

async function probe(place: Place, port: number): Promise<'ours' | 'other' | 'busy'> {
  const client = new pg.Client(superuser(place, port, 'postgres'));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const served = rows[0]?.data_directory ?? '';
    return existsSync(served) && realpathSync(served) === place.data ? 'ours' : 'other';
  } catch (error) {
    if (codeOf(error) !== '28P01') return 'busy';
    throw new DatabaseUnavailable(
      `The running PostgreSQL does not accept the password in ${place.password}.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the postmaster notes about itself; the port and state come a moment after the process id. */
function readNote(place: Place): { pid: number; port: number | null; ready: boolean } | null {
  try {
    const lines = readFileSync(join(place.data, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map((line) => line.trim());
    return { pid: Number(lines[0]), port: Number(lines[3]) || null, ready: lines[7] === 'ready' };
  } catch {
    return null;
  }
}

/** Ends backends that outlived their postmaster and removes its note, which could name another process by now. */
async function removeRemains(place: Place): Promise<void> {
  const orphans = (await clusterProcesses(place.data, place.account)) ?? [];
  for (const pid of orphans) signal(pid, 'SIGKILL');
  if (!(await waitForEnd(orphans, 10_000))) {
    throw new DatabaseUnavailable(`Processes of a killed PostgreSQL do not end: ${orphans.join(', ')}.`);
  }
  rmSync(join(place.data, 'postmaster.pid'), { force: true });
}

/** Gives the process id once the server is ready, or what it printed when it ended instead. */
async function launch(place: Place, binaries: Binaries): Promise<number | string> {
  if ((statSync(place.log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES)
    renameSync(place.log, `${place.log}.1`);
  const output = openSync(place.log, 'a', 0o600);
  const before = statSync(place.log).size;
  try {
    const child = spawn(binaries.postgres, ['-D', place.data], {
      ...ids(place.account),
      cwd: '/',
      env: cleanEnvironment,
      detached: true,
      stdio: ['ignore', output, output],
    });
    const failed = new Promise<Error>((resolve) => child.once('error', resolve));
    child.unref();
    if (child.pid === undefined) return (await failed).message;
    return await waitUntilReady(place, child.pid, before);
  } finally {
    closeSync(output);
  }
}

async function waitUntilReady(place: Place, pid: number, logStart: number): Promise<number | string> {
  const identity = processIdentity(pid) ?? '';
  const deadline = Date.now() + START_MS;
  while (isAlive(identity)) {
    const note = readNote(place);
    if (note?.pid === pid && note.ready) return pid;
    if (Date.now() > deadline) {
      throw new DatabaseUnavailable(`PostgreSQL is not ready after two minutes: see ${place.log}.`);
    }
    await sleep(10);
  }
  return readFileSync(place.log).subarray(logStart).toString('utf8');
}

/** A port of 127.0.0.1 that is free now: `wanted` if it is, else one the system picks. */
function freePort(wanted: number | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (wanted === null ? reject(error) : resolve(freePort(null))));
    server.listen(wanted ?? 0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
