import type { Viewer } from '~/domain/auth/rules';
import { listAssignees } from '~/domain/orders/assignees.server';
import { deviceWarnings } from '~/domain/orders/device-warnings.server';
import { listLocations } from '~/domain/orders/locations.server';
import { countQueue, listQueue } from '~/domain/orders/queue.server';
import { handMovesFor } from '~/domain/orders/rules';
import { notFound } from '~/platform/http/responses.server';
import type { QueueState } from './queue-url';

/** Everything that the queue of an address shows; null where the viewer works at no location. */
export async function loadQueue(viewer: Viewer, asked: QueueState) {
  const locations = await listLocations(viewer);
  const location =
    asked.locationId === null ? locations[0] : locations.find(({ id }) => id === asked.locationId);
  if (asked.locationId !== null && !location) throw notFound();
  if (!location) return null;
  const now = new Date();
  const [page, counts, assignees] = await Promise.all([
    listQueue(viewer, { ...asked, locationId: location.id }),
    countQueue(viewer, location.id, now),
    listAssignees(location.id),
  ]);
  const warnings = await deviceWarnings(
    viewer,
    page.rows.map(({ id }) => id),
  );
  return {
    state: asked,
    location,
    locations,
    counts,
    assignees,
    page: {
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        moves: handMovesFor(row.kind, row.status, viewer.role),
        warning: warnings.get(row.id) ?? null,
      })),
    },
    me: viewer.userId,
    now: now.getTime(),
  };
}

export type Queue = NonNullable<Awaited<ReturnType<typeof loadQueue>>>;
export type QueueEntry = Queue['page']['rows'][number];
