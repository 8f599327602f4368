import { constants, type Dirent } from 'node:fs';
import { access, mkdir, open, opendir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { checkedKey, type Storage, StorageMissing } from './contract';
import { newFileIn, sweepFolder } from './temporary.server';

/** A storage in the folder `root`. Every method throws a TypeError for a key that is none. */
export function diskStorage(root: string): Storage {
  const fileOf = (key: string) => path.join(root, checkedKey(key));
  const unfinished = path.join(root, '.tmp');
  return {
    async put(key, content) {
      const file = fileOf(key);
      const temporary = await newFileIn(unfinished);
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
    async *keys() {
      for await (const file of filesIn(root)) {
        const key = path.relative(root, file).split(path.sep).join('/');
        if (!key.startsWith('.tmp/')) yield key;
      }
    },
    sweep: (before) => sweepFolder(unfinished, before),
  };
}

async function writeDurably(file: string, content: Buffer | Readable): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await writeFile(handle, content);
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

/** Every file in a folder and those below; none where there is no folder yet. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  // Node 20's own recursive reading skips entries of large folders.
  for await (const entry of await opendir(folder).catch(noneWhenMissing)) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(place);
    else if (entry.isFile()) yield place;
  }
}

function noneWhenMissing(error: unknown): Dirent[] {
  if (isMissing(error)) return [];
  throw error;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
