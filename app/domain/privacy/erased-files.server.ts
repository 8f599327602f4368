import type { Db } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { storage } from '~/platform/storage.server';

const CHUNK = 200;

/** Removes stored files. What is not there is fine. Throws what the storage throws. */
export async function removeFiles(keys: readonly string[]): Promise<void> {
  for (const key of keys) await storage().remove(key);
}

/** Has files removed by jobs once the transaction commits, so that a crash leaves none behind. */
export async function requestRemoval(tx: Db, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += CHUNK)
    await enqueue(tx, 'privacy.files', { keys: keys.slice(at, at + CHUNK) });
}

/** Removes at once what a committed transaction has asked to be removed; the job does it when this does not succeed. */
export async function removeNow(keys: readonly string[]): Promise<void> {
  await removeFiles(keys).catch((error: unknown) => {
    log.warn({ err: error }, 'Files of an erasure are left to the job');
  });
}
