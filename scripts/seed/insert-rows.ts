import type { ClientBase } from 'pg';

/**
 * Inserts `rows` (keys are column names) in one statement; columns that the rows leave out get their default.
 * Values travel as one JSON document: dates as ISO text, arrays and objects as JSON.
 * @returns how many rows went in; with `onConflict: 'skip'` those that were there already do not count
 */
export async function insertRows(
  client: ClientBase,
  table: string,
  rows: readonly object[],
  onConflict: 'fail' | 'skip' = 'fail',
): Promise<number> {
  const first = rows[0];
  if (!first) return 0;
  const columns = Object.keys(first)
    .map((name) => `"${name}"`)
    .join(', ');
  const result = await client.query(
    `INSERT INTO "${table}" (${columns})
     SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::json)
     ${onConflict === 'skip' ? 'ON CONFLICT DO NOTHING' : ''}`,
    [JSON.stringify(rows)],
  );
  return result.rowCount ?? 0;
}

/** Takes `count` values of a sequence; other transactions never get them. */
export async function takeIds(client: ClientBase, sequence: string, count: number): Promise<number[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT nextval($1::regclass) AS id FROM generate_series(1, $2)',
    [sequence, count],
  );
  return rows.map((row) => Number(row.id)).sort((a, b) => a - b);
}
