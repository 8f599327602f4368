import { type Db, db, transaction } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { createCustomer } from './create-customer.server';
import { freeNumbers, lockNumbers } from './customer-numbers.server';
import type { CustomerFields } from './customer-schema';

/** The number that the next customer of this account would get; null for the operator's accounts. */
export async function proposedNumber(accountId: number | null): Promise<string> {
  return (await freeNumbers(db(), accountId)).next();
}

/**
 * Adds a customer as a form asks for it: the same submission key is the same customer, however often it is sent.
 * @returns the customer's id
 * Throws what `createCustomer` throws.
 */
export function addCustomer(
  viewer: Viewer,
  accountId: number | null,
  fields: CustomerFields,
  submissionKey: string,
): Promise<number> {
  return transaction(async (tx) => {
    await lockNumbers(tx, accountId);
    const known = await addedBy(tx, viewer, submissionKey);
    return known ?? (await createCustomer(tx, viewer, accountId, fields, submissionKey)).id;
  });
}

/** The company that this person added with this key within a day. */
export async function addedBy(tx: Db, viewer: Viewer, submissionKey: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    SELECT e.company_id AS id FROM companies c JOIN events e ON e.company_id = c.id
    WHERE c.created_at > now() - interval '1 day' AND e.type IN ('customer.created', 'company.created') AND e.actor_id = ${viewer.userId}
      AND e.data ->> 'submissionKey' = ${submissionKey} LIMIT 1`;
  return row?.id ?? null;
}
