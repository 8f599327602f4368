import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { parseIdentifier } from '../devices/rules';
import { dateOf, dayIn } from './rules';
import { contractsVisibleTo } from './visible.server';

/** A contract that covers a device now; `until` is its last day, the start of it in UTC. */
export type Cover = { contract: string; planEn: string; planDe: string; until: Date; renews: boolean };

/** The cover of devices by contracts that the viewer may know of, what lasts longest first. */
async function coverOf(viewer: Viewer, deviceIds: number[]): Promise<Cover[]> {
  if (deviceIds.length === 0) return [];
  const { timeZone } = await getOperator();
  const today = dateOf(dayIn(new Date(), timeZone));
  const contracts = await db().contract.findMany({
    where: {
      AND: [
        contractsVisibleTo(viewer),
        { state: 'active', endsOn: { gte: today } },
        { versions: { some: { devices: { some: { deviceId: { in: deviceIds } } } } } },
      ],
    },
    orderBy: { endsOn: 'desc' },
    include: {
      servicePlan: { select: { nameEn: true, nameDe: true } },
      versions: {
        orderBy: { version: 'desc' },
        take: 1,
        include: { devices: { select: { deviceId: true } } },
      },
    },
  });
  return contracts.flatMap(({ number, endsOn, servicePlan, versions: [current] }) =>
    current?.devices.some(({ deviceId }) => deviceIds.includes(deviceId))
      ? [
          {
            contract: number,
            planEn: servicePlan.nameEn,
            planDe: servicePlan.nameDe,
            until: endsOn,
            renews: current.renews,
          },
        ]
      : [],
  );
}

/** The cover of a device, also of what else was noted for it under its IMEI. */
export async function coverOfDevice(viewer: Viewer, deviceId: number | null): Promise<Cover[]> {
  if (deviceId === null || viewer.role === 'partner') return [];
  const device = await db().device.findUnique({ where: { id: deviceId }, select: { imei: true } });
  const same = device?.imei
    ? await db().device.findMany({ where: { imei: device.imei }, select: { id: true } })
    : [];
  return coverOf(viewer, [deviceId, ...same.map(({ id }) => id)]);
}

/** The cover of the device whose number was typed; nothing for what is no identifier. */
export async function coverOfTyped(viewer: Viewer, typed: string): Promise<Cover[]> {
  const parsed = parseIdentifier(typed);
  if (!parsed.ok) return [];
  const devices = await db().device.findMany({
    where: { OR: [{ identifier: parsed.value }, ...(parsed.imei ? [{ imei: parsed.imei }] : [])] },
    select: { id: true },
  });
  return coverOf(
    viewer,
    devices.map(({ id }) => id),
  );
}
