import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { findSignature } from '~/domain/partners/execution.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { fileResponse } from '~/platform/http/file-response.server';

/** The customer's signature under the execution of an order, as a picture. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const number = args.params.number ?? '';
  const storageKey = await findSignature(viewer, number);
  if (!storageKey) throw new Response('Not found\n', { status: 404 });
  return fileResponse(args.request, {
    storageKey,
    contentType: 'image/png',
    disposition: contentDisposition('inline', `${number}-signature.png`),
    version: storageKey,
  });
}
