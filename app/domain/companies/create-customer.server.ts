import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { freeNumbers, lockNumbers, numberHolder } from './customer-numbers.server';
import type { CustomerFields } from './customer-schema';

type Created = { id: number; number: string };

/** Only administrators add to the accounts of others and to the operator's own. */
function assertMayAdd(viewer: Viewer, accountId: number | null): void {
  if (viewer.role === 'administrator') return;
  if (viewer.role === 'reseller' && accountId !== null && accountId === viewer.companyId) return;
  throw new DomainError('not_found', 404);
}

/**
 * Adds a customer to an account, in the caller's transaction. Parallel calls for one account wait for each other, so that
 * a number is given out once; an empty number becomes the next free one.
 * @param accountId the reseller whose customer it is; null for an account of the operator (administrators only)
 * @param submissionKey kept with the event, to know a form that is sent once more
 * Throws DomainError `customer_number_taken` (409, with `name`, whose number it is) and `not_found` (404: the account is
 * not the viewer's).
 */
export async function createCustomer(
  tx: Db,
  viewer: Viewer,
  accountId: number | null,
  fields: CustomerFields,
  submissionKey?: string,
): Promise<Created> {
  assertMayAdd(viewer, accountId);
  await lockNumbers(tx, accountId);
  const number = fields.number || (await freeNumbers(tx, accountId)).next();
  const holder = fields.number ? await numberHolder(tx, accountId, number) : null;
  if (holder) throw new DomainError('customer_number_taken', 409, { name: holder.name });
  const { id } = await tx.company.create({
    data: { ...fields, number, kind: 'customer', resellerId: accountId, vatId: fields.vatId || null },
    select: { id: true },
  });
  await appendEvent(tx, {
    type: 'customer.created',
    companyId: id,
    actorId: viewer.userId,
    visibility: 'internal',
    data: { ...fields, number, ...(submissionKey && { submissionKey }) },
  });
  return { id, number };
}
