import type { LoaderFunctionArgs } from '@remix-run/node';
import { findOfferLink } from '~/domain/contracts/offer-link.server';
import { readOfferDocument } from '~/domain/documents/offer-document.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The paper of an offer for somebody who was mailed its link. */
export async function loader(args: LoaderFunctionArgs) {
  const link = await findOfferLink(args.params.token ?? '');
  const paper = link && (await readOfferDocument({ link }, link.offer.number));
  if (!paper) throw new Response('Not found\n', { status: 404 });
  return pdfResponse(paper, paper.locale);
}
