import type { LoaderFunctionArgs } from '@remix-run/node';
import { findAttachment } from '~/domain/attachments/queries.server';
import { previewKeys } from '~/domain/attachments/rules';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { fileResponse } from '~/platform/http/file-response.server';

const MAX_AGE = 600;

/** A picture of an order as the portal has drawn it anew, to be looked at; with `?size=small` as a thumbnail. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const file = await findAttachment(viewer, args.params.number ?? '', args.params.id ?? '');
  if (!file?.previewKey) throw new Response('Not found\n', { status: 404 });
  const size = new URL(args.request.url).searchParams.get('size') === 'small' ? 'small' : 'large';
  return fileResponse(args.request, {
    storageKey: previewKeys(file.storageKey)[size],
    contentType: 'image/webp',
    disposition: contentDisposition('inline', `${file.name}.webp`),
    version: `${file.sha256}-${size}`,
    maxAge: MAX_AGE,
  });
}
