import { type Db, db, isUniqueViolation, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { nextSerial } from '~/platform/sequence.server';
import type { Viewer } from '../auth/rules';
import { findOrderable, lockOrderable, ownCompany } from '../companies/queries.server';
import { appendEvent } from '../events/append-event.server';
import { lockContract } from './lock-contract.server';
import { basketNumber, type Purpose } from './rules';
import type { NewBasket } from './schema';
import { basketsVisibleTo, contractsVisibleTo, decides } from './visible.server';

/**
 * Begins a basket. The same submission key always means the same basket.
 * @returns its number
 * Throws DomainError `customer_unknown`, `customer_ambiguous` or `customer_inactive` (422), `not_found` (404).
 */
export async function createBasket(viewer: Viewer, form: NewBasket): Promise<string> {
  const found =
    viewer.role === 'customer'
      ? { company: await ownCompany(viewer) }
      : await findOrderable(viewer, form.customer);
  if ('refused' in found) throw new DomainError(found.refused, 422);
  const { company } = found;
  if (!company) throw new DomainError('customer_unknown', 422);
  return transaction(async (tx) => {
    const known = await tx.basket.findUnique({ where: { submissionKey: form.submissionKey } });
    if (known && known.createdById !== viewer.userId) throw new DomainError('not_found', 404);
    if (known) return known.number;
    if (!(await lockOrderable(tx, viewer, company.id))) throw new DomainError('customer_inactive', 422);
    return insertBasket(tx, viewer, company, {
      title: form.title,
      locationId: form.locationId,
      submissionKey: form.submissionKey,
      purpose: 'new',
    });
  });
}

type Company = { id: number; resellerId: number | null; currency: string };
type Begun = {
  title: string;
  locationId: number | null;
  submissionKey: string;
  purpose: Purpose;
  contractId?: number;
};

async function insertBasket(tx: Db, viewer: Viewer, company: Company, begun: Begun): Promise<string> {
  const serial = await nextSerial(tx, 'basket_number_seq');
  const number = basketNumber(new Date().getUTCFullYear(), serial);
  await tx.basket.create({
    data: {
      ...begun,
      number,
      customerId: company.id,
      accountId: company.resellerId ?? company.id,
      currency: company.currency,
      createdById: viewer.userId,
    },
  });
  await appendEvent(tx, {
    type: 'basket.created',
    companyId: company.id,
    actorId: viewer.userId,
    visibility: 'internal',
    data: { basket: number, purpose: begun.purpose },
  });
  return number;
}

/**
 * Begins the basket that changes a contract: more devices, or a longer term. Of a contract there is one open at most (the
 * database holds that): where there is one already, it is that one.
 * @returns the basket's number, and whether it was there before
 * Throws DomainError `not_found` (404), `contract_ended` (409), `contract_basket_open` (409: one that the viewer may not see).
 */
export async function changeContract(
  viewer: Viewer,
  contractNumber: string,
  purpose: Exclude<Purpose, 'new'>,
): Promise<{ number: string; existed: boolean }> {
  const open = () =>
    db().basket.findFirst({
      where: {
        AND: [
          basketsVisibleTo(viewer),
          { contract: { AND: [{ number: contractNumber }, contractsVisibleTo(viewer)] } },
        ],
        state: 'open',
      },
      select: { number: true },
    });
  if (viewer.role !== 'administrator' && !decides(viewer)) throw new DomainError('not_found', 404);
  const there = await open();
  if (there) return { ...there, existed: true };
  try {
    return {
      number: await transaction((tx) => insertChange(tx, viewer, contractNumber, purpose)),
      existed: false,
    };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const other = await open();
    if (!other) throw new DomainError('contract_basket_open');
    return { ...other, existed: true };
  }
}

async function insertChange(
  tx: Db,
  viewer: Viewer,
  contractNumber: string,
  purpose: Exclude<Purpose, 'new'>,
) {
  const contract = await lockContract(tx, contractNumber, contractsVisibleTo(viewer));
  if (contract.state !== 'active') throw new DomainError('contract_ended');
  const { current, servicePlan } = contract;
  const location = await tx.location.findFirst({ where: { active: true }, orderBy: { name: 'asc' } });
  const number = await insertBasket(tx, viewer, contract.customer, {
    title: '',
    locationId: location?.id ?? null,
    submissionKey: `${purpose}-${contract.id}-${Date.now()}`,
    purpose,
    contractId: contract.id,
  });
  if (purpose === 'reorder') return number;
  const basket = await tx.basket.findUniqueOrThrow({ where: { number }, select: { id: true } });
  const german = contract.customer.locale === 'de';
  await tx.basketItem.create({
    data: {
      basketId: basket.id,
      position: 0,
      kind: 'plan',
      description: german ? servicePlan.nameDe : servicePlan.nameEn,
      servicePlanId: servicePlan.id,
      quantityThousandths: servicePlan.termMonths * current.devices.length * 1000,
      unitPriceMinor: current.priceMinor,
      vatBasisPoints: current.vatBasisPoints,
    },
  });
  return number;
}
