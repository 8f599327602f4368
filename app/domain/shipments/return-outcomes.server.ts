import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { cleanText } from '~/platform/text';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockShipment } from './lock-shipment.server';
import { mayShipment } from './rules';

/** Longest reason, in characters. */
export const REASON_MAX = 500;

/**
 * Keeps why devices of a return draft go back unrepaired; those with an empty reason go back repaired.
 * @param reasons the reason of each item that was shown, by its id
 * Throws DomainError `not_found` (404), `shipment_changed` (409: no draft of a return any more).
 */
export async function saveOutcomes(
  viewer: Viewer,
  number: string,
  reasons: ReadonlyMap<number, string>,
): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (shipment.direction !== 'return' || !mayShipment('adjust', shipment, viewer.role))
      throw new DomainError('shipment_changed');
    let changed = 0;
    for (const { id, unrepairedReason } of shipment.items) {
      const typed = reasons.get(id);
      const reason = typed === undefined ? unrepairedReason : cleanText(typed).slice(0, REASON_MAX) || null;
      if (reason === unrepairedReason) continue;
      await tx.shipmentItem.update({ where: { id }, data: { unrepairedReason: reason } });
      changed += 1;
    }
    if (changed > 0)
      await appendEvent(tx, {
        type: 'shipment.adjusted',
        shipmentId: shipment.id,
        actorId: viewer.userId,
        visibility: 'internal',
        data: { changes: ['outcomes'], added: 0, removed: 0 },
      });
  });
}
