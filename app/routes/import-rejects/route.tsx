import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { type RejectWords, rejectedRows } from '~/domain/orders/import/rejected-rows.server';
import { fieldsOf, ROW_STATES } from '~/domain/orders/import/rules';
import { isDomainError } from '~/platform/errors';
import { contentDisposition } from '~/platform/http/content-disposition';
import { downloadBody } from '~/platform/http/download.server';
import { requestLanguage } from '~/platform/http/language.server';
import { i18nFor, translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';

/** The rows of an import that were not taken, with their reasons, as a CSV file (RFC 4180). */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context, params } = args;
  const viewer = await requireViewer(args);
  const { locale } = await requestLanguage(request, viewer.locale);
  const kind = new URL(request.url).searchParams.get('kind');
  const only = ROW_STATES.find((state) => state === kind);
  try {
    const { chunks, fileName } = await rejectedRows(viewer, params.token ?? '', wordsOf(locale), only);
    const name = `${fileName.replace(/\.\w{1,5}$/, '') || 'import'}-${translator(locale)('imports:rejects.file')}.csv`;
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': contentDisposition('attachment', name),
      'Cache-Control': 'private, no-store, no-transform',
    };
    if (request.method === 'HEAD') return new Response(null, { headers });
    const end = async () => void (await chunks.return(undefined));
    return new Response(downloadBody(chunks, context, request.signal, end), { headers });
  } catch (error) {
    if (isDomainError(error)) throw new Response('Not found\n', { status: 404 });
    throw error;
  }
}

function wordsOf(locale: Locale): RejectWords {
  const t = translator(locale);
  const column = (place: number) => t('imports:mapping.unnamed', { place: place + 1 });
  const fields = new Set<string>([...fieldsOf('orders'), ...fieldsOf('customers')]);
  return {
    row: t('imports:rejects.row'),
    reason: t('imports:rejects.reason'),
    column,
    problem({ code, column: place, field }, { list }) {
      const [key = '', query = ''] = code.split('?');
      const values = Object.fromEntries(new URLSearchParams(query));
      const known = i18nFor(locale).exists(key, { ns: 'errors' }) ? key : 'unknown';
      const sentence = String(t(`errors:${known}` as never, values as never));
      const where =
        place === null
          ? fields.has(field)
            ? String(t(`imports:fields.${field}` as never))
            : ''
          : list[place]?.name || column(place);
      return where ? `${where}: ${sentence}` : sentence;
    },
  };
}
