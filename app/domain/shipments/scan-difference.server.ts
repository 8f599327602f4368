import { type Db, transaction } from '~/platform/db.server';

/** What was sent and what came. `missing` and `unexpected` together are the difference. */
export type Tally = { expected: number; here: number; missing: number; unexpected: number };

/** Counts the devices of a confirmed or closed shipment. An order that was taken out again is not expected. */
export async function tallyShipment(tx: Db, shipment: { id: number; direction: string }): Promise<Tally> {
  const [items] = await tx.$queryRaw<{ expected: number; here: number }[]>`
    SELECT count(*) FILTER (WHERE live OR scanned_at IS NOT NULL OR ${shipment.direction} = 'return')::int AS expected,
           count(scanned_at)::int AS here
    FROM shipment_items WHERE shipment_id = ${shipment.id}`;
  const [scans] = await tx.$queryRaw<{ unexpected: number }[]>`
    SELECT count(DISTINCT order_id)::int AS unexpected
    FROM shipment_scans WHERE shipment_id = ${shipment.id} AND result = 'unexpected'`;
  const { expected = 0, here = 0 } = items ?? {};
  return { expected, here, missing: expected - here, unexpected: scans?.unexpected ?? 0 };
}

/** Brings the difference of a locked, closed shipment up to date. One that grew has not been noted by the account yet. */
export async function updateDifference(
  tx: Db,
  shipment: { id: number; direction: string; difference: number },
): Promise<void> {
  const { missing, unexpected } = await tallyShipment(tx, shipment);
  const difference = missing + unexpected;
  if (difference === shipment.difference) return;
  await tx.shipment.update({
    where: { id: shipment.id },
    data: { difference, ...(difference > shipment.difference ? { differenceSeenAt: null } : {}) },
  });
}

/**
 * Lets an order that moved by other ways than the receiving desk (at the counter, taken back, cancelled) count in the
 * differences of the closed shipments that it is in. Bears a repeat.
 */
export async function followMovedOrder(event: { type: string; orderId: number | null }): Promise<void> {
  const { type, orderId } = event;
  if (type !== 'order.moved' || orderId === null) return;
  await transaction(async (tx) => {
    const closed = await tx.$queryRaw<{ id: number; direction: string; difference: number }[]>`
      SELECT id, direction, difference FROM shipments
      WHERE status = 'closed' AND id IN (SELECT shipment_id FROM shipment_items WHERE order_id = ${orderId})
      ORDER BY id FOR UPDATE`;
    for (const shipment of closed) await updateDifference(tx, shipment);
  });
}
