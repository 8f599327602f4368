import { type Db, db } from '~/platform/db.server';
import type { ImportCounts, RowProblem, RowState } from './rules';

type Outcome = {
  source: { number: number; key: string };
  state: RowState;
  problems: RowProblem[];
  orderId: number | null;
};

/** Notes what became of rows, in place of what was noted of them before. */
export async function noteRows(tx: Db, importId: number, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.map(({ source, state, problems, orderId }) => ({
    row: source.number,
    key: source.key,
    state,
    problems,
    order_id: orderId,
  }));
  await tx.$executeRaw`
    INSERT INTO import_rows (import_id, row, key, state, problems, order_id)
    SELECT ${importId}::int, row, key, state, problems, order_id
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r (row int, key text, state text, problems jsonb, order_id int)
    ON CONFLICT (import_id, row) DO UPDATE
      SET key = EXCLUDED.key, state = EXCLUDED.state, problems = EXCLUDED.problems, order_id = EXCLUDED.order_id`;
}

/** How many rows of an import came to what. */
export async function countRows(importId: number, tx: Db = db()): Promise<ImportCounts> {
  const groups = await tx.importRow.groupBy({ by: ['state'], where: { importId }, _count: true });
  return Object.fromEntries(groups.map(({ state, _count }) => [state, _count]));
}

/** Ends an import that cannot go on; `code` is a key of the namespace `errors`. */
export async function failImport(token: string, code: string): Promise<void> {
  await db().import.updateMany({
    where: { token, state: { in: ['checking', 'creating'] } },
    data: { state: 'failed', error: code, finishedAt: new Date() },
  });
}
