import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { readQuoteDocument } from '~/domain/documents/quote-document.server';
import { requestLanguage } from '~/platform/http/language.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The paper of a quote, or of the decision on it as it was stored. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const language = await requestLanguage(args.request, viewer.locale);
  const paper = await readQuoteDocument({ viewer }, args.params.number ?? '', language);
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, language.locale);
}
