import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleSql } from '../orders/visible.server';
import { type PastedList, parsePastedList } from './paste-rules';
import type { ParsedQuery } from './rules';

/** Most orders of one identifier, and of a list. */
const PER_ENTRY_MAX = 100;
const ORDERS_MAX = 1000;

export type ListedOrders = Omit<PastedList, 'entries'> & {
  /** How many identifiers were looked for. */
  asked: number;
  /** Ids of the orders found, each once, in the order pasted; those of one identifier the newest first. At most 1000. */
  ids: number[];
  /** The identifiers of which the viewer has no order, as they were pasted. */
  missing: string[];
  /** There are more orders than are given back: over 100 of one identifier, or over 1000 altogether. */
  cut: boolean;
};

/**
 * The viewer's orders that have one of the pasted identifiers, in any spelling that the search knows. Whole identifiers
 * only. One statement, by the index of the spellings.
 */
export async function findListed(viewer: Viewer, text: string): Promise<ListedOrders> {
  const { entries, ...left } = parsePastedList(text);
  const ordersOf = await resolve(viewer, entries);
  const ids = [...new Set(entries.flatMap((_, entry) => ordersOf.get(entry)?.slice(0, PER_ENTRY_MAX) ?? []))];
  return {
    ...left,
    asked: entries.length,
    ids: ids.slice(0, ORDERS_MAX),
    missing: entries.filter((_, entry) => !ordersOf.has(entry)).map((query) => query.text),
    cut: ids.length > ORDERS_MAX || [...ordersOf.values()].some((found) => found.length > PER_ENTRY_MAX),
  };
}

/** By the place of an identifier in the list: the orders that have it. */
async function resolve(viewer: Viewer, entries: ParsedQuery[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  const spellings = entries.flatMap(({ whole, numbers, imei14 }, entry) => [
    ...whole.map((term) => ({ entry, term, only: '' })),
    ...numbers.map((term) => ({ entry, term, only: 'number' })),
    ...imei14.map((term) => ({ entry, term, only: 'imei14' })),
  ]);
  if (spellings.length === 0) return found;
  const { condition, value } = visibleSql(viewer, 'o', '$4');
  const { rows } = await pool().query<{ entry: number; id: number }>({
    name: `search-pasted-${viewer.role}`,
    text: `SELECT s.entry, f.id FROM unnest($1::int[], $2::text[], $3::text[]) s (entry, term, only_kind),
             LATERAL (SELECT o.id, o.created_at FROM order_identifiers i JOIN orders o ON o.id = i.order_id
                      WHERE i.term = s.term AND CASE s.only_kind WHEN '' THEN i.kind <> 'imei14' ELSE i.kind = s.only_kind END
                        AND ${condition}
                      ORDER BY o.created_at DESC, o.id DESC LIMIT ${PER_ENTRY_MAX + 1}) f
           GROUP BY s.entry, f.id ORDER BY s.entry, max(f.created_at) DESC, f.id DESC`,
    values: [
      spellings.map(({ entry }) => entry),
      spellings.map(({ term }) => term),
      spellings.map(({ only }) => only),
      value,
    ],
  });
  for (const { entry, id } of rows) found.set(entry, [...(found.get(entry) ?? []), id]);
  return found;
}
