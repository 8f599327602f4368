import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { mailLocale, queueMail } from './queue-mail.server';

const finished = z.object({
  import: z.string(),
  kind: z.string(),
  counts: z.record(z.string(), z.number()),
});

/** One mail for a whole import of orders, to the account's master address and to the person, each address once. */
export async function mailImportFinished(tx: Db, event: { id: bigint; data: unknown }): Promise<void> {
  const facts = finished.parse(event.data);
  const created = facts.counts.created ?? 0;
  if (facts.kind !== 'orders' || created === 0) return;
  const { account, user, fileName, total } = await tx.import.findUniqueOrThrow({
    where: { token: facts.import },
    include: { account: true, user: { include: { company: true } } },
  });
  const recipients = new Map([
    [account.email.toLowerCase(), mailLocale(account.locale)],
    [user.email, mailLocale(user.locale, user.company?.locale, account.locale)],
  ]);
  for (const [recipient, locale] of recipients)
    await queueMail(tx, {
      dedupeKey: `event:${event.id}:${recipient}`,
      template: 'import-finished',
      recipient,
      locale,
      data: {
        importToken: facts.import,
        account: account.name,
        fileName,
        total,
        created,
        notTaken: total - created,
      },
    });
}
