import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderOrderDocument } from '~/domain/documents/order-document.server';
import { findGuest } from '~/domain/orders/guest-visit.server';
import { requestLanguage } from '~/platform/http/language.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The paper of the order that a guest link leads to; with prices where the link is for deciding. */
export async function loader(args: LoaderFunctionArgs) {
  const guest = await findGuest(args);
  if (!guest.link) throw new Response('Not found\n', { status: 404 });
  const language = await requestLanguage(args.request);
  const paper = await renderOrderDocument(guest.viewer, guest.link.order.number, language);
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, language.locale);
}
