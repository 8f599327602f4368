import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { findAttachment } from '~/domain/attachments/queries.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { storage } from '~/platform/storage.server';

/** A file of an order, to be saved and never shown as a page of this portal. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args;
  const viewer = await requireViewer(args);
  const file = await findAttachment(viewer, params.number ?? '', params.id ?? '');
  if (!file) throw new Response('Not found\n', { status: 404 });
  const headers = {
    'Content-Type': file.contentType,
    'Content-Length': String(file.size),
    'Content-Disposition': contentDisposition('attachment', file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': 'private, no-cache, no-transform',
    ETag: `"${file.sha256}"`,
  };
  if (request.method === 'HEAD') return new Response(null, { headers });
  const bytes = await storage().open(file.storageKey);
  return new Response(createReadableStreamFromReadable(bytes), { headers });
}
