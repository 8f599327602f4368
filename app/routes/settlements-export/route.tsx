import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { filterOf } from '~/domain/billing/list-filter';
import { settlementsSheet, unsettledSheet } from '~/domain/billing/sheet.server';
import { csvResponse } from '~/platform/http/csv-response.server';
import { requestLanguage } from '~/platform/http/language.server';

/** What the operator's list of settlements shows at the same address, as a CSV file. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const language = await requestLanguage(args.request, viewer.locale);
  const { tab, ...filter } = filterOf(viewer.role, new URL(args.request.url).searchParams);
  const make = tab === 'unsettled' ? unsettledSheet : settlementsSheet;
  return csvResponse(`settlements-${tab}`, await make(viewer, filter, language));
}
