import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { activeMethod } from './create-shipment.server';
import type { LockedShipment } from './lock-shipment.server';
import { isPast } from './pick-up.server';
import { parcelCode } from './rules';
import type { PackingForm } from './schema';

/** What of a shipment was changed, as its event says it. */
export type PackingChange = 'pick_up' | 'method' | 'note' | 'parcels' | 'weights' | 'packing' | 'accessories';

const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

/**
 * Writes how a locked shipment is packed. With fewer parcels than before the last ones are taken away, and what was in
 * them goes into the last that is left.
 * @returns what was changed
 * Throws DomainError `pick_up_past` (422), `bad_form` (400: an unknown method).
 */
export async function writePacking(
  tx: Db,
  shipment: LockedShipment,
  form: PackingForm,
): Promise<PackingChange[]> {
  return [
    ...(await writeDetails(tx, shipment, form)),
    ...(await writeParcels(tx, shipment, form)),
    ...(await writeItems(tx, shipment, form)),
  ];
}

async function writeDetails(tx: Db, shipment: LockedShipment, form: PackingForm): Promise<PackingChange[]> {
  const changes: PackingChange[] = [];
  if (form.pickUpOn !== dayOf(shipment.pickUpOn)) changes.push('pick_up');
  if (form.methodId !== shipment.shippingMethodId) changes.push('method');
  if (form.note !== shipment.note) changes.push('note');
  if (changes.length === 0) return changes;
  if (changes.includes('pick_up') && form.pickUpOn && isPast(form.pickUpOn, shipment.location))
    throw new DomainError('pick_up_past', 422);
  if (changes.includes('method') && form.methodId !== null) await activeMethod(tx, form.methodId);
  await tx.shipment.update({
    where: { id: shipment.id },
    data: {
      pickUpOn: form.pickUpOn ? new Date(form.pickUpOn) : null,
      shippingMethodId: form.methodId,
      note: form.note,
    },
  });
  return changes;
}

async function writeParcels(tx: Db, shipment: LockedShipment, form: PackingForm): Promise<PackingChange[]> {
  const { parcels } = shipment;
  const kept = parcels.slice(0, form.parcels);
  const changes: PackingChange[] = [];
  for (const [index, { id, weightGrams }] of kept.entries()) {
    const typed = form.weights[index];
    if (typed === undefined || typed === weightGrams) continue;
    await tx.shipmentParcel.update({ where: { id }, data: { weightGrams: typed } });
    changes.push('weights');
  }
  if (form.parcels > parcels.length) {
    const added = Array.from(
      { length: form.parcels - parcels.length },
      (_, index) => parcels.length + index + 1,
    );
    await tx.shipmentParcel.createMany({
      data: added.map((position) => ({
        shipmentId: shipment.id,
        position,
        weightGrams: form.weights[position - 1] ?? null,
        code: parcelCode(shipment.number, position),
      })),
    });
  }
  const gone = parcels.slice(form.parcels).map(({ id }) => id);
  const last = kept.at(-1);
  if (gone.length > 0 && last) {
    await tx.shipmentItem.updateMany({ where: { parcelId: { in: gone } }, data: { parcelId: last.id } });
    await tx.shipmentParcel.deleteMany({ where: { id: { in: gone } } });
  }
  return [
    ...new Set<PackingChange>([
      ...changes,
      ...(form.parcels === parcels.length ? [] : (['parcels'] as const)),
    ]),
  ];
}

async function writeItems(tx: Db, shipment: LockedShipment, form: PackingForm): Promise<PackingChange[]> {
  const parcels = await tx.shipmentParcel.findMany({ where: { shipmentId: shipment.id } });
  const idAt = new Map(parcels.map(({ id, position }) => [position, id]));
  const known = new Map(shipment.items.map((item) => [item.id, item]));
  const before = new Map(shipment.parcels.map(({ id, position }) => [id, Math.min(position, form.parcels)]));
  const changes = new Set<PackingChange>();
  const rows = form.items.flatMap(({ id, parcel, accessories }) => {
    const item = known.get(id);
    if (!item) return [];
    const position = before.get(item.parcelId ?? 0) ?? 1;
    const wanted = parcel !== null && idAt.has(parcel) ? parcel : position;
    if (wanted !== position) changes.add('packing');
    if (accessories !== item.accessories) changes.add('accessories');
    return wanted === position && accessories === item.accessories && item.parcelId !== null
      ? []
      : [{ id, parcelId: idAt.get(wanted) ?? 0, accessories }];
  });
  if (rows.length > 0)
    await tx.$executeRaw`
      UPDATE shipment_items i SET parcel_id = packed.parcel_id, accessories = packed.accessories
      FROM unnest(
        ${rows.map(({ id }) => id)}::int[], ${rows.map(({ parcelId }) => parcelId)}::int[],
        ${rows.map(({ accessories }) => accessories)}::text[]) AS packed (id, parcel_id, accessories)
      WHERE i.id = packed.id`;
  return [...changes];
}

/** Puts the devices of a locked shipment into these parcels, given by position, one for each device in its order. */
export async function placeItems(
  tx: Db,
  shipmentId: number,
  positionOf: (index: number) => number,
): Promise<void> {
  const parcels = await tx.shipmentParcel.findMany({ where: { shipmentId } });
  const items = await tx.shipmentItem.findMany({
    where: { shipmentId },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id, position } of parcels) {
    const inIt = items.filter((_, index) => positionOf(index) === position).map((item) => item.id);
    await tx.shipmentItem.updateMany({ where: { id: { in: inIt } }, data: { parcelId: id } });
  }
}
