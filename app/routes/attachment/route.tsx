import type { LoaderFunctionArgs } from '@remix-run/node';
import { findAttachment } from '~/domain/attachments/queries.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { fileResponse } from '~/platform/http/file-response.server';

/** A file of an order, to be saved and never shown as a page of this portal. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const file = await findAttachment(viewer, args.params.number ?? '', args.params.id ?? '');
  if (!file) throw new Response('Not found\n', { status: 404 });
  const { name, storageKey, contentType, size, sha256 } = file;
  const disposition = contentDisposition('attachment', name);
  return fileResponse(args.request, { storageKey, contentType, size, disposition, version: sha256 });
}
