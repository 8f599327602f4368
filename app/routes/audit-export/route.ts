import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { auditFilterOf } from '~/domain/operation/audit-schema';
import { auditSheet } from '~/domain/operation/audit-sheet.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { downloadBody } from '~/platform/http/download.server';
import { requestLanguage } from '~/platform/http/language.server';

/** What the audit log shows at the same address, all of it, as a CSV file that is sent while it is made. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const viewer = await requireRole(args, 'administrator');
  const language = await requestLanguage(request, viewer.locale);
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': contentDisposition(
      'attachment',
      `audit-${new Date().toISOString().slice(0, 10)}.csv`,
    ),
    'Cache-Control': 'private, no-store, no-transform',
  };
  if (request.method === 'HEAD') return new Response(null, { headers });
  const chunks = auditSheet(auditFilterOf(new URL(request.url).searchParams), language);
  const end = async () => void (await chunks.return(undefined));
  return new Response(downloadBody(chunks, context, request.signal, end), { headers });
}
