import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { nextSerial } from '~/platform/sequence.server';
import { upsertDevice } from '../devices/upsert-device.server';
import { appendEvent } from '../events/append-event.server';
import { addVersion, lockContract } from './lock-contract.server';
import type { LockedOffer } from './lock-offer.server';
import { deviceOf, type MadeOrder, type Maker } from './make-orders.server';
import { contractNumber, dateOf, dayOf, daysAfter, endOfTerm } from './rules';
import type { ShownDevice, ShownLine } from './shown';

/**
 * Makes the contracts of an accepted offer: a new one for each of its service plans, or the next version of the one that it
 * changes. Their orders know them.
 * @param today the day (`YYYY-MM-DD`) on which new terms begin
 * @returns the contracts' numbers
 * Throws DomainError `contract_ended` (409).
 */
export async function makeContracts(
  tx: Db,
  offer: LockedOffer,
  maker: Maker,
  orders: MadeOrder[],
  today: string,
): Promise<string[]> {
  const lines = offer.content.lines.filter(({ plan }) => plan);
  const planIds = [...new Set(lines.map(({ plan }) => plan?.id ?? 0))];
  const numbers: string[] = [];
  for (const id of planIds) {
    const own = lines.filter(({ plan }) => plan?.id === id);
    const devices = offer.content.devices.filter(({ item }) => own.some(({ forItem }) => forItem === item));
    const covered = await devicesOf(tx, devices);
    const change = { offer, maker, line: own[0], covered, today };
    const contract = offer.content.contract ? await changeOf(tx, change) : await newContract(tx, change);
    const items = devices.map(({ item }) => item);
    await linkOrders(tx, contract.id, ordersOf(orders, id, items));
    numbers.push(contract.number);
  }
  return numbers;
}

type Covered = { deviceId: number; name: string }[];
type Change = {
  offer: LockedOffer;
  maker: Maker;
  line: ShownLine | undefined;
  covered: Covered;
  today: string;
};

async function devicesOf(tx: Db, devices: ShownDevice[]): Promise<Covered> {
  const covered = new Map<number, string>();
  for (const device of devices) covered.set(await upsertDevice(tx, deviceOf(device)), device.name);
  return [...covered].map(([deviceId, name]) => ({ deviceId, name }));
}

/** The order of the plan, and the repairs of the devices that it covers. */
function ordersOf(orders: MadeOrder[], planId: number, items: number[]): number[] {
  return orders
    .filter((order) =>
      order.kind === 'plan' ? order.planId === planId : order.items.some((item) => items.includes(item)),
    )
    .map(({ id }) => id);
}

async function linkOrders(tx: Db, contractId: number, orderIds: number[]): Promise<void> {
  await tx.orderContract.createMany({
    data: orderIds.map((orderId) => ({ orderId, contractId })),
    skipDuplicates: true,
  });
}

async function newContract(tx: Db, { offer, maker, line, covered, today }: Change) {
  const plan = line?.plan;
  if (!line || !plan) throw new DomainError('basket_empty', 422);
  const serial = await nextSerial(tx, 'contract_number_seq');
  const number = contractNumber(new Date().getUTCFullYear(), serial);
  const endsOn = dateOf(endOfTerm(today, plan.termMonths));
  const contract = await tx.contract.create({
    data: {
      number,
      accountId: offer.accountId,
      customerId: offer.customerId,
      servicePlanId: plan.id,
      currency: offer.currency,
      endsOn,
      versions: {
        create: {
          version: 1,
          change: 'new',
          startsOn: dateOf(today),
          endsOn,
          renews: plan.renews,
          renewalMonths: plan.renewalMonths,
          noticeDays: plan.noticeDays,
          priceMinor: line.unitPriceMinor,
          vatBasisPoints: line.vatBasisPoints,
          offerId: offer.id,
          createdById: maker.userId,
          devices: { create: covered },
        },
      },
    },
    select: { id: true, number: true },
  });
  await tell(tx, offer, contract.number, 'new', 1);
  return contract;
}

/** The next version of the contract that the basket changes: with more devices, or a longer term. */
async function changeOf(tx: Db, { offer, maker, line, covered, today }: Change) {
  const contract = await lockContract(tx, offer.content.contract ?? '', {});
  if (contract.state !== 'active' || !line?.plan) throw new DomainError('contract_ended');
  const change = { offerId: offer.id, createdById: maker.userId, devices: covered };
  const { endsOn } = contract.current;
  const version =
    offer.content.purpose === 'extension'
      ? await addVersion(tx, contract, {
          ...change,
          change: 'extension',
          startsOn: dateOf(daysAfter(dayOf(endsOn), 1)),
          endsOn: dateOf(endOfTerm(daysAfter(dayOf(endsOn), 1), line.plan.termMonths)),
        })
      : await addVersion(tx, contract, { ...change, change: 'reorder', startsOn: dateOf(today) });
  await tell(tx, offer, contract.number, version.change, version.version);
  return { id: contract.id, number: contract.number };
}

async function tell(tx: Db, offer: LockedOffer, number: string, change: string, version: number) {
  await appendEvent(tx, {
    type: 'contract.changed',
    companyId: offer.customerId,
    visibility: 'public',
    data: { contract: number, change, version, offer: offer.number },
  });
}
