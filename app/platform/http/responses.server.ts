import { data } from '@remix-run/node';
import type { Locale } from '../i18n/locale';
import { contentDisposition } from './content-disposition';

/** The one answer for what does not exist and for what is not the viewer's: throw it. */
export function notFound(): ReturnType<typeof data<null>> {
  return data(null, { status: 404 });
}

/** A paper that was drawn for whoever asked, shown under the number that it is about. */
export function pdfResponse({ number, pdf }: { number: string; pdf: Uint8Array }, locale: Locale): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(pdf.byteLength),
      'Content-Disposition': contentDisposition('inline', `${number}.pdf`),
      'Content-Language': locale,
      'Cache-Control': 'private, no-store, no-transform',
    },
  });
}
