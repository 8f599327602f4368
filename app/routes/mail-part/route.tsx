import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getMail, mailId, readMail, readMailFile } from '~/domain/notifications/mailbox.server';
import { mailDocument } from '~/platform/http/mail-document.server';
import { notFound } from '~/platform/http/responses.server';

/** The parts of a mail: `html` for the frame of its page, `source.eml` to download. */
export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const mail = await getMail(mailId(args.params.id));
  if (args.params.part === 'html') {
    const content = mail && (await readMail(mail.storageKey));
    if (!content) throw notFound();
    return mailDocument(content.html);
  }
  const file = mail && args.params.part === 'source.eml' && (await readMailFile(mail.storageKey));
  if (!file) throw notFound();
  const disposition = `attachment; filename="mail-${mail.id}.eml"`;
  const headers = { 'Content-Type': 'message/rfc822', 'Content-Disposition': disposition };
  return new Response(new Uint8Array(file), {
    headers: { 'Cache-Control': 'private, no-store', ...headers },
  });
}
