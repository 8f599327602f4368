import type { Db } from '~/platform/db.server';

/** The device with this normalised identifier, made when it is new; each unidentified device is a new one. */
export async function upsertDevice(
  tx: Db,
  device: { identifier: string | null; imei: string | null; serial: string | null; name: string },
): Promise<number> {
  if (device.identifier === null) {
    return (await tx.device.create({ data: device, select: { id: true } })).id;
  }
  await tx.device.createMany({ data: [device], skipDuplicates: true });
  const found = await tx.device.findUniqueOrThrow({
    where: { identifier: device.identifier },
    select: { id: true },
  });
  return found.id;
}
