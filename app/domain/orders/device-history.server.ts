import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { parseIdentifier } from '../devices/rules';
import { type HistoryMarks, historyMarks } from './device-rules';
import { repairWarrantyMonths } from './repair-warranty.server';
import type { OrderKind, Status } from './rules';
import { visibleTo } from './visible.server';

/** The orders of one device that are looked at, the latest. */
const ORDERS_MAX = 200;

/** The device with this id and what else was noted for it under its IMEI: with or without the software version. */
async function sameDevices(device: { id: number; imei: string | null }): Promise<number[]> {
  if (!device.imei) return [device.id];
  const same = await db().device.findMany({ where: { imei: device.imei }, select: { id: true } });
  return [...new Set([device.id, ...same.map(({ id }) => id)])];
}

/** The submitted orders of these devices that the viewer may know of, newest first, with what they are to each other. */
async function ordersOf(viewer: Viewer, deviceIds: number[]) {
  const [rows, months] = await Promise.all([
    db().order.findMany({
      where: { AND: [visibleTo(viewer), { deviceId: { in: deviceIds }, status: { not: 'draft' } }] },
      orderBy: { id: 'desc' },
      take: ORDERS_MAX,
      select: {
        id: true,
        number: true,
        kind: true,
        status: true,
        stage: true,
        problem: true,
        createdAt: true,
        confirmedAt: true,
        completedAt: true,
        customer: { select: { name: true } },
        location: { select: { name: true, timeZone: true } },
      },
    }),
    repairWarrantyMonths(),
  ]);
  const orders = rows.map(({ kind, status, customer, location, createdAt, confirmedAt, ...row }) => ({
    ...row,
    kind: kind as OrderKind,
    status: status as Status,
    customer: customer.name,
    location: location.name,
    timeZone: location.timeZone,
    placedAt: confirmedAt ?? createdAt,
  }));
  const marks = historyMarks(orders, months);
  return orders.map((order) => ({ ...order, ...(marks.get(order.number) ?? NO_MARKS) }));
}

const NO_MARKS: HistoryMarks = { repeatOf: null, coveredBy: null, warrantyUntil: null };

export type DeviceOrder = Awaited<ReturnType<typeof ordersOf>>[number];

/**
 * A device with its orders, newest first; null when the viewer may know of none of them.
 * @param known the viewer may know of the device all the same
 */
export async function getDevice(viewer: Viewer, id: number, known = false) {
  const device = await db().device.findUnique({
    where: { id },
    select: { id: true, name: true, imei: true, serial: true },
  });
  if (!device) return null;
  const orders = await ordersOf(viewer, await sameDevices(device));
  return orders.length > 0 || known ? { ...device, orders } : null;
}

/** What the history of its device says about an order that was already found to be the viewer's; null without a device. */
export async function historyOfOrder(viewer: Viewer, order: { number: string; deviceId: number | null }) {
  if (order.deviceId === null) return null;
  const device = await getDevice(viewer, order.deviceId);
  const own = device?.orders.find(({ number }) => number === order.number);
  if (!device || !own) return null;
  const { repeatOf, coveredBy, warrantyUntil } = own;
  const others = device.orders.filter(({ number }) => number !== order.number);
  return {
    deviceId: device.id,
    others: others.length,
    /** Other orders of the device that are not completed, while this one is not either. */
    open: own.stage === 'completed' ? [] : others.filter(isOpen).map(({ number }) => number),
    repeatOf,
    coveredBy,
    warrantyUntil,
  };
}

const isOpen = ({ stage }: Pick<DeviceOrder, 'stage'>) => stage !== 'completed';

/**
 * What is known of a typed identifier before it is ordered for: the viewer's open orders of that device, and its last repair
 * where it comes back soon. Nothing for what is no identifier.
 * @param submissionKey of the form itself, whose own order is none of the others
 */
export async function deviceBefore(viewer: Viewer, typed: string, submissionKey = '') {
  const parsed = parseIdentifier(typed);
  if (!parsed.ok) return { identifier: '', open: [], repeatOf: null, coveredBy: null };
  const devices = await db().device.findMany({
    where: { OR: [{ identifier: parsed.value }, ...(parsed.imei ? [{ imei: parsed.imei }] : [])] },
    select: { id: true },
  });
  const own = submissionKey
    ? await db().order.findUnique({ where: { submissionKey }, select: { id: true } })
    : null;
  const ids = devices.map(({ id }) => id);
  const orders = ids.length > 0 ? await ordersOf(viewer, ids) : [];
  const others = orders.filter(({ id }) => id !== own?.id);
  const soon = { ...NEXT, placedAt: new Date() };
  const marks = historyMarks([...others, soon], await repairWarrantyMonths()).get(soon.number) ?? NO_MARKS;
  return {
    identifier: parsed.value,
    open: others.filter(isOpen).map(({ number }) => number),
    repeatOf: marks.repeatOf,
    coveredBy: marks.coveredBy,
  };
}

/** The order that is about to be placed. */
const NEXT = { number: '', status: 'draft', stage: 'new', completedAt: null, timeZone: 'UTC' };

export type DeviceBefore = Awaited<ReturnType<typeof deviceBefore>>;
