import type { Db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';

type Happened =
  | 'settlement.created'
  | 'settlement.cancelled'
  | 'settlement.invoiced'
  | 'settlement.accepted'
  | 'settlement.returned'
  | 'settlement.paid';

/** Appends an event of a settlement, about the partner's company, in the caller's transaction. */
export async function appendSettlementEvent(
  tx: Db,
  viewer: Viewer,
  settlement: { number: string; partnerId: number },
  happened: Happened,
  data: Record<string, unknown> = {},
): Promise<void> {
  await appendEvent(tx, {
    type: happened,
    companyId: settlement.partnerId,
    actorId: viewer.userId,
    visibility: 'public',
    data: { settlement: settlement.number, ...data },
  });
}
