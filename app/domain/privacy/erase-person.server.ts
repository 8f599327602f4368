import { type Db, Prisma } from '~/platform/db.server';
import { PERSON_EVENTS } from '../companies/people-schema';
import { choose } from './chosen.server';
import { addressesOf, eraseMailsTo } from './erase-addresses.server';
import { eraseEventMentions, eraseMentions, mailsMentioning } from './erase-mentions.server';
import { eraseApprover, eraseBasketsOf } from './erase-offers.server';
import { eraseContact } from './erase-onsite.server';
import {
  eraseAttachments,
  eraseDeciders,
  eraseImports,
  eraseMails,
  MAILS_OF_CHOSEN,
} from './erase-orders.server';
import { eraseWebhooks } from './erase-webhooks.server';
import { ERASED, erasedEmail, mentionsOf } from './rules';

/** The person as their row is before; `staff` are the operator's own people. */
export type PersonToErase = {
  id: number;
  name: string;
  email: string;
  role: string;
  companyId: number | null;
  staff: boolean;
};

type Options = { keepTexts: boolean };

/**
 * Erases a person: what `eraseOwn` does, their name and address wherever they stand, and unless `keepTexts` what they wrote.
 * @returns the storage keys of files that are to be removed
 */
export async function erasePerson(tx: Db, found: PersonToErase, options: Options): Promise<string[]> {
  const person = { ...found, email: found.email.toLowerCase() };
  if (!options.keepTexts) await eraseTexts(tx, person);
  const mails = person.staff ? [] : await eraseMailsOfTheirs(tx, person.id);
  const mentioning = await eraseEverywhere(tx, person);
  return [...mails, ...mentioning, ...(await eraseOwn(tx, person, options))];
}

/**
 * Erases what is a person's alone: how they signed in, their drafts, decisions, files, imports and mails to them. Files and
 * imports of the operator's people are the operator's and stay.
 * @returns the storage keys of files that are to be removed
 */
export async function eraseOwn(tx: Db, person: PersonToErase, options: Options): Promise<string[]> {
  const { id, staff } = person;
  const keys: string[] = [];
  const email = person.email.toLowerCase();
  if (!staff) {
    await deleteDrafts(tx, Prisma.sql`created_by_id = ${id}`);
    keys.push(...(await eraseAttachments(tx, Prisma.sql`uploader_id = ${id}`)));
    keys.push(...(await eraseImports(tx, Prisma.sql`user_id = ${id}`)));
  }
  const decided = Prisma.sql`user_id = ${id} OR lower(email) = ${email}`;
  keys.push(...(await eraseDeciders(tx, decided, options)));
  keys.push(...(await eraseApprover(tx, id, email)));
  keys.push(...(await eraseMailsTo(tx, { id, email })));
  await tx.$executeRaw`DELETE FROM guest_links WHERE lower(email) = ${email}`;
  await forgetAccess(tx, id, email);
  await tx.user.update({
    where: { id },
    data: {
      ...{ name: ERASED, email: erasedEmail(id), passwordHash: null, active: false, erasedAt: new Date() },
      ...{ locale: null, theme: 'system', lastSignInAt: null, invitedAt: null },
      ...{ totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
    },
  });
  return keys;
}

/** Throws away drafts, which were never submitted, with what events say of them. */
export async function deleteDrafts(tx: Db, where: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`UPDATE events SET data = '{}' WHERE data <> '{}' AND order_id IN (
    SELECT id FROM orders WHERE status = 'draft' AND confirmed_at IS NULL AND (${where}))`;
  await tx.$executeRaw`DELETE FROM orders WHERE status = 'draft' AND confirmed_at IS NULL AND (${where})`;
}

/** What they wrote: messages; of a customer's person also what they typed into the orders that they placed. */
async function eraseTexts(tx: Db, { id, role }: PersonToErase): Promise<void> {
  await tx.$executeRaw`UPDATE messages SET body = ${ERASED} WHERE author_id = ${id}`;
  if (role !== 'customer') return;
  await eraseBasketsOf(tx, id);
  await tx.$executeRaw`UPDATE orders SET problem = ${ERASED}, customer_references = '{}', internal_references = '{}'
    WHERE created_by_id = ${id}`;
  await tx.$executeRaw`UPDATE order_submissions SET content = content || jsonb_build_object(
      'problem', ${ERASED}::text, 'customerReferences', '[]'::jsonb, 'internalReferences', '[]'::jsonb,
      'answers', coalesce((SELECT jsonb_agg(a) FROM jsonb_array_elements(content -> 'answers') a
        WHERE a ->> 'kind' IN ('choice', 'yes_no')), '[]'::jsonb))
    WHERE order_id IN (SELECT id FROM orders WHERE created_by_id = ${id})`;
}

/** Mails and webhooks about orders that they placed or wrote in: they tell what was written. */
async function eraseMailsOfTheirs(tx: Db, id: number): Promise<string[]> {
  await choose(
    tx,
    Prisma.sql`SELECT id FROM orders WHERE created_by_id = ${id}
      UNION SELECT order_id FROM messages WHERE author_id = ${id}`,
  );
  await eraseWebhooks(tx);
  return eraseMails(tx, MAILS_OF_CHOSEN);
}

/** Their name and address in all orders that they had to do with, or that others of their company had. */
async function eraseEverywhere(tx: Db, person: PersonToErase): Promise<string[]> {
  const { id, companyId, role } = person;
  await choose(
    tx,
    Prisma.sql`SELECT id FROM orders WHERE created_by_id = ${id} OR assignee_id = ${id}
      OR ${companyId}::int IN (account_id, customer_id, partner_id)
      UNION SELECT order_id FROM messages WHERE author_id = ${id}
      UNION SELECT order_id FROM events WHERE actor_id = ${id} AND order_id IN (SELECT id FROM orders)
      UNION SELECT order_id FROM intakes WHERE by_id = ${id}
      UNION SELECT order_id FROM quotes WHERE created_by_id = ${id}`,
  );
  if (role === 'customer')
    await tx.$executeRaw`UPDATE order_submissions SET content = jsonb_set(content, '{delivery}', (content -> 'delivery') - 'address')
      WHERE content #> '{delivery,address}' IS NOT NULL
        AND order_id IN (SELECT id FROM orders WHERE created_by_id = ${id})`;
  const signatures = await eraseContact(tx, person);
  const mentions = mentionsOf([person.name, ...(await addressesOf(tx, person))]);
  if (!mentions) return signatures;
  await eraseMentions(tx, mentions);
  await eraseWebhooks(tx, mentions);
  await eraseEventMentions(tx, mentions, Prisma.sql`actor_id = ${id} OR company_id = ${companyId}::int`);
  return [...signatures, ...(await eraseMails(tx, mailsMentioning(mentions)))];
}

/** How they signed in, what they chose and have read, and what waits to be done for their address. */
async function forgetAccess(tx: Db, userId: number, email: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.userToken.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.passkey.deleteMany({ where: { userId } });
  await tx.signInStep.deleteMany({ where: { userId } });
  await tx.identity.deleteMany({ where: { userId } });
  await tx.knownBrowser.deleteMany({ where: { userId } });
  await tx.$executeRaw`UPDATE events SET data = jsonb_build_object('userId', ${userId}::int)
    WHERE type LIKE 'account.%' AND data ->> 'userId' = ${String(userId)}`;
  await tx.$executeRaw`UPDATE events SET data = jsonb_strip_nulls(jsonb_build_object('personId', data -> 'personId'))
    WHERE type = ANY (${PERSON_EVENTS}::text[])
      AND (data ->> 'personId' = ${String(userId)} OR data ->> 'email' = ${email})`;
  await tx.emailChange.deleteMany({ where: { userId } });
  await tx.invitation.deleteMany({ where: { email } });
  await tx.apiKey.deleteMany({ where: { userId } });
  await tx.webhookEndpoint.deleteMany({ where: { userId } });
  await tx.exportChoice.deleteMany({ where: { userId } });
  await tx.orderRead.deleteMany({ where: { userId } });
  await tx.userLocation.deleteMany({ where: { userId } });
  await tx.notificationOptOut.deleteMany({ where: { userId } });
  await tx.order.updateMany({ where: { assigneeId: userId }, data: { assigneeId: null } });
  await tx.$executeRaw`DELETE FROM graphile_worker._private_jobs
    WHERE locked_at IS NULL AND lower(payload ->> 'email') = ${email}`;
  await tx.$executeRaw`UPDATE graphile_worker._private_jobs SET last_error = ${ERASED}
    WHERE strpos(lower(last_error), ${email}) > 0`;
}
