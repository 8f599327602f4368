import { type Db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { changesOf } from '../events/changes.server';
import { addedBy } from './add-customer.server';
import { endAccess } from './change-person.server';
import { getCompany } from './companies.server';
import type { CompanyForm, NewCompanyForm } from './company-schema';
import { freeNumbers, lockNumbers, numberHolder } from './customer-numbers.server';

/** What only some kinds have: a partner gets nothing delivered, and only customers are prospects first. */
function rightsOf(kind: string, form: CompanyForm) {
  return {
    deliveryAllowed: kind !== 'partner' && form.deliveryAllowed,
    prospect: kind === 'customer' && form.prospect,
    vatId: form.vatId || null,
  };
}

const mustAdminister = (viewer: Viewer) => {
  if (viewer.role !== 'administrator') throw new DomainError('not_found', 404);
};

async function refuseTaken(tx: Db, circle: number | null, number: string, id = 0): Promise<void> {
  const holder = await numberHolder(tx, circle, number, id);
  if (holder) throw new DomainError('customer_number_taken', 409, { name: holder.name });
}

/**
 * Adds an account of the operator; an empty number becomes the next free one of its kind. A reseller is its own customer from
 * the start: its account stands for itself. The same submission key is the same account, however often it is sent.
 * @returns its id
 * Throws DomainError `customer_number_taken` (409, with `name`, whose number it is), `not_found` (404).
 */
export function createCompany(viewer: Viewer, form: NewCompanyForm, submissionKey: string): Promise<number> {
  mustAdminister(viewer);
  return transaction(async (tx) => {
    await lockNumbers(tx, null);
    const known = await addedBy(tx, viewer, submissionKey);
    if (known !== null) return known;
    const number = form.number || (await freeNumbers(tx, null, form.kind)).next();
    await refuseTaken(tx, null, number);
    const data = { ...form, number, ...rightsOf(form.kind, form) };
    const { id } = await tx.company.create({ data, select: { id: true } });
    await appendEvent(tx, {
      type: 'company.created',
      companyId: id,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { ...data, submissionKey },
    });
    return id;
  });
}

/**
 * Changes an account of the operator. An empty number stays as it is.
 * @param autoApproveMinor gross amount in minor units up to which a reseller agrees to quotes beforehand, or null; left out
 * where it stays
 * Throws DomainError `customer_number_taken` (409, with `name`, whose number it is), `not_found` (404).
 */
export async function changeCompany(
  viewer: Viewer,
  id: number,
  form: CompanyForm,
  autoApproveMinor?: number | null,
): Promise<void> {
  mustAdminister(viewer);
  await transaction(async (tx) => {
    // A reseller's own number differs from those of its customers, too.
    const circles = [null, id];
    for (const circle of circles) await lockNumbers(tx, circle);
    const company = await lockCompany(tx, id);
    const number = form.number || company.number;
    for (const circle of number === company.number ? [] : circles) await refuseTaken(tx, circle, number, id);
    const limit = company.kind === 'reseller' && autoApproveMinor !== undefined;
    const after = {
      ...form,
      number,
      ...rightsOf(company.kind, form),
      ...(limit && { autoApproveMinor }),
    };
    const changes = changesOf(company, after);
    if (!changes) return;
    await tx.company.update({ where: { id }, data: after });
    await appendEvent(tx, {
      type: 'company.changed',
      companyId: id,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { name: after.name, currency: after.currency, changes },
    });
  });
}

/** An account of the operator, locked until the transaction ends. Throws DomainError `not_found` (404). */
async function lockCompany(tx: Db, id: number) {
  await tx.$queryRaw`SELECT 1 FROM companies WHERE id = ${id} FOR UPDATE`;
  const company = await getCompany(id, tx);
  if (!company || company.erasedAt) throw new DomainError('not_found', 404);
  return company;
}

/**
 * Deactivates an account of the operator: its people are signed out at once, their API keys end, and nobody orders for it any
 * more; its orders go on. Or lets it in again. The same once more changes nothing. Throws DomainError `not_found` (404).
 */
export async function setCompanyActive(viewer: Viewer, id: number, active: boolean): Promise<void> {
  mustAdminister(viewer);
  await transaction(async (tx) => {
    const company = await lockCompany(tx, id);
    if (company.active === active) return;
    await tx.company.update({ where: { id }, data: { active } });
    if (!active) await endAccess(tx, { companyId: id });
    await appendEvent(tx, {
      type: active ? 'company.reactivated' : 'company.deactivated',
      companyId: id,
      actorId: viewer.userId,
      visibility: 'internal',
    });
  });
}
