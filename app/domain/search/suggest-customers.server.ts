import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { orderableSql } from '../companies/queries.server';
import { visibleSql } from '../orders/visible.server';
import { containing, type ParsedQuery, startingWord } from './rules';

/** A look-up that takes longer suggests nobody. */
const TIMEOUT_MS = 500;
const NAME = `lower(c.name || ' ' || c.number)`;

export type SuggestedCustomer = {
  /** Of one that the viewer may order for. */
  id: number | null;
  number: string;
  name: string;
};

/**
 * Companies whose name or number has every word of the text: those that the viewer may order for, and those with an order
 * that the viewer may see. Names and numbers that begin with the text come first.
 */
export async function suggestCustomers(
  viewer: Viewer,
  query: ParsedQuery,
  limit: number,
): Promise<SuggestedCustomer[]> {
  if (query.words.length === 0) return [];
  const client = await pool().connect();
  let broken: unknown;
  try {
    // Without the second setting one visible order of many is looked for in the whole table.
    await client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${TIMEOUT_MS}; SET LOCAL enable_seqscan = off`,
    );
    const { rows } = await client.query<SuggestedCustomer>(statement(viewer, query, limit));
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    await client.query('ROLLBACK').catch((failed) => {
      broken = failed;
    });
    if ((error as { code?: unknown }).code !== '57014') throw error;
    return [];
  } finally {
    client.release(Boolean(broken));
  }
}

function statement(viewer: Viewer, { text, words }: ParsedQuery, limit: number) {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const hasWord = words.map((forms) => {
    const patterns = forms.flatMap((form) =>
      /[\p{L}\p{N}]{3}/u.test(form) ? [containing(form)] : startingWord(form),
    );
    return `(${patterns.map((pattern) => `${NAME} LIKE ${place(pattern)}`).join(' OR ')})`;
  });
  const orderable = orderableSql(viewer, 'c', `$${values.length + 1}`);
  values.push(orderable.value);
  const visible = visibleSql(viewer, 'o', `$${values.length + 1}`);
  values.push(visible.value);
  const start = place(containing(text.toLowerCase()).slice(1));
  return {
    text: `SELECT CASE WHEN ${orderable.condition} THEN c.id END AS id, c.number, c.name FROM companies c
           WHERE ${hasWord.join(' AND ')} AND ((${orderable.condition})
             OR (SELECT true FROM orders o WHERE o.customer_id = c.id AND ${visible.condition} LIMIT 1))
           ORDER BY lower(c.number) LIKE ${start} OR lower(c.name) LIKE ${start} DESC, c.name, c.id LIMIT ${place(limit)}`,
    values,
  };
}
