import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { BILLING_ROLES } from '~/domain/billing/rules';
import { settlementSheet } from '~/domain/billing/sheet.server';
import { csvResponse } from '~/platform/http/csv-response.server';
import { requestLanguage } from '~/platform/http/language.server';

/** The orders of a settlement as a CSV file. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...BILLING_ROLES);
  const language = await requestLanguage(args.request, viewer.locale);
  const file = await settlementSheet(viewer, args.params.number ?? '', language);
  if (!file) throw new Response('Not found\n', { status: 404 });
  return csvResponse(file.number, file.bytes);
}
