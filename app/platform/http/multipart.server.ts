import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { DomainError } from '../errors';
import { refusedAsAway } from '../storage/away.server';
import { newTemporaryFile } from '../storage.server';

const MB = 1_000_000;
const FIELD_LIMIT = 64 * 1024;
const HEADER_LIMIT = 16 * 1024;

/** What a form with files may have at most; sizes in bytes, `fieldSize` of a field that is no file (64 KiB unless said). */
export type UploadLimits = {
  files: number;
  otherFields: number;
  fileSize: number;
  totalSize: number;
  fieldSize?: number;
};

/** A file of a form, as its sender named it. It lies on the disk until the function that was handed it is through. */
export type UploadedFile = { name: string; size: number; sha256: string; path: string; content: Blob };

type OnFile = (file: UploadedFile) => Promise<void>;

/**
 * Reads a multipart form (RFC 7578) and hands over each file as soon as it is complete, one after another. Files go to the
 * disk while they arrive, so that none is ever held in memory. All limits are counted while bytes arrive, whatever the
 * headers claim. File fields left empty are skipped.
 * @returns the fields that are no files
 * Throws DomainError `file_too_large` (413), `upload_too_large` (413), `too_many_files` (422), `bad_form` (400), and
 * whatever `onFile` throws.
 */
export async function readMultipart(
  request: Request,
  limits: UploadLimits,
  onFile: OnFile,
): Promise<FormData> {
  const parser = openParser(request, limits);
  const reader = request.body?.getReader();
  if (!reader) throw new DomainError('bad_form', 400);
  const form = new FormData();
  const streams: Readable[] = [];
  let files: Promise<unknown> = Promise.resolve();
  const failed = new Promise<never>((_, fail) => {
    const refuse = refusals(limits, fail);
    parser.on('file', (_, stream, name) => {
      streams.push(stream.on('limit', refuse.tooLarge).on('error', refuse.bad));
      files = files.then(() => receive(stream, name, onFile));
      files.catch(fail);
    });
    parser.on('field', (name, value, _, cut) => (cut ? refuse.tooMuch() : form.append(name, value)));
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      parser.on(limit, refuse.tooMany);
    parser.on('error', refuse.bad);
    pump(reader, parser, limits.totalSize, refuse.tooMuch).catch(refuse.bad);
  });
  try {
    await Promise.race([failed, once(parser, 'finish')]);
    await Promise.race([failed, files]);
    return form;
  } catch (error) {
    throw refusedAsAway(error);
  } finally {
    for (const stream of streams) stream.destroy();
    reader.releaseLock();
    await files.catch(() => undefined);
  }
}

function openParser(request: Request, limits: UploadLimits): BusboyInstance {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new DomainError('bad_form', 400);
  try {
    return new Busboy({
      headers: { 'content-type': type },
      preservePath: true,
      isPartAFile: (_, __, fileName) => fileName !== undefined,
      limits: {
        files: limits.files,
        fields: limits.otherFields,
        parts: limits.files + limits.otherFields,
        fileSize: limits.fileSize,
        fieldSize: limits.fieldSize ?? FIELD_LIMIT,
        headerSize: HEADER_LIMIT,
      },
    });
  } catch {
    // No boundary.
    throw new DomainError('bad_form', 400);
  }
}

function refusals(limits: UploadLimits, fail: (error: unknown) => void) {
  return {
    bad: () => fail(new DomainError('bad_form', 400)),
    tooLarge: () => fail(new DomainError('file_too_large', 413, { max: limits.fileSize / MB })),
    tooMuch: () => fail(new DomainError('upload_too_large', 413, { max: limits.totalSize / MB })),
    tooMany: () => fail(new DomainError('too_many_files', 422, { max: limits.files })),
  };
}

/** Gives the body to the parser as quickly as that takes it. Rejects when the body breaks off. */
async function pump(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  parser: BusboyInstance,
  most: number,
  tooMuch: () => void,
): Promise<void> {
  for (let total = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.byteLength;
    if (total > most) return tooMuch();
    if (!parser.write(value)) await once(parser, 'drain');
  }
  parser.end();
}

async function receive(stream: BusboyFileStream, name: string, onFile: OnFile): Promise<void> {
  const path = await newTemporaryFile();
  const hash = createHash('sha256');
  let size = 0;
  async function* counted(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  // Open from here on, so that a form that breaks off at once leaves no file behind that is opened only later.
  const file = await open(path, 'wx');
  try {
    await pipeline(stream, counted, file.createWriteStream());
    // What a browser sends for a file field in which nothing was chosen (HTML, constructing the entry list).
    if (size === 0 && !name) return;
    await onFile({ name, size, sha256: hash.digest('hex'), path, content: await openAsBlob(path) });
  } finally {
    await rm(path, { force: true });
  }
}
