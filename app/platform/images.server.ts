import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { checkoutWith } from './checkout.server';
import { newTemporaryFile } from './storage.server';

/** Two WebP files on the disk, of at most 1600 and 320 pixels a side; width and height in pixels of the large one. */
export type ShrunkPicture = { large: string; small: string; width: number; height: number };

const PROGRAM = 'app/platform/images/shrink-picture.mjs';
const LONGEST_MS = 20_000;
const HEAP_MB = 64;
/** The exit code for what is no picture, a damaged one, or one with too many pixels. */
const NOT_SHOWN = 2;

const sizeOf = z.object({ width: z.number().int().positive(), height: z.number().int().positive() });

/**
 * Draws a JPEG, PNG, WebP or GIF (its first frame) anew: upright, in sRGB, without metadata. It is decoded in a process of
 * its own that knows no settings, so that a picture which breaks or bloats the decoder harms nothing else.
 * @param use is handed the files, which are gone after it
 * @returns what `use` does; null for what cannot be decoded within 20 s and 50 million pixels (16 million where the format
 * has to be decoded as a whole)
 * Throws what `content` and `use` throw, and when no process can be started.
 */
export async function shrinkPicture<T>(
  content: Readable,
  use: (picture: ShrunkPicture) => Promise<T>,
): Promise<T | null> {
  const [original, large, small] = await Promise.all([
    newTemporaryFile(),
    newTemporaryFile(),
    newTemporaryFile(),
  ]);
  try {
    await pipeline(content, createWriteStream(original, { flags: 'wx' }));
    const size = await run([original, large, small]);
    return size && (await use({ large, small, ...size }));
  } finally {
    await Promise.all([original, large, small].map((file) => rm(file, { force: true })));
  }
}

function run(files: string[]): Promise<z.infer<typeof sizeOf> | null> {
  const program = path.join(checkoutWith(PROGRAM), PROGRAM);
  const env = { NODE_ENV: 'production' } as const;
  const options = { env, timeout: LONGEST_MS, killSignal: 'SIGKILL', maxBuffer: 10_000 } as const;
  return new Promise((resolve, reject) => {
    const args = [`--max-old-space-size=${HEAP_MB}`, program, ...files];
    const child = execFile(process.execPath, args, options, (error, stdout) => {
      if (!error) resolve(sizeOf.parse(JSON.parse(stdout)));
      // The decoder ended itself, or was ended since it took too long or too much.
      else if (error.code === NOT_SHOWN || error.signal) resolve(null);
      else reject(error);
    });
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  });
}
