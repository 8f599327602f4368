import { createReadableStreamFromReadable } from '@remix-run/node';
import { StorageMissing, storage } from '../storage.server';

type StoredFile = {
  storageKey: string;
  contentType: string;
  /** The value of Content-Disposition. */
  disposition: string;
  /** Changes with the bytes. */
  version: string;
  /** Bytes, where they are known. */
  size?: number;
  /** Seconds for which the browser that asked may keep it without asking again. */
  maxAge?: number;
};

const SAVED = "sandbox; default-src 'none'";
/** The page that a browser makes around a picture has a style of the browser's own. */
const SHOWN = `${SAVED}; style-src 'unsafe-inline'`;

/**
 * A stored file that somebody gave the portal, for one person alone: never a page, whatever it contains, never a part of
 * another site's page, and not kept by anything between. Answers 304 where the browser has it, and 404 where the bytes are
 * missing.
 */
export async function fileResponse(request: Request, file: StoredFile): Promise<Response> {
  const headers = new Headers({
    'Content-Type': file.contentType,
    'Content-Disposition': file.disposition,
    'Content-Security-Policy': file.disposition.startsWith('inline') ? SHOWN : SAVED,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': `private, ${file.maxAge ? `max-age=${file.maxAge}` : 'no-cache'}, no-transform`,
    ETag: `"${file.version}"`,
  });
  if (request.headers.get('If-None-Match') === headers.get('ETag'))
    return new Response(null, { status: 304, headers });
  if (file.size !== undefined) headers.set('Content-Length', String(file.size));
  if (request.method === 'HEAD') return new Response(null, { headers });
  try {
    const bytes = await storage().open(file.storageKey);
    return new Response(createReadableStreamFromReadable(bytes), { headers });
  } catch (error) {
    if (error instanceof StorageMissing) return new Response('Not found\n', { status: 404 });
    throw error;
  }
}
