import { z } from 'zod';
import { type Db, db, transaction } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { requestRebuild } from './sync.server';

const REQUESTED = 'search.rebuild_requested';
const REBUILT = 'search.index_rebuilt';

const rebuilt = z.object({ documents: z.number(), seconds: z.number() });

/** What is known of rebuilds from their events. `by` is a name; null: the portal itself, or the command line. */
export type RebuildLog = {
  /** A rebuild that was asked for and has not ended yet. */
  asked: { at: Date; by: string | null } | null;
  last: { endedAt: Date; by: string | null; documents: number; seconds: number } | null;
};

const lastOf = (tx: Db, type: string) =>
  tx.event.findFirst({
    // The index of events begins with the order; rebuilds are of none.
    where: { orderId: null, type },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    include: { actor: { select: { name: true } } },
  });

async function lastEvents(tx: Db = db()) {
  const request = await lastOf(tx, REQUESTED);
  const end = await lastOf(tx, REBUILT);
  return { open: request && (!end || request.id > end.id) ? request : null, end };
}

/** The rebuild that is asked for, and the last one that ended well. */
export async function readRebuildLog(): Promise<RebuildLog> {
  const { open, end } = await lastEvents();
  const facts = rebuilt.safeParse(end?.data);
  return {
    asked: open && { at: open.at, by: open.actor?.name ?? null },
    last: end && facts.success ? { endedAt: end.at, by: end.actor?.name ?? null, ...facts.data } : null,
  };
}

/** Keeps that the viewer asked for a rebuild, and enqueues its job; while one is asked for, only the job. */
export async function askForRebuild(viewer: Viewer): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM search_sync FOR UPDATE`;
    if ((await lastEvents(tx)).open === null)
      await appendEvent(tx, { type: REQUESTED, actorId: viewer.userId, visibility: 'internal' });
    await requestRebuild({ tx });
  });
}

/** Keeps that the index was built anew, and for whom. @param seconds how long it took */
export async function noteRebuilt(documents: number, seconds: number): Promise<void> {
  await transaction(async (tx) => {
    const { open } = await lastEvents(tx);
    await appendEvent(tx, {
      type: REBUILT,
      visibility: 'internal',
      data: { documents, seconds: Math.round(seconds * 10) / 10 },
      ...(open?.actorId != null && { actorId: open.actorId }),
    });
  });
}
