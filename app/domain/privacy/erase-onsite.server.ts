import { type Db, Prisma } from '~/platform/db.server';
import { CHOSEN, keysOf } from './chosen.server';
import { ERASED } from './rules';

const OF_CHOSEN = Prisma.sql`order_id IN ${CHOSEN}`;

/**
 * Takes whom a service partner went to out of the chosen orders, with what was written down there. Goods, fees, times and
 * what was ticked stay.
 * @returns the storage keys of the signatures, which are to be removed
 */
export async function eraseOnsite(tx: Db): Promise<string[]> {
  await eraseSites(tx, OF_CHOSEN);
  await tx.$executeRaw`UPDATE contact_attempts SET note = '' WHERE ${OF_CHOSEN}`;
  await tx.$executeRaw`UPDATE appointments SET note = '', reason = '' WHERE ${OF_CHOSEN}`;
  await tx.$executeRaw`UPDATE requirement_checks SET reason = '', answers = coalesce((
      SELECT jsonb_agg(a) FROM jsonb_array_elements(answers) a WHERE a ->> 'kind' <> 'text'), '[]')
    WHERE ${OF_CHOSEN}`;
  await tx.$executeRaw`UPDATE executions SET work = ${ERASED} WHERE ${OF_CHOSEN}`;
  return eraseSignatures(tx, OF_CHOSEN);
}

/** Takes one person out of the chosen orders as whom the partner asked for, and who signed. @returns the signatures' keys */
export async function eraseContact(
  tx: Db,
  { name, email }: { name: string; email: string },
): Promise<string[]> {
  await eraseSites(tx, Prisma.sql`${OF_CHOSEN} AND (contact_name = ${name} OR lower(email) = ${email})`);
  return eraseSignatures(tx, Prisma.sql`${OF_CHOSEN} AND signed_by = ${name}`);
}

async function eraseSites(tx: Db, where: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`UPDATE onsite_jobs SET contact_name = ${ERASED}, phone = '', email = '', street = '', postal_code = '',
    city = '', payment_reference = '' WHERE ${where}`;
}

async function eraseSignatures(tx: Db, where: Prisma.Sql): Promise<string[]> {
  const keys = await keysOf(tx, Prisma.sql`SELECT signature_key AS key FROM executions WHERE ${where}`);
  await tx.$executeRaw`UPDATE executions SET signed_by = ${ERASED}, signature_key = NULL WHERE ${where}`;
  return keys;
}
