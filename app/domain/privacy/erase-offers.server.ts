import { type Db, Prisma } from '~/platform/db.server';
import { keysOf } from './chosen.server';
import { ERASED, withoutTexts } from './rules';

/**
 * Takes everything personal out of a customer's baskets, offers and contracts. What was offered, for how much, and what became
 * of it stays; its contracts end, and cover no device any more.
 * @returns the storage keys of papers that are to be removed
 */
export async function eraseOffers(tx: Db, customerId: number): Promise<string[]> {
  const own = Prisma.sql`customer_id = ${customerId}`;
  const offers = Prisma.sql`SELECT id FROM offers WHERE ${own}`;
  await eraseContents(tx, own);
  const keys = await eraseApprovers(tx, Prisma.sql`id IN (${offers})`);
  await eraseDeciders(tx, Prisma.sql`offer_id IN (${offers})`);
  await tx.$executeRaw`DELETE FROM offer_links WHERE offer_id IN (${offers})`;
  await tx.$executeRaw`DELETE FROM baskets WHERE ${own} AND state = 'open'`;
  await eraseBaskets(tx, own);
  const contracts = Prisma.sql`SELECT id FROM contracts WHERE ${own}`;
  await tx.$executeRaw`DELETE FROM contract_devices
    WHERE contract_version_id IN (SELECT id FROM contract_versions WHERE contract_id IN (${contracts}))`;
  await tx.$executeRaw`UPDATE contracts SET state = 'ended' WHERE ${own}`;
  return keys;
}

/** Takes what a person typed out of the baskets that they filled, and of the offers made of them. */
export async function eraseBasketsOf(tx: Db, userId: number): Promise<void> {
  await eraseBaskets(tx, Prisma.sql`created_by_id = ${userId}`);
  await eraseContents(tx, Prisma.sql`basket_id IN (SELECT id FROM baskets WHERE created_by_id = ${userId})`);
}

async function eraseBaskets(tx: Db, where: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`UPDATE basket_items SET imei = NULL, serial = NULL,
      problem = CASE WHEN problem = '' THEN '' ELSE ${ERASED}::text END
    WHERE basket_id IN (SELECT id FROM baskets WHERE ${where})`;
  await tx.$executeRaw`UPDATE baskets SET title = '' WHERE ${where}`;
}

async function eraseContents(tx: Db, where: Prisma.Sql): Promise<void> {
  const rows = await tx.$queryRaw<{ id: number; content: unknown }[]>`
    SELECT id, content FROM offers WHERE ${where}`;
  for (const { id, content } of rows)
    await tx.$executeRaw`UPDATE offers SET content = ${JSON.stringify(withoutTexts(content))}::jsonb WHERE id = ${id}`;
}

/** Takes a person out of the offers that they decided on, or were sent. @returns the storage keys of the papers */
export async function eraseApprover(tx: Db, userId: number, email: string): Promise<string[]> {
  await eraseDeciders(tx, Prisma.sql`user_id = ${userId} OR lower(email) = ${email}`);
  await tx.$executeRaw`UPDATE offer_decisions SET link_id = NULL
    WHERE link_id IN (SELECT id FROM offer_links WHERE lower(email) = ${email})`;
  await tx.$executeRaw`DELETE FROM offer_links WHERE lower(email) = ${email}`;
  return eraseApprovers(tx, Prisma.sql`lower(approver_email) = ${email}`);
}

async function eraseDeciders(tx: Db, where: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`UPDATE offer_decisions SET name = ${ERASED}, email = '', reason = '', link_id = NULL WHERE ${where}`;
}

async function eraseApprovers(tx: Db, where: Prisma.Sql): Promise<string[]> {
  const offers = Prisma.sql`SELECT id, document_key AS key FROM offers WHERE ${where}`;
  const keys = await keysOf(tx, offers);
  await tx.$executeRaw`UPDATE offers SET approver_name = '', approver_email = '', document_key = NULL, document_sha256 = NULL
    WHERE id IN (SELECT id FROM (${offers}) o)`;
  return keys;
}
