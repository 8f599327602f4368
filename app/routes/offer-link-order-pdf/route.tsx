import type { LoaderFunctionArgs } from '@remix-run/node';
import { findOfferLink } from '~/domain/contracts/offer-link.server';
import { orderOfLink } from '~/domain/contracts/offer-orders.server';
import { renderOrderDocument } from '~/domain/documents/order-document.server';
import { requestLanguage } from '~/platform/http/language.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The paper of an order that came of an offer, for somebody who was mailed the offer's link. */
export async function loader(args: LoaderFunctionArgs) {
  const link = await findOfferLink(args.params.token ?? '');
  const found = link && (await orderOfLink(link, (args.params.file ?? '').replace(/\.pdf$/, '')));
  if (!found) throw new Response('Not found\n', { status: 404 });
  const language = await requestLanguage(args.request);
  const paper = await renderOrderDocument(found.viewer, found.number, language);
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, language.locale);
}
