import { createReadStream } from 'node:fs';
import { type Db, db, transaction } from '~/platform/db.server';
import { shrinkPicture } from '~/platform/images.server';
import { enqueue } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { StorageMissing, storage } from '~/platform/storage.server';
import { hasPreview, previewKeys } from './rules';

const JOB = 'attachment.previews';
/** What one job takes on: its time, after which another goes on. */
const LONGEST_MS = 10_000;
const BATCH = 20;

/** Asks for the previews of what was added in this transaction. */
export async function requestPreviews(tx: Db): Promise<void> {
  await enqueue(tx, JOB, {}, { key: JOB, queue: JOB });
}

type Waiting = { id: number; storageKey: string; contentType: string };

/**
 * Makes the previews that are missing, those of the newest files first. A picture that cannot be shown is not tried again;
 * one whose bytes cannot be read or stored now is, with the job.
 * Throws the first error of the storage, after the others were tried.
 */
export async function makePreviews(): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  const errors: unknown[] = [];
  const waiting = await db().attachment.findMany({
    where: { previewedAt: null },
    orderBy: { id: 'desc' },
    take: BATCH,
    select: { id: true, storageKey: true, contentType: true },
  });
  let left = waiting.length === BATCH;
  for (const file of waiting) {
    left ||= Date.now() > until;
    if (Date.now() > until) break;
    await makePreview(file).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw errors[0];
  if (left) await transaction(requestPreviews);
}

async function makePreview(file: Waiting): Promise<void> {
  const size = hasPreview(file.contentType) ? await drawPreview(file) : null;
  const keys = previewKeys(file.storageKey);
  const { count } = await db().attachment.updateMany({
    where: { id: file.id },
    data: { previewedAt: new Date(), ...(size && { ...size, previewKey: keys.large }) },
  });
  // The file was erased meanwhile.
  if (count === 0) await Promise.all(Object.values(keys).map((key) => storage().remove(key)));
}

async function drawPreview({ id, storageKey }: Waiting) {
  const keys = previewKeys(storageKey);
  try {
    return await shrinkPicture(await storage().open(storageKey), async ({ large, small, width, height }) => {
      await storage().put(keys.small, createReadStream(small));
      await storage().put(keys.large, createReadStream(large));
      return { width, height };
    });
  } catch (error) {
    if (!(error instanceof StorageMissing)) throw error;
    log.error({ attachment: id }, 'The bytes of a file are missing');
    return null;
  }
}
