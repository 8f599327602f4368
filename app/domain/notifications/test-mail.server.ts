import { transaction } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import { composeMail } from '~/platform/mail.server';
import { storage } from '~/platform/storage.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { type findMailKind, previewMail } from './mail-texts.server';
import type { MailText } from './own-texts.server';
import { enqueueSending, messageId } from './queue-mail.server';

type Kind = NonNullable<Awaited<ReturnType<typeof findMailKind>>>;

/**
 * Sends the viewer a mail about an example, with these words. It stands in the ledger, drawn and kept at once; its links lead
 * nowhere.
 * @param key of the pressed button: a second press with it sends nothing more
 */
export async function sendTestMail(
  viewer: Viewer,
  kind: Kind,
  mail: { locale: Locale; words: MailText; key: string },
): Promise<void> {
  const { locale, words, key } = mail;
  const { subject, html, text, from } = await previewMail(kind, locale, words);
  const dedupeKey = `test:${viewer.userId}:${key}`;
  const bytes = await composeMail({
    messageId: messageId(dedupeKey),
    from,
    to: { name: viewer.name, address: viewer.email },
    ...{ subject, html, text },
  });
  await transaction(async (tx) => {
    const [row] = await tx.mail.createManyAndReturn({
      data: [
        {
          ...{ dedupeKey, messageId: messageId(dedupeKey), template: kind.name },
          ...{ recipient: viewer.email, locale, subject, data: {} },
        },
      ],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!row) return;
    const storageKey = `mails/${row.id}.eml`;
    await storage().put(storageKey, bytes);
    await tx.mail.update({ where: { id: row.id }, data: { storageKey } });
    await enqueueSending(tx, row.id);
    await appendEvent(tx, {
      type: 'mail.tested',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { template: kind.id, locale, mail: row.id },
    });
  });
}
