import type { Viewer } from '~/domain/auth/rules';
import { listOrdersById } from '~/domain/orders/list.server';
import { listLocations } from '~/domain/orders/locations.server';
import { findListed } from '~/domain/search/paste.server';

/** What the page shows of a pasted list. */
export async function findList(viewer: Viewer, text: string) {
  const [{ ids, ...listed }, locations] = await Promise.all([
    findListed(viewer, text),
    listLocations(viewer),
  ]);
  return {
    ...listed,
    rows: await listOrdersById(viewer, ids),
    locations,
    role: viewer.role,
    now: Date.now(),
  };
}

export type FoundList = Awaited<ReturnType<typeof findList>>;
