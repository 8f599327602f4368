import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { codeOf, DatabaseUnavailable } from './errors.server';
import { type Account, run } from './process.server';

/** Where the embedded server keeps its things, all under `<dataDir>/postgres`, and who it runs as. */
export type Place = {
  root: string;
  data: string;
  password: string;
  log: string;
  users: string;
  lock: string;
  account: Account;
};

/**
 * Makes the folder of the embedded server and finds the user it runs as. Throws `DatabaseUnavailable` when the
 * folder cannot be written, or cannot be reached by that user.
 */
export async function preparePlace(dataDir: string): Promise<Place> {
  const asRoot = process.getuid?.() === 0;
  const root = makeFolder(resolve(dataDir), asRoot);
  const data = join(root, 'data');
  const account = asRoot ? unprivilegedAccount(data) : ownAccount(data);
  if (asRoot && (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', root], account)).code !== 0) {
    throw new DatabaseUnavailable(
      `PostgreSQL runs as the user "${account.name}", who cannot reach the data directory ${dataDir}: set PORTAL_DATA_DIR to one under /var/lib, or open it and the folders above it with chmod o+x.`,
    );
  }
  const at = (name: string) => join(root, name);
  return {
    root,
    data,
    password: at('password'),
    log: at('server.log'),
    users: at('users'),
    lock: at('lock'),
    account,
  };
}

/** Makes `<dataDir>/postgres`. As root, every folder made here can be passed through by others but not listed. */
function makeFolder(dataDir: string, asRoot: boolean): string {
  const folder = join(dataDir, 'postgres');
  try {
    const missing: string[] = [];
    for (let at = folder; !existsSync(at); at = resolve(at, '..')) missing.push(at);
    mkdirSync(folder, { recursive: true });
    for (const made of missing) chmodSync(made, asRoot ? 0o711 : 0o700);
    return realpathSync(folder);
  } catch (error) {
    throw new DatabaseUnavailable(
      `The data directory ${dataDir} cannot be written (${codeOf(error)}): set PORTAL_DATA_DIR to one that can.`,
    );
  }
}

/** The owner of the existing data, else the user `postgres`, else `nobody`. */
function unprivilegedAccount(data: string): Account {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
    .filter(({ name, uid }) => name !== '' && uid !== 0);
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { name: users.find((user) => user.uid === uid)?.name ?? String(uid), uid, gid };
  }
  const account = ['postgres', 'nobody'].flatMap((name) => users.filter((user) => user.name === name))[0];
  if (account) return account;
  throw new DatabaseUnavailable(
    'PostgreSQL does not run as root and there is no user "postgres" or "nobody": start the portal as another user, or set DATABASE_URL.',
  );
}

function ownAccount(data: string): Account {
  const uid = process.getuid?.();
  if (existsSync(data) && statSync(data).uid !== uid) {
    throw new DatabaseUnavailable(
      `The database in ${data} belongs to another user (number ${statSync(data).uid}): start the portal as root or as the user who made it.`,
    );
  }
  return { name: String(uid) };
}
