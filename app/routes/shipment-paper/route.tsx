import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { readShipmentPaper } from '~/domain/documents/shipment-papers.server';
import { paperFileName } from '~/domain/shipments/paper-rules';
import { findPaper } from '~/domain/shipments/papers.server';
import { contentDisposition } from '~/platform/http/content-disposition';

/** A paper of a shipment as it was issued; a void one says so on every page. With `?save` it is saved, else shown. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args;
  const viewer = await requireViewer(args);
  const paper = await findPaper(viewer, params.number ?? '', params.id ?? '');
  if (!paper) throw new Response('Not found\n', { status: 404 });
  const bytes = await readShipmentPaper(paper);
  const shown = paper.contentType === 'application/pdf' && !new URL(request.url).searchParams.has('save');
  const name = paperFileName(paper.shipment.number, paper.kind, paper.version, paper.voidedAt !== null);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': paper.contentType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
      'Cache-Control': 'private, no-cache, no-transform',
    },
  });
}
