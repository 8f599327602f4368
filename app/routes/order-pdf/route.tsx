import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { renderOrderDocument } from '~/domain/documents/order-document.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { requestLanguage } from '~/platform/http/language.server';

/** The order's paper as the viewer may see it, in their language. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args;
  const viewer = await requireViewer(args);
  const language = await requestLanguage(request, viewer.locale);
  const paper = await renderOrderDocument(viewer, params.number ?? '', language);
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return new Response(new Uint8Array(paper.pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(paper.pdf.byteLength),
      'Content-Disposition': contentDisposition('inline', `${paper.number}.pdf`),
      'Content-Language': language.locale,
      'Cache-Control': 'private, no-store, no-transform',
    },
  });
}
