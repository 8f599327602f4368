import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleSql } from '../orders/visible.server';
import { findOrders } from './find.server';
import { findIdentified } from './identifiers.server';
import { isAmbiguous, parseQuery } from './rules';

/** Most orders that a search gives back. */
const LIMIT = 1000;

export type SearchResult = {
  /** Number of the order that is meant: exactly one has this identifier. */
  exact: string | null;
  /** Number of the one order that has this identifier, where the text may mean others as well. */
  closest: string | null;
  /** Ids of the orders found, the best first, at most 1000. */
  ids: number[];
};

/**
 * The viewer's orders that fit `text`: whole identifiers in any spelling; without one, ends (from 4 characters) and
 * beginnings of identifiers, then words of the device, the problem and the customer's name. A whole identifier is
 * never mixed with what is merely like it, unless the text is so short that it may mean either. At most `limit` orders.
 */
export async function searchOrders(viewer: Viewer, text: string, limit = LIMIT): Promise<SearchResult> {
  const query = parseQuery(text);
  if (query.folded === '') return { exact: null, closest: null, ids: [] };
  const identified = await findIdentified(viewer, query, limit);
  const whole = identified.filter((order) => order.whole);
  const [only] = whole;
  if (
    only &&
    !isAmbiguous(
      query,
      whole.every((order) => order.asNumber),
    )
  )
    return { exact: whole.length === 1 ? only.number : null, closest: null, ids: whole.map(({ id }) => id) };

  const { ids: found } = await findOrders(viewer, query, limit);
  const first = identified.map(({ id }) => id);
  const others = await onlyVisible(
    viewer,
    found.filter((id) => !first.includes(id)),
  );
  const one = whole.length === 1 && only ? only.number : null;
  return {
    exact: others.length === 0 ? one : null,
    closest: others.length === 0 ? null : one,
    ids: [...first, ...others].slice(0, limit),
  };
}

/** Of these ids those of orders that the viewer may know of, in the same order. */
async function onlyVisible(viewer: Viewer, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const { condition, value } = visibleSql(viewer, 'o', '$2');
  const { rows } = await pool().query<{ id: number }>({
    name: `search-visible-${viewer.role}`,
    text: `SELECT o.id FROM orders o WHERE o.id = ANY ($1::int[]) AND ${condition}`,
    values: [ids, value],
  });
  const visible = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => visible.has(id));
}
