import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { deliver, isMailAddress } from '~/platform/mail.server';
import { createUserToken, dropUserToken } from '../auth/user-token.server';
import { getOperator } from '../companies/operator.server';
import { mailLocale } from './queue-mail.server';
import {
  type RenderedMail,
  renderImportFinished,
  renderOrderConfirmed,
  renderPasswordReset,
  renderShipmentDifference,
} from './render-mail.server';
import type { ImportFinishedData, OrderConfirmedData, ShipmentDifferenceData } from './templates';

type MailRow = NonNullable<Awaited<ReturnType<typeof findMail>>>;

const findMail = (id: number) => db().mail.findUnique({ where: { id } });

/**
 * Sends a mail of the ledger, unless it was sent already, and notes how it went. Throws what went wrong, so that the
 * job is tried again.
 * @param last no further try follows: a failure is final
 */
export async function sendMail(mailId: number, last: boolean): Promise<void> {
  const mail = await findMail(mailId);
  if (!mail || mail.state === 'sent') return;
  try {
    const storageKey = await sendRow(mail);
    await db().mail.update({
      where: { id: mailId },
      data: { state: 'sent', sentAt: new Date(), storageKey, error: null },
    });
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await db().mail.update({
      where: { id: mailId },
      data: { state: last ? 'failed' : 'queued', error: message },
    });
    throw error;
  }
}

/** Each template's way from its row to the recipient. */
function sendRow(mail: MailRow): Promise<string | null> {
  const locale = mailLocale(mail.locale);
  switch (mail.template) {
    case 'order-confirmed':
      return renderOrderConfirmed(locale, mail.data as OrderConfirmedData).then((drawn) => hand(mail, drawn));
    case 'import-finished':
      return renderImportFinished(locale, mail.data as ImportFinishedData).then((drawn) => hand(mail, drawn));
    case 'shipment-difference':
      return renderShipmentDifference(locale, mail.data as ShipmentDifferenceData).then((drawn) =>
        hand(mail, drawn),
      );
    case 'password-reset':
      return sendPasswordReset(mail, (mail.data as { userId: number }).userId);
    default:
      throw new TypeError(`Unknown mail template ${mail.template}`);
  }
}

/** The link exists from this moment on, and nowhere but in the mail. */
async function sendPasswordReset(mail: MailRow, userId: number): Promise<string | null> {
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  const token = await createUserToken(db(), userId, 'password-reset');
  try {
    return await hand(mail, await renderPasswordReset(mailLocale(mail.locale), user.name, token));
  } catch (error) {
    await dropUserToken(db(), token);
    throw error;
  }
}

async function hand(mail: MailRow, { sender, html, text }: RenderedMail): Promise<string | null> {
  return deliver({
    messageId: mail.messageId,
    from: { name: sender, address: await senderAddress() },
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    html,
    text,
  });
}

/** MAIL_FROM, else the operator's address, else one at the portal's own host. */
async function senderAddress(): Promise<string> {
  const { email } = await getOperator();
  const candidates = [env().MAIL_FROM ?? '', email];
  return candidates.find(isMailAddress) ?? `no-reply@${new URL(env().publicUrl).hostname}`;
}
