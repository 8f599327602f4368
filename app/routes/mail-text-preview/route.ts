import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { mailTextSchema } from '~/domain/notifications/mail-text-schema';
import {
  findMailKind,
  languageOf,
  placeholdersOf,
  previewMail,
} from '~/domain/notifications/mail-texts.server';
import { requestLanguage } from '~/platform/http/language.server';
import { mailDocument } from '~/platform/http/mail-document.server';
import { notFound } from '~/platform/http/responses.server';
import { translator } from '~/platform/i18n/i18n';
import { previewPage } from './preview-page';

/** A mail as it would look with the words of the address, for the frame of its page. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const kind = await findMailKind(args.params.kind);
  if (!kind) throw notFound();
  const params = new URL(args.request.url).searchParams;
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const words = mailTextSchema(placeholdersOf(kind)).safeParse(Object.fromEntries(params));
  const t = translator(locale);
  if (!words.success) return mailDocument(previewPage(locale, t('words:mails.broken'), '', ''));
  const language = languageOf(params.get('language'), locale);
  const { subject, html, text } = await previewMail(kind, language, words.data);
  return mailDocument(previewPage(language, subject, html, text, t('words:mails.plain')));
}
