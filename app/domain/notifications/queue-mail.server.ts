import { createHash } from 'node:crypto';
import type { Db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { translator } from '~/platform/i18n/i18n';
import { isLocale, type Locale } from '~/platform/i18n/locale';
import { enqueue } from '~/platform/jobs.server';
import { isMailAddress } from '~/platform/mail.server';
import type { MailTemplates, TemplateName } from './templates';

export type NewMail<Name extends TemplateName> = {
  /** Of all mails with one key the first is sent, the others are not. */
  dedupeKey: string;
  template: Name;
  recipient: string;
  locale: Locale;
  data: MailTemplates[Name];
};

/** The person's language, else the company's, else English. */
export function mailLocale(...choices: (string | null | undefined)[]): Locale {
  return choices.find(isLocale) ?? 'en';
}

/**
 * Notes a mail in the ledger and enqueues its sending, in the caller's transaction.
 * @returns false when a mail with this key exists already, or the recipient is no mail address
 */
export async function queueMail<Name extends TemplateName>(tx: Db, mail: NewMail<Name>): Promise<boolean> {
  if (!isMailAddress(mail.recipient)) return false;
  const [row] = await tx.mail.createManyAndReturn({
    data: [
      {
        dedupeKey: mail.dedupeKey,
        messageId: messageId(mail.dedupeKey),
        template: mail.template,
        recipient: mail.recipient,
        locale: mail.locale,
        subject: subjectOf(mail),
        data: mail.data,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!row) return false;
  await enqueue(tx, 'mail.send', { mailId: row.id }, { key: `mail:${row.id}`, maxAttempts: 10 });
  return true;
}

/** The same for the same key, at the portal's own host (RFC 5322, 3.6.4). */
function messageId(dedupeKey: string): string {
  const digest = createHash('sha256').update(dedupeKey).digest('hex').slice(0, 32);
  return `${digest}@${new URL(env().publicUrl).hostname}`;
}

function subjectOf({ locale, data }: NewMail<TemplateName>): string {
  const t = translator(locale);
  if ('importToken' in data) return t('mails:import_finished.title', { count: data.created });
  if ('shipment' in data) return t('mails:shipment_difference.title', { shipment: data.shipment });
  return 'number' in data
    ? t('mails:order_confirmed.subject', { number: data.number })
    : t('mails:password_reset.subject');
}
