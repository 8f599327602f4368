import { buffer } from 'node:stream/consumers';
import { type Db, db, Prisma } from '~/platform/db.server';
import { StorageMissing, storage } from '~/platform/storage.server';
import { choose } from './chosen.server';
import { eraseEventMentions, eraseMentions, forgetWords } from './erase-mentions.server';
import { eraseOffers } from './erase-offers.server';
import { eraseEventData, eraseImports, eraseMails, eraseOrders } from './erase-orders.server';
import { deleteDrafts, eraseOwn, type PersonToErase } from './erase-person.server';
import { ERASED, erasedNumber, mentionsOf } from './rules';

/** The customer as its row is before. */
export type CustomerToErase = {
  id: number;
  number: string;
  name: string;
  email: string;
  phone: string;
  street: string;
  resellerId: number | null;
  people: PersonToErase[];
};

/** What a customer is called and reached by. */
const namesOf = ({ name, email, phone, street, number, people }: CustomerToErase) => [
  ...[name, email, phone, street],
  // A short number is a part of many others.
  ...(number.length >= 6 ? [number] : []),
  ...people.flatMap((person) => [person.name, person.email]),
];

/**
 * Erases a customer: its address, its people, and everything personal in its orders, which stay with their facts.
 * @param imports ids of the imports that tell of it, as `importsTellingOf` found them
 * @returns the storage keys of files that are to be removed
 */
export async function eraseCustomer(
  tx: Db,
  customer: CustomerToErase,
  imports: number[],
  options: { keepTexts: boolean },
): Promise<string[]> {
  const { id } = customer;
  const keys: string[] = [];
  await deleteDrafts(tx, Prisma.sql`${id} IN (account_id, customer_id)`);
  keys.push(...(await eraseOffers(tx, id)));
  for (const person of customer.people) keys.push(...(await eraseOwn(tx, person, options)));
  const orders = Prisma.sql`SELECT id FROM orders WHERE ${id} IN (account_id, customer_id)`;
  await choose(tx, orders);
  const mentions = mentionsOf(namesOf(customer));
  keys.push(...(await eraseOrders(tx, options)));
  if (mentions) {
    await eraseMentions(tx, mentions);
    const people = customer.people.map((person) => person.id);
    const others = Prisma.sql`company_id = ${customer.resellerId}::int OR actor_id = ANY (${people})`;
    await eraseEventMentions(tx, mentions, others);
    await tx.$executeRaw`DELETE FROM import_mappings WHERE account_id IN (${id}, ${customer.resellerId}::int)
      AND mapping::text ~* ${mentions.json}`;
  }
  await eraseEventData(tx, Prisma.sql`company_id = ${id}`);
  keys.push(...(await eraseImports(tx, Prisma.sql`account_id = ${id} OR id = ANY (${imports})`)));
  if (customer.email)
    keys.push(...(await eraseMails(tx, Prisma.sql`lower(recipient) = ${customer.email.toLowerCase()}`)));
  await tx.session.updateMany({ where: { contextCompanyId: id }, data: { contextCompanyId: null } });
  await tx.notificationOptOut.deleteMany({ where: { companyId: id } });
  await tx.invitation.deleteMany({ where: { companyId: id } });
  await nameless(tx, customer);
  return keys;
}

async function nameless(tx: Db, { id, name, number }: CustomerToErase): Promise<void> {
  await tx.company.update({
    where: { id },
    data: {
      ...{
        name: ERASED,
        number: erasedNumber(id),
        email: '',
        phone: '',
        street: '',
        postalCode: '',
        city: '',
      },
      ...{ vatId: null, autoApproveMinor: null, active: false, erasedAt: new Date() },
    },
  });
  await forgetWords(tx, `${name} ${number}`);
}

/** The imports of a reseller in whose files a customer of its is named. Reads every file, so before the transaction. */
export async function importsTellingOf(customer: CustomerToErase): Promise<number[]> {
  if (customer.resellerId === null) return [];
  const imports = await db().import.findMany({
    where: { accountId: customer.resellerId },
    select: { id: true, storageKey: true, encoding: true },
  });
  const names = [customer.name, customer.email, customer.number].filter((name) => name.length >= 3);
  const wanted = names.map((name) => name.toLowerCase());
  const found: number[] = [];
  for (const { id, storageKey, encoding } of imports) {
    const text = (await textOf(storageKey, encoding)).toLowerCase();
    if (wanted.some((name) => text.includes(name))) found.push(id);
  }
  return found;
}

async function textOf(key: string, encoding: string): Promise<string> {
  try {
    return new TextDecoder(encoding).decode(await buffer(await storage().open(key)));
  } catch (error) {
    if (error instanceof StorageMissing) return '';
    throw error;
  }
}
