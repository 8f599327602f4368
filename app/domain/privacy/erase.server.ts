import { type Db, db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Role, type Viewer } from '../auth/rules';
import { keepAnAdministrator, lockAdministrators } from '../companies/people-place.server';
import { appendEvent } from '../events/append-event.server';
import { allowErasing } from './chosen.server';
import { type CustomerToErase, eraseCustomer, importsTellingOf } from './erase-customer.server';
import { erasePerson } from './erase-person.server';
import { removeNow, requestRemoval } from './erased-files.server';
import { confirms, type SubjectKind } from './rules';
import { openOrdersOf } from './subjects.server';

/** An account of ten thousand orders takes a while. */
const TIMEOUT_MS = 10 * 60_000;

export type EraseChoice = { confirm: string; keepTexts: boolean };

const PERSON = {
  id: true,
  name: true,
  email: true,
  role: true,
  active: true,
  companyId: true,
  erasedAt: true,
} as const;

/**
 * Erases a person or a customer for good; administrators do it. Somebody who was erased before is left as they are.
 * @param choice `confirm`: the person's address or the customer's number, typed again
 * Throws DomainError `not_found` (404), `erase_not_confirmed` (422), `erase_open_orders` (409, with `count`),
 * `erase_yourself` (409), `erase_account` (409: resellers and partners are no customers to be erased).
 */
export async function eraseSubject(
  viewer: Viewer,
  kind: SubjectKind,
  id: number,
  choice: EraseChoice,
): Promise<void> {
  if (viewer.role !== 'administrator') throw new DomainError('not_found', 404);
  const erase = kind === 'people' ? await personErasure(viewer, id) : await customerErasure(id);
  const keys = await db().$transaction(
    async (tx) => {
      const files = await erase(tx, choice);
      if (!files) return [];
      await requestRemoval(tx, files);
      await tx.pendingForm.deleteMany();
      await appendEvent(tx, {
        type: 'data.erased',
        actorId: viewer.userId,
        visibility: 'internal',
        ...(kind === 'customers' && { companyId: id }),
        data: { subject: kind, id, files: files.length, keptTexts: choice.keepTexts },
      });
      return files;
    },
    { timeout: TIMEOUT_MS },
  );
  await removeNow(keys);
}

/** @returns the storage keys of files to remove; null when there is nothing to erase any more */
type Erasure = (tx: Db, choice: EraseChoice) => Promise<string[] | null>;

async function personErasure(viewer: Viewer, id: number): Promise<Erasure> {
  if (id === viewer.userId) throw new DomainError('erase_yourself');
  return async (tx, choice) => {
    await lockAdministrators(tx);
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`;
    const person = await tx.user.findUnique({ where: { id }, select: PERSON });
    if (!person) throw new DomainError('not_found', 404);
    if (person.erasedAt) return null;
    check(choice, person.email, (await openOrdersOf(tx, 'people', id)).count);
    if (person.role === 'administrator' && person.active) await keepAnAdministrator(tx, id);
    await allowErasing(tx);
    return erasePerson(tx, asErased(person), choice);
  };
}

async function customerErasure(id: number): Promise<Erasure> {
  const before = await findCustomer(db(), id);
  const imports = before && !before.erasedAt ? await importsTellingOf(before) : [];
  return async (tx, choice) => {
    await tx.$queryRaw`SELECT 1 FROM companies WHERE id = ${id} FOR UPDATE`;
    const customer = await findCustomer(tx, id);
    if (!customer) throw new DomainError('not_found', 404);
    if (customer.erasedAt) return null;
    if (customer.kind !== 'customer') throw new DomainError('erase_account');
    check(choice, customer.number, (await openOrdersOf(tx, 'customers', id)).count);
    await allowErasing(tx);
    return eraseCustomer(tx, customer, imports, choice);
  };
}

function check({ confirm }: EraseChoice, wanted: string, openOrders: number): void {
  if (openOrders > 0) throw new DomainError('erase_open_orders', 409, { count: openOrders });
  if (!confirms(confirm, wanted)) throw new DomainError('erase_not_confirmed', 422);
}

const asErased = <P extends { role: string }>(person: P) => ({
  ...person,
  staff: isStaff({ role: person.role as Role }),
});

type FoundCustomer = CustomerToErase & { kind: string; erasedAt: Date | null };

async function findCustomer(tx: Db, id: number): Promise<FoundCustomer | null> {
  const found = await tx.company.findUnique({
    where: { id },
    select: {
      ...{ id: true, number: true, name: true, email: true, phone: true, street: true, resellerId: true },
      ...{ kind: true, erasedAt: true },
      users: { where: { erasedAt: null }, select: PERSON, orderBy: { id: 'asc' } },
    },
  });
  if (!found) return null;
  const { users, ...customer } = found;
  return { ...customer, people: users.map(asErased) };
}
