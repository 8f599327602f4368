import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { calendarFile, methodOf } from '~/domain/partners/ics';
import { findCalendarVisit } from '~/domain/partners/visit.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { requestLanguage } from '~/platform/http/language.server';

/** The visit of an order as a calendar file (RFC 5545). */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const number = args.params.number ?? '';
  const visit = await findCalendarVisit(viewer, number, locale);
  if (!visit) throw new Response('Not found\n', { status: 404 });
  return new Response(calendarFile(visit), {
    headers: {
      'Content-Type': `text/calendar; charset=utf-8; method=${methodOf(visit)}`,
      'Content-Disposition': contentDisposition('attachment', `${number}.ics`),
      'Cache-Control': 'private, no-cache',
    },
  });
}
