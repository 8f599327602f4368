import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { getViewer } from '~/domain/auth/session.server';
import { PASTED_BYTES_MAX } from '~/domain/search/paste-rules';
import { isDomainError } from '~/platform/errors';
import { contentDisposition } from '~/platform/http/content-disposition';
import { downloadBody } from '~/platform/http/download.server';
import { readForm, textFields } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { translator } from '~/platform/i18n/i18n';
import { startExport } from './start-export.server';

/** The viewer's orders as a CSV file (RFC 4180), sent while it is made. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return sendFile(args, viewer, async () => new URL(args.request.url).searchParams);
}

/** The same of a pasted list of identifiers, which is too long for an address. Changes nothing. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args);
  if (!viewer) throw redirect(`/login?${new URLSearchParams({ redirectTo: '/search/list' })}`);
  return sendFile(args, viewer, async () => {
    const { text = '' } = textFields(await readForm(args.request, PASTED_BYTES_MAX));
    return new URLSearchParams({ scope: 'pasted', text });
  });
}

async function sendFile(
  { request, context }: LoaderFunctionArgs,
  viewer: Viewer,
  read: () => Promise<URLSearchParams>,
) {
  const language = await requestLanguage(request, viewer.locale);
  const headers = new Headers({
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': contentDisposition(
      'attachment',
      `orders-${new Date().toISOString().slice(0, 10)}.csv`,
    ),
    'Cache-Control': 'private, no-store, no-transform',
  });
  if (request.method === 'HEAD') return new Response(null, { headers });
  try {
    const { chunks, total, end } = await startExport(viewer, language, await read(), request.signal);
    if (total !== null) headers.set('X-Total-Rows', String(total));
    return new Response(downloadBody(chunks, context, request.signal, end), { headers });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const words = `${translator(language.locale)(`errors:${error.code}` as never)}\n`;
    throw new Response(words, { status: error.status, headers: { 'Retry-After': '30' } });
  }
}
