import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getMail, mailId, readMail, readMailFile } from '~/domain/notifications/mailbox.server';
import { notFound } from '~/platform/http/responses.server';

/** A mail is a stranger's document: no script, no request, no form, and inline styles only. */
const HTML_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

/** The parts of a mail: `html` for the frame of its page, `source.eml` to download. */
export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const mail = await getMail(mailId(args.params.id));
  const shared = { 'Cache-Control': 'private, no-store' };
  if (args.params.part === 'html') {
    const content = mail && (await readMail(mail.storageKey));
    if (!content) throw notFound();
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': HTML_POLICY };
    return new Response(content.html, { headers: { ...shared, ...headers } });
  }
  const file = mail && args.params.part === 'source.eml' && (await readMailFile(mail.storageKey));
  if (!file) throw notFound();
  const disposition = `attachment; filename="mail-${mail.id}.eml"`;
  const headers = { 'Content-Type': 'message/rfc822', 'Content-Disposition': disposition };
  return new Response(new Uint8Array(file), { headers: { ...shared, ...headers } });
}
