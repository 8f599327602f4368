import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { isDomainError } from '~/platform/errors';
import { contentDisposition } from '~/platform/http/content-disposition';
import { downloadBody } from '~/platform/http/download.server';
import { requestLanguage } from '~/platform/http/language.server';
import { translator } from '~/platform/i18n/i18n';
import { startExport } from './start-export.server';

/** The viewer's orders as a CSV file (RFC 4180), sent while it is made. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const viewer = await requireViewer(args);
  const language = await requestLanguage(request, viewer.locale);
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': contentDisposition(
      'attachment',
      `orders-${new Date().toISOString().slice(0, 10)}.csv`,
    ),
    'Cache-Control': 'private, no-store, no-transform',
  };
  if (request.method === 'HEAD') return new Response(null, { headers });
  const form = new URL(request.url).searchParams;
  try {
    const { chunks, end } = await startExport(viewer, language, form, request.signal);
    return new Response(downloadBody(chunks, context, request.signal, end), { headers });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const words = `${translator(language.locale)(`errors:${error.code}` as never)}\n`;
    throw new Response(words, { status: error.status, headers: { 'Retry-After': '30' } });
  }
}
