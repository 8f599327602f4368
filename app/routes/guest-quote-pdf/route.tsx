import type { LoaderFunctionArgs } from '@remix-run/node';
import { readQuoteDocument } from '~/domain/documents/quote-document.server';
import { findGuest } from '~/domain/orders/guest-visit.server';
import { requestLanguage } from '~/platform/http/language.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The paper of a quote for somebody who may decide on it without an account. */
export async function loader(args: LoaderFunctionArgs) {
  const { link } = await findGuest(args);
  const language = await requestLanguage(args.request);
  const paper = link && (await readQuoteDocument({ guest: link }, args.params.number ?? '', language));
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, language.locale);
}
