import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { BILLING_ROLES } from '~/domain/billing/rules';
import { readSettlementDocument } from '~/domain/documents/settlement-document.server';
import { requestLanguage } from '~/platform/http/language.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** The paper of a settlement as it was stored. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...BILLING_ROLES);
  const paper = await readSettlementDocument(viewer, args.params.number ?? '');
  if (!paper) throw new Response('Not found\n', { status: 404 });
  const { locale } = await requestLanguage(args.request, viewer.locale);
  return pdfResponse(paper, locale);
}
