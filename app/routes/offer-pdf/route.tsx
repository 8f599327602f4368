import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { readOfferDocument } from '~/domain/documents/offer-document.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The paper of an offer as it was made. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const paper = await readOfferDocument({ viewer }, args.params.number ?? '');
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, paper.locale);
}
