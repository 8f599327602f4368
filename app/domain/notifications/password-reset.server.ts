import { randomUUID } from 'node:crypto';
import { transaction } from '~/platform/db.server';
import { mayEnter } from '../auth/may-enter.server';
import { queueMail } from './queue-mail.server';
import { mailLocale } from './recipients.server';

/** Queues the mail with the link to set a new password, when the account exists and may sign in. */
export async function mailPasswordReset(email: string): Promise<void> {
  await transaction(async (tx) => {
    const user = await tx.user.findFirst({ where: { email, ...mayEnter() }, include: { company: true } });
    if (!user) return;
    await queueMail(tx, {
      dedupeKey: `password-reset:${randomUUID()}`,
      template: 'password-reset',
      recipient: user.email,
      locale: mailLocale(user.locale, user.company?.locale),
      data: { userId: user.id, name: user.name },
    });
  });
}
