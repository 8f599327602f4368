import { DomainError } from '../errors';

/** The most bytes that a form without files may have. */
const FORM_LIMIT = 4 * 1024 * 1024;

/**
 * Reads a form body of at most `limit` bytes, counted while it arrives, whatever its headers claim.
 * Throws DomainError `body_too_large` (413) or `bad_form` (400).
 */
export async function readForm(request: Request, limit = FORM_LIMIT): Promise<FormData> {
  try {
    return await new Response(request.body?.pipeThrough(limitBytes(limit)) ?? null, {
      headers: { 'Content-Type': request.headers.get('Content-Type') ?? '' },
    }).formData();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if ((error as { cause?: unknown }).cause instanceof DomainError)
      throw (error as { cause: unknown }).cause;
    throw new DomainError('bad_form', 400);
  }
}

/** A stream that passes bytes on and fails with DomainError `body_too_large` after `limit` of them. */
export function limitBytes(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > limit) controller.error(new DomainError('body_too_large', 413));
      else controller.enqueue(chunk);
    },
  });
}

/** The text fields of a form as strings; the last value wins. Files are left out. */
export function textFields(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
