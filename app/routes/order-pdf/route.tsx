import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { renderOrderDocument } from '~/domain/documents/order-document.server';
import { requestLanguage } from '~/platform/http/language.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The order's paper as the viewer may see it, in their language. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args;
  const viewer = await requireViewer(args);
  const language = await requestLanguage(request, viewer.locale);
  const paper = await renderOrderDocument(viewer, params.number ?? '', language);
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, language.locale);
}
