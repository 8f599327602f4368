import { createHash } from 'node:crypto';
import type { Db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import type { Locale } from '~/platform/i18n/locale';
import { enqueue, PATIENT_QUEUES } from '~/platform/jobs.server';
import { isMailAddress } from '~/platform/mail.server';
import { mailSubject } from './own-texts.server';
import { loadTemplate, type MailData, type TemplateName } from './templates';

export type NewMail<Name extends TemplateName> = {
  /** Of all mails with one key the first is sent, the others are not. */
  dedupeKey: string;
  template: Name;
  recipient: string;
  locale: Locale;
  data: MailData<Name>;
  /** The order that it is about. */
  orderId?: number;
  /** Until then more may be added to it (UTC); it is sent then. */
  collectsUntil?: Date;
  /** The mail that it repeats because somebody asked for that. */
  resentFromId?: number;
};

/** So often the sending is tried: with graphile-worker's growing pauses about four days (RFC 5321, 4.5.4.1). */
const TRIES = 25;

/**
 * Notes a mail in the ledger and enqueues its sending, in the caller's transaction.
 * @returns its id; null when a mail with this key exists already, or the recipient is no mail address
 */
export async function queueMail<Name extends TemplateName>(
  tx: Db,
  mail: NewMail<Name>,
): Promise<number | null> {
  if (!isMailAddress(mail.recipient)) return null;
  const template = await loadTemplate(mail.template);
  const [row] = await tx.mail.createManyAndReturn({
    data: [
      {
        dedupeKey: mail.dedupeKey,
        messageId: messageId(mail.dedupeKey),
        template: mail.template,
        recipient: mail.recipient,
        locale: mail.locale,
        subject: await mailSubject(tx, mail.template, mail),
        data: mail.data as object,
        orderId: mail.orderId ?? null,
        collectsUntil: mail.collectsUntil ?? null,
        resentFromId: mail.resentFromId ?? null,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!row) return null;
  await enqueueSending(tx, row.id, template.tries, mail.collectsUntil);
  return row.id;
}

/** Enqueues the sending of a mail of the ledger, in turn with few others; a job that waits for it already is replaced. */
export async function enqueueSending(tx: Db, mailId: number, tries = TRIES, at?: Date): Promise<void> {
  const queue = PATIENT_QUEUES[mailId % PATIENT_QUEUES.length];
  const options = { key: `mail:${mailId}`, ...(queue && { queue }), maxAttempts: tries, ...(at && { at }) };
  await enqueue(tx, 'mail.send', { mailId }, options);
}

/** The same for the same key, at the portal's own host (RFC 5322, 3.6.4). */
export function messageId(dedupeKey: string): string {
  const digest = createHash('sha256').update(dedupeKey).digest('hex').slice(0, 32);
  return `${digest}@${new URL(env().publicUrl).hostname}`;
}
