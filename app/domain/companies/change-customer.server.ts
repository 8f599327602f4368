import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { endAccess } from './change-person.server';
import { lockNumbers, numberHolder } from './customer-numbers.server';
import type { CustomerFields } from './customer-schema';
import { getCustomer } from './customers.server';

/** What of a customer an event says, by the names of the form. */
const CHANGEABLE = [
  ...(['number', 'name', 'email', 'phone', 'street', 'postalCode', 'city', 'country'] as const),
  ...(['vatId', 'currency', 'locale', 'prospect'] as const),
] as const;

/** The viewer's customer, locked against other commands until the transaction ends. Throws `not_found` (404). */
async function lockCustomer(tx: Db, viewer: Viewer, id: number) {
  const known = await getCustomer(viewer, id, tx);
  if (!known) throw new DomainError('not_found', 404);
  await tx.$queryRaw`SELECT 1 FROM companies WHERE id = ${id} FOR UPDATE`;
  return { known, company: await tx.company.findUniqueOrThrow({ where: { id } }) };
}

/**
 * Changes a customer's details; whether it is a prospect is the administrators' to say. An empty number stays as it is; that of a reseller's own account is the operator's to give.
 * Throws DomainError `not_found` (404), `customer_number_taken` (409, with `name`, whose number it is).
 */
export async function changeCustomer(
  viewer: Viewer,
  id: number,
  { prospect: typed, ...fields }: CustomerFields & { prospect?: boolean },
): Promise<void> {
  await transaction(async (tx) => {
    // A reseller's own number differs from those of its customers, too.
    const before = await getCustomer(viewer, id, tx);
    const circles = [before?.resellerId ?? null, ...(before?.kind === 'reseller' ? [id] : [])];
    for (const circle of circles) await lockNumbers(tx, circle);
    const { known, company } = await lockCustomer(tx, viewer, id);
    const number = known.own || !fields.number ? company.number : fields.number;
    for (const circle of number === company.number ? [] : circles) {
      const holder = await numberHolder(tx, circle, number, id);
      if (holder) throw new DomainError('customer_number_taken', 409, { name: holder.name });
    }
    const prospect = viewer.role === 'administrator' ? (typed ?? company.prospect) : company.prospect;
    const after = { ...fields, number, prospect, vatId: fields.vatId || null };
    const changed = CHANGEABLE.filter((field) => after[field] !== company[field]);
    if (changed.length === 0) return;
    await tx.company.update({ where: { id }, data: after });
    await appendEvent(tx, {
      type: 'customer.changed',
      companyId: id,
      actorId: viewer.userId,
      visibility: 'internal',
      data: Object.fromEntries(changed.map((field) => [field, { from: company[field], to: after[field] }])),
    });
  });
}

/**
 * Deactivates a customer, so that nobody orders for it and its people are signed out, or lets it be ordered for again; it keeps its orders. The same once
 * more changes nothing. Throws DomainError `not_found` (404), `customer_is_account` (409) for the account of a reseller.
 */
export async function setCustomerActive(viewer: Viewer, id: number, active: boolean): Promise<void> {
  await transaction(async (tx) => {
    const { known, company } = await lockCustomer(tx, viewer, id);
    if (!known.mayDeactivate) throw new DomainError('customer_is_account', 409);
    if (company.active === active) return;
    await tx.company.update({ where: { id }, data: { active } });
    if (!active) await endAccess(tx, { companyId: id });
    await appendEvent(tx, {
      type: active ? 'customer.reactivated' : 'customer.deactivated',
      companyId: id,
      actorId: viewer.userId,
      visibility: 'internal',
    });
  });
}
