import { randomUUID } from 'node:crypto';
import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { idOf } from '~/platform/http/id-param';
import { isMailAddress } from '~/platform/mail.server';
import { isStaff, type Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { visibleTo } from '../orders/visible.server';
import { queueMail } from './queue-mail.server';
import { mailLocale } from './recipients.server';
import { isTemplateName, loadTemplate } from './templates';

/** Names one press of *Send again*. */
export const newSendKey = (): string => randomUUID();

/**
 * Does what a form of `ResendMail` asks for; with `orderId` only for a mail about that order.
 * @returns the new mail's id
 * Throws what `resendMail` throws.
 */
export function resendAsked(viewer: Viewer, form: FormData, orderId?: number): Promise<number> {
  const key = String(form.get('key') ?? '').slice(0, 100);
  return resendMail(viewer, idOf(String(form.get('mail'))) ?? 0, key, orderId);
}

/**
 * Queues a mail once more as a message of its own, drawn anew from what it was about; the ledger names the one that it
 * repeats. Administrators may with every mail, technicians with those about the orders that they see.
 * @param key of the pressed button: a second press with it queues nothing more
 * @returns the new mail's id
 * Throws DomainError `not_found` (404), `mail_not_over` (409: it is still being sent), `mail_not_repeatable` (409).
 */
async function resendMail(viewer: Viewer, mailId: number, key: string, orderId?: number): Promise<number> {
  if (!isStaff(viewer)) throw new DomainError('not_found', 404);
  const ofOrder = viewer.role === 'administrator' ? {} : { order: visibleTo(viewer) };
  return transaction(async (tx) => {
    const mail = await tx.mail.findFirst({
      where: { id: mailId, ...ofOrder, ...(orderId !== undefined && { orderId }) },
    });
    if (!mail) throw new DomainError('not_found', 404);
    if (mail.state === 'queued') throw new DomainError('mail_not_over');
    const dedupeKey = `resend:${mail.id}:${viewer.userId}:${key}`;
    const id = await queueAgain(tx, mail, dedupeKey);
    if (id === null) return (await tx.mail.findUniqueOrThrow({ where: { dedupeKey } })).id;
    await appendEvent(tx, {
      type: 'mail.resent',
      ...(mail.orderId !== null && { orderId: mail.orderId }),
      actorId: viewer.userId,
      visibility: 'internal',
      data: { mail: id, resentFrom: mail.id, name: mail.recipient },
    });
    return id;
  });
}

type MailRow = NonNullable<Awaited<ReturnType<Db['mail']['findFirst']>>>;

async function queueAgain(tx: Db, mail: MailRow, dedupeKey: string): Promise<number | null> {
  const template = isTemplateName(mail.template) ? mail.template : null;
  const data = template && (await loadTemplate(template)).data.safeParse(mail.data);
  if (!template || !data?.success || !isMailAddress(mail.recipient))
    throw new DomainError('mail_not_repeatable');
  return queueMail(tx, {
    dedupeKey,
    template,
    recipient: mail.recipient,
    locale: mailLocale(mail.locale),
    data: data.data as never,
    ...(mail.orderId !== null && { orderId: mail.orderId }),
    resentFromId: mail.id,
  });
}
