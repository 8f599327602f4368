import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { UploadedFile } from '~/platform/http/multipart.server';
import { storage } from '~/platform/storage.server';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockOrder } from '../orders/lock-order.server';
import { visibleTo } from '../orders/visible.server';
import { identifyFile } from './file-kind.server';
import { requestPreviews } from './make-previews.server';
import { readUpload } from './read-upload.server';
import { ORDER_FILES, ORDER_LIMIT } from './rules';

type StoredFile = { name: string; contentType: string; size: number; sha256: string; storageKey: string };

/** A file as its uploader is told about it; `size` in bytes. */
export type AddedFile = { id: number; name: string; size: number };

/** Files of a form that are stored and not yet on an order. */
export type ReceivedFiles = { files: StoredFile[]; internal: boolean };

/**
 * Puts the files of a multipart form (fields `files`, and `internal` from the operator's people) on an order: all of them,
 * or none. The bytes are stored before the rows that name them.
 * Throws what `receiveAttachments` and `recordAttachments` throw.
 */
export async function addAttachments(viewer: Viewer, number: string, request: Request): Promise<AddedFile[]> {
  const received = await receiveAttachments(viewer, number, request);
  try {
    return await recordAttachments(viewer, number, received);
  } catch (error) {
    await releaseAttachments(received);
    throw error;
  }
}

/**
 * Stores the files of a form for an order.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `draft_has_no_files` (409), `file_missing`, `file_empty`,
 * `file_type_refused`, `file_content_mismatch`, `too_many_files`, `order_files_full` (422), `file_too_large`,
 * `upload_too_large` (413), `bad_form` (400).
 */
export async function receiveAttachments(
  viewer: Viewer,
  number: string,
  request: Request,
): Promise<ReceivedFiles> {
  const orderId = await findOpenOrder(viewer, number);
  const files: StoredFile[] = [];
  try {
    const fields = await readUpload(request, async (file) => {
      await checkRoom(db(), orderId, [...files, file]);
      files.push(await store(file));
    });
    if (files.length === 0) throw new DomainError('file_missing', 422);
    const internal = fields.has('internal');
    if (internal && !isStaff(viewer)) throw new DomainError('not_allowed', 403);
    return { files, internal };
  } catch (error) {
    await releaseAttachments({ files, internal: false });
    throw error;
  }
}

/**
 * Puts stored files on an order, all of them. With a submission key whose files are there already it adds nothing.
 * @returns what was added, now or then
 * Throws DomainError `not_found` (404), `draft_has_no_files` (409), `too_many_files`, `order_files_full` (422).
 */
export function recordAttachments(
  viewer: Viewer,
  number: string,
  received: ReceivedFiles,
  submissionKey = '',
): Promise<AddedFile[]> {
  return transaction((tx) => record(tx, viewer, number, received, submissionKey));
}

/** Removes the bytes of files that were not recorded. */
export async function releaseAttachments({ files }: ReceivedFiles): Promise<void> {
  await forget(files).catch(() => undefined);
}

async function findOpenOrder(viewer: Viewer, number: string): Promise<number> {
  if (number.includes('\0')) throw new DomainError('not_found', 404);
  const order = await db().order.findFirst({
    where: { AND: [{ number }, visibleTo(viewer)] },
    select: { id: true, status: true },
  });
  if (!order) throw new DomainError('not_found', 404);
  if (order.status === 'draft') throw new DomainError('draft_has_no_files');
  return order.id;
}

async function checkRoom(tx: Db, orderId: number, more: readonly { size: number }[]): Promise<void> {
  const { _count, _sum } = await tx.attachment.aggregate({
    where: { orderId },
    _count: true,
    _sum: { size: true },
  });
  if (_count + more.length > ORDER_FILES) throw new DomainError('too_many_files', 422, { max: ORDER_FILES });
  const bytes = more.reduce((sum, file) => sum + file.size, _sum.size ?? 0);
  if (bytes > ORDER_LIMIT) throw new DomainError('order_files_full', 422, { max: ORDER_LIMIT / 1_000_000 });
}

async function store({ name: typedName, content, path, size, sha256 }: UploadedFile): Promise<StoredFile> {
  const kind = await identifyFile(content, typedName);
  const storageKey = `attachments/${randomBytes(16).toString('hex')}`;
  await storage().put(storageKey, createReadStream(path));
  return { ...kind, size, sha256, storageKey };
}

async function record(
  tx: Db,
  viewer: Viewer,
  number: string,
  { files, internal }: ReceivedFiles,
  submissionKey: string,
): Promise<AddedFile[]> {
  const order = await lockOrder(tx, viewer, number);
  if (order.status === 'draft') throw new DomainError('draft_has_no_files');
  const known = submissionKey === '' ? [] : await addedBefore(tx, order.id, submissionKey);
  if (known.length > 0) return known;
  await checkRoom(tx, order.id, files);
  const added: AddedFile[] = [];
  for (const file of files) {
    const { id } = await tx.attachment.create({
      data: { ...file, orderId: order.id, uploaderId: viewer.userId, internal, submissionKey },
      select: { id: true },
    });
    await appendEvent(tx, {
      type: 'attachment.added',
      orderId: order.id,
      actorId: viewer.userId,
      visibility: internal ? 'internal' : 'public',
      data: { attachmentId: id, name: file.name, size: file.size },
    });
    added.push({ id, name: file.name, size: file.size });
  }
  await requestPreviews(tx);
  return added;
}

const addedBefore = (tx: Db, orderId: number, submissionKey: string): Promise<AddedFile[]> =>
  tx.attachment.findMany({
    where: { orderId, submissionKey },
    select: { id: true, name: true, size: true },
    orderBy: { id: 'asc' },
  });

async function forget(files: StoredFile[]): Promise<void> {
  const keys = files.map((file) => file.storageKey);
  if (keys.length === 0 || (await db().attachment.count({ where: { storageKey: { in: keys } } })) > 0) return;
  await Promise.all(keys.map((key) => storage().remove(key)));
}
