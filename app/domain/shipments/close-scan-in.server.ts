import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockShipment } from './lock-shipment.server';
import { mayShipment } from './rules';
import { tallyShipment } from './scan-difference.server';
import { lockForScan } from './scan-in.server';

/** What the person saw as the difference when they closed. */
export type SeenDifference = { missing: number; unexpected: number };

/**
 * Ends the scan-in and states the difference. What is missing stays on its way and may still arrive. A repeat changes
 * nothing.
 * Throws DomainError `not_found` (404), `shipment_not_sent` (409), `nothing_scanned` (409), `difference_changed` (409:
 * somebody scanned meanwhile).
 */
export async function closeScanIn(viewer: Viewer, number: string, seen: SeenDifference): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockForScan(tx, viewer, number);
    if (shipment.status === 'closed') return;
    const tally = await tallyShipment(tx, shipment);
    if (!shipment.arrivedAt && tally.here === 0) throw new DomainError('nothing_scanned');
    if (tally.missing !== seen.missing || tally.unexpected !== seen.unexpected)
      throw new DomainError('difference_changed');
    const now = new Date();
    await tx.shipment.update({
      where: { id: shipment.id },
      data: {
        status: 'closed',
        closedAt: now,
        arrivedAt: shipment.arrivedAt ?? now,
        difference: tally.missing + tally.unexpected,
      },
    });
    await appendEvent(tx, {
      type: 'shipment.closed',
      shipmentId: shipment.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: tally,
    });
  });
}

/**
 * Notes that the sender has read the difference. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403).
 */
export async function noteDifference(viewer: Viewer, number: string): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (!mayShipment('note_difference', shipment, viewer.role)) throw new DomainError('not_allowed', 403);
    if (shipment.difference === 0 || shipment.differenceSeenAt) return;
    await tx.shipment.update({ where: { id: shipment.id }, data: { differenceSeenAt: new Date() } });
    await appendEvent(tx, {
      type: 'shipment.difference_noted',
      shipmentId: shipment.id,
      actorId: viewer.userId,
      visibility: 'public',
      data: { difference: shipment.difference },
    });
  });
}
