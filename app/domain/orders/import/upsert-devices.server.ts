import type { Db } from '~/platform/db.server';

type Device = {
  identifier: string | null;
  imei: string | null;
  serial: string | null;
  name: string;
  manufacturer: string;
};

/**
 * The devices with these identifiers, made where they are new, as `upsertDevice` does one by one; each unidentified device
 * is a new one.
 * @returns their ids, in the same order
 */
export async function upsertDevices(tx: Db, devices: readonly Device[]): Promise<number[]> {
  const named = new Map(
    devices.flatMap((device) => (device.identifier ? [[device.identifier, device] as const] : [])),
  );
  const identifiers = [...named.keys()].sort();
  const fresh = await insert(
    tx,
    devices.filter(({ identifier }) => identifier === null),
  );
  // In the order of their identifiers, so that two imports with some of the same devices cannot wait for each other.
  await insert(
    tx,
    identifiers.flatMap((identifier) => named.get(identifier) ?? []),
  );
  const known = await tx.device.findMany({
    where: { identifier: { in: identifiers } },
    select: { id: true, identifier: true },
  });
  const ids = new Map(known.map(({ id, identifier }) => [identifier, id]));
  let next = 0;
  return devices.map(({ identifier }) => (identifier === null ? fresh[next++] : ids.get(identifier)) ?? 0);
}

/** Inserts those whose identifier is new. @returns the ids of the new rows, in the order of the devices */
async function insert(tx: Db, devices: readonly Device[]): Promise<number[]> {
  if (devices.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO devices (identifier, imei, serial, name, manufacturer)
    SELECT d->>'identifier', d->>'imei', d->>'serial', d->>'name', d->>'manufacturer'
    FROM jsonb_array_elements(${JSON.stringify(devices)}::jsonb) WITH ORDINALITY AS a (d, place) ORDER BY place
    ON CONFLICT (identifier) DO NOTHING RETURNING id`;
  return rows.map(({ id }) => id);
}
