import { mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { env } from './env.server';
import { refusingWhenAway } from './storage/away.server';
import type { Storage } from './storage/contract';
import { diskStorage } from './storage/disk.server';
import { s3Storage } from './storage/s3.server';
import { newFileIn, sweepFolder } from './storage/temporary.server';

export { StorageMissing } from './storage/contract';

/** The storage of this process: the bucket that the settings name, else the folder `files` of the data directory. */
export function storage(): Storage {
  const { s3, dataDir } = env();
  return refusingWhenAway(s3 ? s3Storage(s3) : diskStorage(path.join(dataDir, 'files')));
}

/** Less room than this is as good as none, in bytes. */
const ROOM_LEAST = 64 * 1024 * 1024;

/** Where files are kept, and whether that can be used now: `disk`, `disk (full)`, `s3`, `s3 (unavailable)` … */
export async function storageState(): Promise<string> {
  const { s3, dataDir } = env();
  const name = s3 ? 's3' : 'disk';
  try {
    await storage().exists('state/probe');
    if (s3) return name;
    await mkdir(path.join(dataDir, 'files'), { recursive: true });
    const { bavail, bsize } = await statfs(path.join(dataDir, 'files'));
    return bavail * bsize < ROOM_LEAST ? `${name} (full)` : name;
  } catch {
    return `${name} (unavailable)`;
  }
}

const temporaryFolder = () => path.join(env().dataDir, 'uploads');

/** The path of a file of this machine for bytes that are not judged yet; who asks for it removes it. */
export const newTemporaryFile = (): Promise<string> => newFileIn(temporaryFolder());

/** A write that takes longer has been abandoned. */
const LONGEST_WRITE_MS = 6 * 60 * 60 * 1000;

/** Removes what is left of writes that were abandoned. @returns how many there were */
export async function sweepStorage(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - LONGEST_WRITE_MS);
  const [stored, received] = await Promise.all([
    storage().sweep(before),
    sweepFolder(temporaryFolder(), before),
  ]);
  return stored + received;
}
