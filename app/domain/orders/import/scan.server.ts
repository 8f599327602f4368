import { createHash } from 'node:crypto';
import { unescapeCell } from '~/platform/csv';
import { isBlank, readCsv } from '~/platform/csv-read';
import { DomainError } from '~/platform/errors';
import { storage } from '~/platform/storage.server';
import { exportedColumns, isGuardedExport } from './exported.server';
import { foldName, guessColumns, looksLikeHeader } from './guess';
import { cut } from './row-values';
import {
  IMPORT_LIMITS,
  type ImportColumn,
  type ImportColumns,
  type ImportDialect,
  type ImportField,
  type ImportKind,
} from './rules';

/** What a file holds: its columns, the number of its rows, and what the columns seem to mean. */
export type Scan = { columns: ImportColumns; total: number; guess: ImportField[] };

/** So many rows are looked at to find out what the columns are. */
const LOOKED_AT = 1000;
const SAMPLES = 3;

type Source = { storageKey: string; kind: ImportKind; dialect: ImportDialect };

/**
 * Reads a file through once. Throws DomainError (422) `csv_empty`, `csv_no_rows`, `csv_too_many_rows`,
 * `csv_too_many_columns`, and what `readCsv` throws.
 * @param header whether the first record names the columns; found out by itself when not given
 */
export async function scanFile({ storageKey, kind, dialect }: Source, header?: boolean): Promise<Scan> {
  const first: string[][] = [];
  let total = 0;
  for await (const rows of readCsv(await storage().open(storageKey), dialect))
    for (const { cells } of rows) {
      if (isBlank(cells)) continue;
      total += 1;
      if (first.length <= LOOKED_AT) first.push(cells);
      if (total > IMPORT_LIMITS.rows + 1) tooMany();
    }
  const [top] = first;
  if (!top) throw new DomainError('csv_empty', 422);
  const exported = exportedColumns();
  const headed = header ?? looksLikeHeader(kind, top.map(unescapeCell), exported);
  const body = headed ? first.slice(1) : first;
  if (body.length === 0) throw new DomainError('csv_no_rows', 422);
  if (headed) total -= 1;
  if (total > IMPORT_LIMITS.rows) tooMany();
  const names = namesOf(top, headed, widthOf(top, headed, body));
  const guarded = headed && isGuardedExport(names);
  const values = names.map((_, column) => body.map((cells) => shown(cells[column] ?? '', guarded)));
  const list = names.map((name, column): ImportColumn => {
    const filled = (values[column] ?? []).filter((value) => value.trim() !== '');
    return {
      name: cut(name, 80),
      filled: filled.length,
      samples: [...new Set(filled)].slice(0, SAMPLES).map((value) => cut(value, 60)),
    };
  });
  const seen = names.map((name, column) => ({ name, values: values[column] ?? [] }));
  return {
    columns: { header: headed, guarded, signature: signatureOf(headed, names), list },
    total,
    guess: guessColumns(kind, seen, exported),
  };
}

function tooMany(): never {
  throw new DomainError('csv_too_many_rows', 422, { max: IMPORT_LIMITS.rows });
}

const shown = (cell: string, guarded: boolean) => (guarded ? unescapeCell(cell) : cell).slice(0, 300);

/** How many columns there are: as many as have names, without names as the widest row. */
function widthOf(top: readonly string[], headed: boolean, body: readonly string[][]): number {
  const width = headed
    ? top.findLastIndex((cell) => cell.trim() !== '') + 1
    : body.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (width > IMPORT_LIMITS.columns)
    throw new DomainError('csv_too_many_columns', 422, { given: width, max: IMPORT_LIMITS.columns });
  return width;
}

/** Columns without a name are called by their place. */
function namesOf(top: readonly string[], headed: boolean, width: number): string[] {
  return Array.from({ length: width }, (_, at) => (headed && unescapeCell(top[at] ?? '').trim()) || '');
}

/** Files with the same columns have the same signature. */
function signatureOf(headed: boolean, names: readonly string[]): string {
  const content = headed ? names.map(foldName).join('\n') : `${names.length}`;
  return createHash('sha256').update(`${headed}\n${content}`).digest('hex');
}
