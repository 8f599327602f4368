import { DomainError } from '../errors';
import { discardBody } from './discard-body.server';

/** The most bytes that a form without files may have. */
const FORM_LIMIT = 4 * 1024 * 1024;

/**
 * Reads a body of at most `limit` bytes, counted while it arrives, whatever its headers claim; of a larger one the
 * rest is read and forgotten, so that the answer reaches its sender.
 * Throws DomainError `body_too_large` (413), or `bad_form` (400) when it breaks off.
 */
export async function readBody(request: Request, limit: number): Promise<Buffer<ArrayBuffer>> {
  const bytes = await readBytes(request, limit);
  if (bytes) return bytes;
  await discardBody(request);
  throw new DomainError('body_too_large', 413);
}

/**
 * Reads a form body of at most `limit` bytes, as `readBody` does.
 * Throws DomainError `body_too_large` (413) or `bad_form` (400).
 */
export async function readForm(request: Request, limit = FORM_LIMIT): Promise<FormData> {
  const bytes = await readBody(request, limit);
  try {
    const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' };
    return await new Response(bytes, { headers }).formData();
  } catch {
    throw new DomainError('bad_form', 400);
  }
}

/** The whole body, or null as soon as it is larger than `limit`; its rest is then still to be read. */
async function readBytes({ body }: Request, limit: number): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  try {
    for (let seen = 0; ; ) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done || !value) return Buffer.concat(chunks);
      seen += value.byteLength;
      if (seen > limit) return null;
      chunks.push(value);
    }
  } catch {
    throw new DomainError('bad_form', 400);
  } finally {
    reader?.releaseLock();
  }
}

/** The text fields of a form as strings; the last value wins. Files are left out. */
export function textFields(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
