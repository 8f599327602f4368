import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleTo } from '../orders/visible.server';
import { findIdentified } from './identifiers.server';
import { parseQuery } from './rules';

const LIMIT = 50;

/**
 * The order that a scanned code means: the only one that has this whole identifier, or the only one of them that is still
 * open (a device may have been here before).
 * @returns its number; `several` when more than one is meant, null when none is
 */
export async function findScanned(viewer: Viewer, code: string): Promise<string | 'several' | null> {
  const query = parseQuery(code);
  if (query.folded === '') return null;
  const found = (await findIdentified(viewer, query, LIMIT)).filter(({ whole }) => whole);
  if (found.length <= 1) return found[0]?.number ?? null;
  const open = await db().order.findMany({
    where: {
      AND: [{ id: { in: found.map(({ id }) => id) }, stage: { not: 'completed' } }, visibleTo(viewer)],
    },
    take: 2,
    select: { number: true },
  });
  return open.length === 1 && open[0] ? open[0].number : 'several';
}
