import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { env } from './env.server';

/** Keeps bytes under keys such as `mails/4711.eml`. A key is there with all of its bytes, or not at all. */
export interface Storage {
  /** Stores `content` under `key`, in place of what was there. */
  put(key: string, content: Buffer | Readable): Promise<void>;
  /** The bytes of `key`. Throws StorageMissing. */
  open(key: string): Promise<Readable>;
  /** Forgets `key`; it need not be there. */
  remove(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
}

/** There is nothing under the key. */
export class StorageMissing extends Error {
  override readonly name = 'StorageMissing';
}

const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/i;

/** The storage of this process: the folder `files` of the data directory. */
export function storage(): Storage {
  return diskStorage(path.join(env().dataDir, 'files'));
}

/** A storage in the folder `root`. Every method throws a TypeError for a key that is no plain relative path. */
function diskStorage(root: string): Storage {
  const fileOf = (key: string) => {
    if (key.length > 200 || !KEY.test(key)) throw new TypeError(`Not a storage key: ${key.slice(0, 200)}`);
    return path.join(root, key);
  };
  return {
    async put(key, content) {
      const file = fileOf(key);
      const temporary = path.join(root, '.tmp', randomUUID());
      await mkdir(path.dirname(temporary), { recursive: true });
      await mkdir(path.dirname(file), { recursive: true });
      try {
        await writeDurably(temporary, content);
        await rename(temporary, file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(path.dirname(file));
    },
    async open(key) {
      try {
        return (await open(fileOf(key))).createReadStream();
      } catch (error) {
        throw isMissing(error) ? new StorageMissing(key) : error;
      }
    },
    async remove(key) {
      await rm(fileOf(key), { force: true });
    },
    async exists(key) {
      const file = fileOf(key);
      return access(file, constants.R_OK).then(
        () => true,
        () => false,
      );
    },
  };
}

async function writeDurably(file: string, content: Buffer | Readable): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    if (Buffer.isBuffer(content)) await handle.writeFile(content);
    else await pipeline(content, handle.createWriteStream({ autoClose: false, flush: false }));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the renamed entry itself survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
