import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.server';
import { codeOf, DatabaseUnavailable } from './errors.server';
import type { Place } from './place.server';
import { run } from './process.server';

/** Settings of postgresql.conf by name. */
export type Settings = Record<string, string | number>;

const UNFINISHED = 'data.new-';
const SETTINGS_FILE = '../portal.conf';

/** For a small server that the portal shares; durability is PostgreSQL's own default, all of it. */
const DEFAULTS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: 100,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: 1.1,
  jit: 'off',
  // Parallel queries need more of /dev/shm than the 64 MB a container has.
  max_parallel_workers_per_gather: 0,
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
};

/**
 * Makes the database cluster in `place.data` if there is none: UTF-8, sorted by code point whatever the machine's
 * locale, with data checksums and a generated password. It is made beside and renamed, so a kill leaves no half of it.
 * Call under the lock. `quick` leaves out the flush to disk (tests).
 */
export async function ensureCluster(place: Place, binaries: Binaries, quick: boolean): Promise<void> {
  removeUnfinished(place);
  if (existsSync(place.data)) return checkCluster(place, binaries);
  writePassword(place);
  const temporary = join(place.root, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${temporary}.password`;
  mkdirSync(temporary, { mode: 0o700 });
  writeFileSync(passwordFile, readPassword(place), { mode: 0o600 });
  const { uid, gid } = place.account;
  if (uid !== undefined && gid !== undefined) {
    for (const path of [temporary, passwordFile]) chownSync(path, uid, gid);
  }
  const args = [
    ...[
      '-D',
      temporary,
      '-U',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'],
    ...(quick ? ['--no-sync'] : []),
  ];
  // pg_trgm asks the C library which characters are letters; not every system has the locale that knows.
  let made = await run(binaries.initdb, [...args, '--lc-ctype=C.UTF-8'], place.account);
  if (made.code !== 0 && made.output.includes('invalid locale name')) {
    made = await run(binaries.initdb, args, place.account);
  }
  if (made.code !== 0)
    throw new DatabaseUnavailable(`PostgreSQL could not set up its data: ${lastProblem(made.output)}.`);
  appendFileSync(join(temporary, 'postgresql.conf'), `\ninclude_if_exists '${SETTINGS_FILE}'\n`);
  rmSync(passwordFile);
  renameSync(temporary, place.data);
  const folder = openSync(place.root, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** An initdb whose portal was killed may still write for a moment: what cannot be removed now is removed next time. */
function removeUnfinished(place: Place): void {
  for (const name of readdirSync(place.root).filter((entry) => entry.startsWith(UNFINISHED))) {
    try {
      rmSync(join(place.root, name), { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      if (codeOf(error) !== 'ENOTEMPTY') throw error;
    }
  }
}

function checkCluster(place: Place, binaries: Binaries): void {
  const written = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
  const bundled = binaries.version.split('.')[0];
  if (written !== bundled) {
    throw new DatabaseUnavailable(
      `The data in ${place.data} was written by PostgreSQL ${written} and the portal now brings ${bundled}: restore a backup into a new data directory, or start the release that wrote it.`,
    );
  }
  readPassword(place);
}

function writePassword(place: Place): void {
  const temporary = `${place.password}.new`;
  writeFileSync(temporary, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  renameSync(temporary, place.password);
}

/** The generated password of the server's superuser. Throws `DatabaseUnavailable` when its file is gone. */
export function readPassword(place: Place): string {
  try {
    return readFileSync(place.password, 'utf8');
  } catch {
    throw new DatabaseUnavailable(
      `The database in ${place.root} cannot be opened without its file ${place.password}.`,
    );
  }
}

/**
 * Writes the settings that the server reads at its start; `extra` wins over the defaults, and `ALTER SYSTEM` over both.
 */
export function writeSettings(place: Place, port: number, extra: Settings): void {
  const lines = Object.entries({ ...DEFAULTS, ...extra, port }).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  const file = join(place.data, SETTINGS_FILE);
  writeFileSync(file, ['# Written at each start of the portal.', ...lines, ''].join('\n'));
  chmodSync(file, 0o644);
}

/** The line that names the problem in what a PostgreSQL program printed. */
export function lastProblem(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const line =
    lines.findLast((text) => /FATAL|PANIC|error:/.test(text)) ?? lines.at(-1) ?? 'it gave no reason';
  return line.replace(/^.*?(FATAL|PANIC|error): */, '').replace(/\.$/, '');
}
