import { type Db, Prisma } from '~/platform/db.server';
import { eraseMails } from './erase-orders.server';

type Person = { id: number; email: string };

/** The address that somebody signs in with and those that were theirs before, in lower case. */
export async function addressesOf(tx: Db, { id, email }: Person): Promise<string[]> {
  const rows = await tx.$queryRaw<{ address: string }[]>`
    SELECT DISTINCT lower(data #>> '{changes,email,from}') AS address FROM events
    WHERE type = 'person.email_changed' AND data ->> 'personId' = ${String(id)}
      AND data #>> '{changes,email,from}' IS NOT NULL
    EXCEPT SELECT lower(email) FROM users WHERE id <> ${id}`;
  return [...new Set([email.toLowerCase(), ...rows.map(({ address }) => address)])];
}

/**
 * Deletes the mails to a person, by every address that is or was theirs, and those that asked an address whether it is theirs:
 * that one may be somebody else's, whose other mails stay.
 * @returns the storage keys of their copies
 */
export async function eraseMailsTo(tx: Db, person: Person): Promise<string[]> {
  const addresses = await addressesOf(tx, person);
  return eraseMails(
    tx,
    Prisma.sql`lower(recipient) = ANY (${addresses}::text[])
      OR (template IN ('email-change', 'email-change-notice') AND data ->> 'personId' = ${String(person.id)})`,
  );
}
