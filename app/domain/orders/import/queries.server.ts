import { db } from '~/platform/db.server';
import type { Viewer } from '../../auth/rules';
import { importsOf } from './accounts.server';
import type {
  ImportColumns,
  ImportCounts,
  ImportDialect,
  ImportKind,
  ImportMapping,
  ImportState,
  RowProblem,
  RowState,
} from './rules';

const LISTED = 50;
/** Rows with a reason on one page. */
export const PROBLEM_ROWS = 50;

/** The viewer's imports, the latest first, some on a page (from 1). */
export async function listImports(viewer: Viewer, page: number) {
  const found = await db().import.findMany({
    where: importsOf(viewer),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * LISTED,
    take: LISTED + 1,
    include: { account: { select: { name: true } }, user: { select: { name: true } } },
  });
  const rows = found.slice(0, LISTED).map((one) => ({
    token: one.token,
    kind: one.kind as ImportKind,
    fileName: one.fileName,
    state: one.state as ImportState,
    total: one.total,
    counts: one.counts as ImportCounts,
    account: one.account.name,
    person: one.user.name,
    createdAt: one.createdAt,
  }));
  return { rows, more: found.length > LISTED };
}

/** One of the viewer's imports as its page shows it; null when there is none. */
export async function getImport(viewer: Viewer, token: string) {
  const found = await db().import.findFirst({
    where: { AND: [{ token }, importsOf(viewer)] },
    include: { account: { select: { name: true, kind: true } } },
  });
  if (!found) return null;
  const { id, total, done, fileName, error, createdAt, finishedAt, account } = found;
  return {
    id,
    token,
    kind: found.kind as ImportKind,
    state: found.state as ImportState,
    ...{ total, done, fileName, error, createdAt, finishedAt, account },
    dialect: { encoding: found.encoding, delimiter: found.delimiter } as ImportDialect,
    columns: found.columns as ImportColumns,
    mapping: found.mapping as ImportMapping,
    counts: found.counts as ImportCounts,
  };
}

/**
 * Rows of one state in the order of the file, 50 on a page (from 1), with the order that each stands for.
 * @param importId an import that was already found to be the viewer's
 */
export async function importProblems(importId: number, state: RowState, page: number) {
  const rows = await db().importRow.findMany({
    where: { importId, state },
    orderBy: { row: 'asc' },
    skip: (page - 1) * PROBLEM_ROWS,
    take: PROBLEM_ROWS,
    select: { row: true, problems: true, order: { select: { number: true } } },
  });
  return rows.map(({ row, problems, order }) => ({
    row,
    problems: problems as RowProblem[],
    order: order?.number ?? null,
  }));
}
