import type { Db } from '~/platform/db.server';
import { parseIdentifier } from '../devices/rules';
import { upsertDevice } from '../devices/upsert-device.server';
import { appendEvent } from '../events/append-event.server';
import { nextOrderNumber } from '../orders/number.server';
import type { OrderKind } from '../orders/rules';
import type { SubmissionContent } from '../orders/schema';
import { submittedColumns } from '../orders/submitted.server';
import type { LockedOffer } from './lock-offer.server';
import type { ShownDevice, ShownLine } from './shown';

/** Whose name the orders bear. */
export type Maker = { userId: number; onBehalf: boolean };

/** An order that was made; `items` are the devices of the basket that it is about. */
export type MadeOrder = { id: number; number: string; kind: OrderKind; items: number[]; planId?: number };

type Planned = {
  kind: OrderKind;
  /** What makes its submission key its own among those of the offer. */
  key: string;
  name: string;
  device: ShownDevice | null;
  problem: string;
  lines: ShownLine[];
  items: number[];
  planId?: number;
};

/** The lines that stand on no order of a device: those for the whole, which go to the first order. */
const isGeneral = (line: ShownLine) => line.kind === 'service' && !line.onsite && line.forItem === null;

/**
 * Makes the orders of an accepted offer: a repair for each device with a problem or a service, and one for each service
 * plan. What is for the whole stands on the first of them.
 * @param takesGeneral false where an on-site order stands for the whole already
 */
export async function makeOrders(
  tx: Db,
  offer: LockedOffer,
  maker: Maker,
  takesGeneral: boolean,
): Promise<MadeOrder[]> {
  const { devices, lines } = offer.content;
  const planned = [...devices.flatMap((device) => repairOf(device, lines)), ...plansOf(offer)];
  const [first] = planned;
  if (first && takesGeneral) first.lines = [...first.lines, ...lines.filter(isGeneral)];
  const made: MadeOrder[] = [];
  for (const order of planned) made.push(await makeOrder(tx, offer, maker, order));
  return made;
}

function repairOf(device: ShownDevice, lines: ShownLine[]): Planned[] {
  const own = lines.filter((line) => line.kind === 'service' && !line.onsite && line.forItem === device.item);
  const visited = lines.some((line) => line.onsite && line.forItem === device.item);
  if (own.length === 0 && (device.problem === '' || visited)) return [];
  const problem = device.problem || own.map(({ description }) => description).join('\n');
  const { item, name } = device;
  return [{ kind: 'repair', key: `device-${item}`, name, device, problem, lines: own, items: [item] }];
}

/** One for each plan, with all its devices. */
function plansOf({ content }: LockedOffer): Planned[] {
  const lines = content.lines.filter(({ plan }) => plan);
  const ids = [...new Set(lines.map(({ plan }) => plan?.id ?? 0))];
  return ids.map((id) => {
    const own = lines.filter(({ plan }) => plan?.id === id);
    const devices = content.devices.filter(({ item }) => own.some(({ forItem }) => forItem === item));
    const name = own[0]?.description ?? '';
    const problem = devices.map((device) => device.name).join('\n') || (content.contract ?? name);
    const items = devices.map(({ item }) => item);
    return { kind: 'plan', key: `plan-${id}`, name, device: null, problem, lines: own, items, planId: id };
  });
}

async function makeOrder(tx: Db, offer: LockedOffer, maker: Maker, planned: Planned): Promise<MadeOrder> {
  const { content } = offer;
  const now = new Date();
  const { kind, device, lines, name, problem, items } = planned;
  const locationId = await locationOf(tx, offer.basketId);
  const order = await tx.order.create({
    data: {
      ...(await submittedColumns(tx, kind, locationId, now)),
      number: await nextOrderNumber(tx),
      kind,
      accountId: offer.accountId,
      customerId: offer.customerId,
      locationId,
      createdById: maker.userId,
      onBehalf: maker.onBehalf,
      submissionKey: `offer-${offer.id}-${planned.key}`,
      offerId: offer.id,
      deviceName: name,
      imei: device?.imei ?? null,
      serial: device?.serial ?? null,
      ...(device && { deviceId: await upsertDevice(tx, deviceOf(device)) }),
      problem,
      customerReferences: [],
      internalReferences: [],
      trackingNumbers: [],
      currency: content.currency,
    },
    select: { id: true, number: true, status: true },
  });
  await freeze(tx, order.id, maker, submissionOf(offer, planned), now);
  await tx.orderLine.createMany({ data: lines.map((line) => lineRow(line, order.id, maker)) });
  await appendEvent(tx, {
    type: 'order.confirmed',
    orderId: order.id,
    actorId: maker.userId,
    visibility: 'public',
    data: { automatic: false, onBehalf: maker.onBehalf, to: order.status, offer: offer.number },
  });
  const { planId } = planned;
  return { id: order.id, number: order.number, kind, items, ...(planId !== undefined && { planId }) };
}

/** Keeps what was submitted. */
export async function freeze(
  tx: Db,
  orderId: number,
  maker: Maker & { automatic?: boolean },
  content: SubmissionContent,
  approvedAt: Date,
): Promise<void> {
  const { userId: approvedById, automatic = false } = maker;
  await tx.orderSubmission.create({ data: { orderId, content, approvedById, automatic, approvedAt } });
}

/** A line of an offer as the order has it. */
function lineRow(line: ShownLine, orderId: number, maker: Maker) {
  const { description, quantityThousandths, unitPriceMinor, vatBasisPoints } = line;
  const priced = { description, quantityThousandths, unitPriceMinor, vatBasisPoints };
  return { ...priced, orderId, kind: 'service', warranty: false, createdById: maker.userId };
}

/** Where the devices of a basket go. */
export async function locationOf(tx: Db, basketId: number): Promise<number> {
  const basket = await tx.basket.findUniqueOrThrow({ where: { id: basketId }, select: { locationId: true } });
  if (basket.locationId !== null) return basket.locationId;
  return (await tx.location.findFirstOrThrow({ where: { active: true }, orderBy: { name: 'asc' } })).id;
}

/** A device of a basket as it is known by its number. */
export function deviceOf({ name, imei, serial }: ShownDevice) {
  const parsed = parseIdentifier(imei ?? serial ?? '');
  return { identifier: parsed.ok ? parsed.value : null, imei, serial, name };
}

function submissionOf({ content }: LockedOffer, { name, device, problem }: Planned): SubmissionContent {
  return {
    locale: content.locale,
    customer: { number: content.customer.number, name: content.customer.name },
    location: content.location ?? { name: '–', address: '' },
    device: { name, imei: device?.imei ?? null, serial: device?.serial ?? null },
    problem,
    customerReferences: [],
    internalReferences: [],
    delivery: null,
    answers: [],
  };
}
