import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleSql } from '../orders/visible.server';
import type { ParsedQuery } from './rules';

/** An order that has a typed identifier. */
export type IdentifiedOrder = {
  id: number;
  number: string;
  /** The whole text is the identifier, not a part of it. */
  whole: boolean;
  /** It was found by its order number and by nothing else. */
  asNumber: boolean;
};

/**
 * The visible orders that have one of the typed identifiers, letter for letter after folding; the newest first, those
 * that have the whole text before those that have a part of it. One statement, by the index of the spellings.
 */
export async function findIdentified(
  viewer: Viewer,
  query: ParsedQuery,
  limit: number,
): Promise<IdentifiedOrder[]> {
  const { whole, numbers, imei14, parts } = query;
  const { condition, value } = visibleSql(viewer, 'o', '$6');
  const { rows } = await pool().query<IdentifiedOrder>({
    name: `search-identifiers-${viewer.role}`,
    text: `SELECT o.id, o.number, bool_or(NOT i.term = ANY ($5::text[])) AS whole, bool_and(i.kind = 'number') AS "asNumber"
           FROM order_identifiers i JOIN orders o ON o.id = i.order_id
           WHERE i.term = ANY ($1::text[])
             AND CASE i.kind WHEN 'imei14' THEN i.term = ANY ($2::text[])
                             WHEN 'number' THEN i.term = ANY ($3::text[])
                             ELSE i.term = ANY ($4::text[]) END
             AND ${condition}
           GROUP BY o.id ORDER BY 3 DESC, o.created_at DESC, o.id DESC LIMIT $7`,
    values: [
      [...new Set([...whole, ...numbers, ...imei14, ...parts])],
      imei14,
      [...whole, ...numbers, ...parts],
      [...whole, ...parts],
      parts.filter((part) => !whole.includes(part)),
      value,
      limit,
    ],
  });
  return rows;
}
