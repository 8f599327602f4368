import { type Db, db, transaction } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { nextOrderNumber } from '../orders/number.server';
import { submittedColumns } from '../orders/submitted.server';
import { addVersion, type LockedContract, lockContract, termsOf } from './lock-contract.server';
import { freeze } from './make-orders.server';
import { dateOf, dayIn, dayOf, daysAfter, ENDING_DAYS, renewedEnd } from './rules';

/** How many contracts one run of a job looks at; the next run goes on. */
const BATCH = 100;

/**
 * Goes on with the contracts whose term is over, by the operator's day: those that renew get their next version and an order
 * for it; the others end. Bears a repeat, also one beside this one.
 */
export async function renewContracts(now = new Date()): Promise<void> {
  const { timeZone } = await getOperator();
  const today = dayIn(now, timeZone);
  const due = await db().contract.findMany({
    where: { state: 'active', endsOn: { lt: dateOf(today) } },
    orderBy: { endsOn: 'asc' },
    take: BATCH,
    select: { number: true },
  });
  for (const { number } of due)
    await transaction(async (tx) => {
      const contract = await lockContract(tx, number, {});
      if (contract.state !== 'active' || dayOf(contract.current.endsOn) >= today) return;
      if (contract.current.renews) await renew(tx, contract);
      else await end(tx, contract);
    });
}

async function renew(tx: Db, contract: LockedContract): Promise<void> {
  const terms = termsOf(contract.current);
  const version = await addVersion(tx, contract, {
    change: 'renewal',
    startsOn: dateOf(daysAfter(terms.endsOn, 1)),
    endsOn: dateOf(renewedEnd(terms)),
    createdById: null,
  });
  const orderId = await orderRenewal(tx, contract);
  if (orderId !== null) await tx.orderContract.create({ data: { orderId, contractId: contract.id } });
  await appendEvent(tx, {
    type: 'contract.renewed',
    companyId: contract.customerId,
    visibility: 'public',
    data: { contract: contract.number, version: version.version, end: dayOf(version.endsOn) },
  });
  await enqueue(tx, 'plans.automate', {}, { key: 'plans.automate' });
}

/** The order of a renewal, in the name of whoever agreed last. */
async function orderRenewal(tx: Db, contract: LockedContract): Promise<number | null> {
  const agreed = await tx.contractVersion.findFirst({
    where: { contractId: contract.id, createdById: { not: null } },
    orderBy: { version: 'desc' },
    select: { createdById: true },
  });
  const location = await tx.location.findFirst({ where: { active: true }, orderBy: { name: 'asc' } });
  if (!agreed?.createdById || !location) return null;
  const { customer, current, servicePlan, currency } = contract;
  const maker = { userId: agreed.createdById, onBehalf: false };
  const now = new Date();
  const german = customer.locale === 'de';
  const deviceName = german ? servicePlan.nameDe : servicePlan.nameEn;
  const problem = current.devices.map(({ name }) => name).join('\n') || deviceName;
  const order = await tx.order.create({
    data: {
      ...(await submittedColumns(tx, 'plan', location.id, now)),
      number: await nextOrderNumber(tx),
      kind: 'plan',
      accountId: contract.accountId,
      customerId: contract.customerId,
      locationId: location.id,
      createdById: maker.userId,
      submissionKey: `renewal-${contract.id}-${current.version + 1}`,
      deviceName,
      problem,
      customerReferences: [],
      internalReferences: [],
      trackingNumbers: [],
      currency,
    },
    select: { id: true, status: true },
  });
  const place = `${location.street}, ${location.postalCode} ${location.city}`;
  const content = {
    locale: german ? 'de' : 'en',
    customer: { number: customer.number, name: customer.name },
    location: { name: location.name, address: place },
    device: { name: deviceName, imei: null, serial: null },
    problem,
    ...{ customerReferences: [], internalReferences: [], delivery: null, answers: [] },
  };
  await freeze(tx, order.id, { ...maker, automatic: true }, content, now);
  await tx.orderLine.create({
    data: {
      orderId: order.id,
      kind: 'service',
      description: deviceName,
      quantityThousandths: current.renewalMonths * current.devices.length * 1000,
      unitPriceMinor: current.priceMinor,
      vatBasisPoints: current.vatBasisPoints,
      createdById: maker.userId,
    },
  });
  await appendEvent(tx, {
    type: 'order.confirmed',
    orderId: order.id,
    visibility: 'public',
    data: { automatic: true, onBehalf: false, to: order.status, contract: contract.number },
  });
  return order.id;
}

async function end(tx: Db, { id, number, customerId }: LockedContract): Promise<void> {
  await tx.contract.update({ where: { id }, data: { state: 'ended' } });
  await appendEvent(tx, {
    type: 'contract.ended',
    companyId: customerId,
    visibility: 'public',
    data: { contract: number },
  });
}

/** The running contracts that end by themselves within the next weeks: their customers are told, of each end once. */
export async function endingContracts(now = new Date()) {
  const { timeZone } = await getOperator();
  const today = dayIn(now, timeZone);
  return db().contract.findMany({
    where: {
      state: 'active',
      endsOn: { gte: dateOf(today), lte: dateOf(daysAfter(today, ENDING_DAYS)) },
    },
    include: {
      customer: true,
      servicePlan: true,
      versions: { orderBy: { version: 'desc' }, take: 1, include: { _count: { select: { devices: true } } } },
    },
  });
}
