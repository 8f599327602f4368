import { BYTE_ORDER_MARK, DELIMITERS, encodeRow, escapeCell, unescapeCell } from '~/platform/csv';
import { db } from '~/platform/db.server';
import type { Viewer } from '../../auth/rules';
import { ownImport } from './accounts.server';
import { importRows } from './rows.server';
import type { ImportColumns, ImportDialect, RowProblem, RowState } from './rules';

const BATCH = 500;
const NOT_TAKEN: RowState[] = ['error', 'duplicate', 'new_customer', 'known'];

/** The words of the file: the names of its two more columns, of a column without a name, and of what is wrong. */
export type RejectWords = {
  row: string;
  reason: string;
  column(place: number): string;
  problem(problem: RowProblem, columns: ImportColumns): string;
};

/**
 * The rows of an import that were not taken, as a CSV file for spreadsheets: every column as it came, behind them the
 * number of the row and why. Throws DomainError `not_found` (404).
 * @param only rows of this state alone
 */
export async function rejectedRows(viewer: Viewer, token: string, words: RejectWords, only?: RowState) {
  const {
    id,
    storageKey,
    accountId,
    columns: found,
    encoding,
    delimiter,
    fileName,
  } = await ownImport(viewer, token);
  const columns = found as ImportColumns;
  const stored = { storageKey, accountId };
  const dialect = { encoding, delimiter } as ImportDialect;
  // What was separated by a pipe is for spreadsheets, which know none.
  const between = Object.values(DELIMITERS).find((one) => one === delimiter) ?? DELIMITERS.semicolon;
  const write = (cells: readonly string[]) => encodeRow(cells.map(escapeIn(columns)), between);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const names = columns.list.map(({ name }, place) => name || words.column(place));
    yield Buffer.from(BYTE_ORDER_MARK + write([...names, words.row, words.reason]));
    for await (const rows of importRows({ stored, dialect, columns }, BATCH)) {
      const noted = await db().importRow.findMany({
        where: {
          importId: id,
          row: { in: rows.map(({ number }) => number) },
          state: { in: NOT_TAKEN.filter((state) => !only || state === only) },
        },
        select: { row: true, problems: true },
      });
      const reasons = new Map(noted.map(({ row, problems }) => [row, problems as RowProblem[]]));
      const text = rows.flatMap(({ number, cells }) => {
        const problems = reasons.get(number);
        if (!problems) return [];
        const padded = Array.from(
          { length: Math.max(names.length, cells.length) },
          (_, at) => cells[at] ?? '',
        );
        const reason = problems.map((problem) => words.problem(problem, columns)).join(' ');
        return [write([...padded, String(number), reason])];
      });
      if (text.length > 0) yield Buffer.from(text.join(''));
    }
  }
  return { chunks: chunks(), fileName };
}

/** Cells of our own export carry their guards already. */
function escapeIn({ guarded }: ImportColumns): (cell: string) => string {
  return guarded ? (cell) => escapeCell(unescapeCell(cell)) : escapeCell;
}
