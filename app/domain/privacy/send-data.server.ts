import type { ActionFunctionArgs } from '@remix-run/node';
import { isDomainError } from '~/platform/errors';
import { contentDisposition } from '~/platform/http/content-disposition';
import { discardBody } from '~/platform/http/discard-body.server';
import { downloadBody } from '~/platform/http/download.server';
import { requestLanguage } from '~/platform/http/language.server';
import { translator } from '~/platform/i18n/i18n';
import type { Viewer } from '../auth/rules';
import { exportData } from './export-data.server';
import type { SubjectKind } from './rules';

/** The answer that is a ZIP of everything about somebody, sent while it is made; of a refusal its sentence. */
export async function sendData(
  { request, context }: ActionFunctionArgs,
  viewer: Viewer,
  kind: SubjectKind,
  id: number,
): Promise<Response> {
  await discardBody(request);
  const language = await requestLanguage(request, viewer.locale);
  try {
    const { chunks, end } = await exportData(viewer, kind, id, language, request.signal);
    return new Response(downloadBody(chunks, context, request.signal, end), {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': contentDisposition(
          'attachment',
          `data-${kind}-${id}-${new Date().toISOString().slice(0, 10)}.zip`,
        ),
        'Cache-Control': 'private, no-store, no-transform',
      },
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.status === 404) return new Response('Not found\n', { status: 404 });
    const words = `${translator(language.locale)(`errors:${error.code}` as never)}\n`;
    return new Response(words, { status: error.status, headers: { 'Retry-After': '30' } });
  }
}
