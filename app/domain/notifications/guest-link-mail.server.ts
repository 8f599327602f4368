import { z } from 'zod';
import { transaction } from '~/platform/db.server';
import { LOCALES } from '~/platform/i18n/locale';
import { ensureGuestLink } from '../orders/guest-link.server';
import { GUEST_DAYS_USUAL, GUEST_SCOPES, guestLinkEnd } from '../orders/guest-rules';
import { queueMail } from './queue-mail.server';
import { mailLocale } from './recipients.server';

/** The job `guest.mail`: who is given a link to which order, by whom (null: by the portal). */
export const guestMailJob = z.object({
  orderId: z.number().int(),
  scope: z.enum(GUEST_SCOPES),
  email: z.string(),
  name: z.string().default(''),
  locale: z.enum(LOCALES).nullish(),
  createdById: z.number().int().nullable(),
  /** Asked again by the same key, nothing more is made nor sent. */
  dedupe: z.string(),
});

/**
 * Makes a link to an order and queues the mail that carries it, in one transaction; a link that this key has already is
 * mailed instead. In the recipient's language where that is known, else the account's. The token comes to be when the mail
 * is sealed and stands in it alone.
 */
export async function mailGuestLink(job: z.output<typeof guestMailJob>): Promise<void> {
  const { orderId, scope, email, name, createdById, dedupe } = job;
  await transaction(async (tx) => {
    const order = await tx.order.findUnique({
      where: { id: orderId },
      include: { account: true, location: true },
    });
    if (!order || order.erasedAt) return;
    const person = { orderId, scope, email, name, createdById };
    const link = await ensureGuestLink(tx, { ...person, expiresAt: guestLinkEnd(GUEST_DAYS_USUAL) }, dedupe);
    const from = createdById === null ? null : await tx.user.findUnique({ where: { id: createdById } });
    const reader = await tx.user.findUnique({ where: { email: email.toLowerCase() } });
    await queueMail(tx, {
      dedupeKey: `guest-link:${link.id}`,
      template: 'guest-link',
      recipient: email,
      locale: mailLocale(job.locale, reader?.locale, order.account.locale),
      orderId,
      data: {
        linkId: link.id,
        number: order.number,
        device: order.deviceName,
        scope,
        name,
        from: from?.name ?? '',
        until: link.expiresAt.toISOString(),
        timeZone: order.location.timeZone,
      },
    });
  });
}
