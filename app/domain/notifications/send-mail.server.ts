import { db } from '~/platform/db.server';
import { handOver, hasMailServer, isRefusedForGood, refusalText } from '~/platform/mail.server';
import { openSealed, sealMail, unsealMail } from './seal-mail.server';

/**
 * Sends a mail of the ledger, unless that is over, and notes each try with the server's answer. A repeat after a crash
 * sends the same bytes. Throws what went wrong, so that the job is tried again, unless the server refused for good.
 * @param last no further try follows: a failure is final
 */
export async function sendMail(mailId: number, last: boolean): Promise<void> {
  const mail = await db().mail.findUnique({ where: { id: mailId }, select: { state: true } });
  if (mail?.state === 'queued') await tryToSend(mailId, last);
  if (mail) await unsealMail(mailId);
}

async function tryToSend(mailId: number, last: boolean): Promise<void> {
  const attempt = await db().mailAttempt.create({ data: { mailId, outcome: 'started' } });
  try {
    const mail = await sealMail(mailId);
    // Without a mail server the file in the mailbox is the delivery.
    const answer = hasMailServer() ? await handOver(await openSealed(mail), mail.recipient) : '';
    await note(mailId, attempt.id, { state: 'sent', sentAt: new Date(), error: null }, 'sent', answer);
  } catch (error) {
    const refused = isRefusedForGood(error);
    const [over, text] = [last || refused, refusalText(error)];
    const state = over ? 'failed' : 'queued';
    await note(mailId, attempt.id, { state, error: text }, over ? 'failed' : 'deferred', text);
    if (!refused) throw error;
  }
}

type Outcome = 'sent' | 'deferred' | 'failed';
type Facts = { state: string; error: string | null; sentAt?: Date };

async function note(mailId: number, attemptId: number, facts: Facts, outcome: Outcome, answer: string) {
  await db().$transaction([
    db().mail.update({ where: { id: mailId }, data: facts }),
    db().mailAttempt.update({ where: { id: attemptId }, data: { outcome, answer } }),
  ]);
}
