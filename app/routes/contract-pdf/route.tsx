import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { renderContract } from '~/domain/documents/contract-document.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** A contract on paper as it stands now. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const paper = await renderContract(viewer, args.params.number ?? '');
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, paper.locale);
}
