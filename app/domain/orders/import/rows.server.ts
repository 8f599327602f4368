import { createHash } from 'node:crypto';
import { type CsvRow, isBlank, readCsv } from '~/platform/csv-read';
import { storage } from '~/platform/storage.server';
import type { ImportContext } from './context.server';

/** A record of the file that is no header and not blank. `key` stands for it, however often the file is sent. */
export type FileRow = CsvRow & { key: string };

type Source = Pick<ImportContext, 'dialect' | 'columns'> & {
  stored: Pick<ImportContext['stored'], 'storageKey' | 'accountId'>;
};

/** The rows of an import's file, `size` at a time. */
export async function* importRows(source: Source, size: number): AsyncGenerator<FileRow[]> {
  const keyOf = rowKeys(source.stored.accountId);
  let batch: FileRow[] = [];
  let heading = source.columns.header;
  for await (const rows of readCsv(await storage().open(source.stored.storageKey), source.dialect)) {
    for (const row of rows) {
      if (isBlank(row.cells)) continue;
      if (heading) {
        heading = false;
        continue;
      }
      batch.push({ ...row, key: keyOf(row.cells) });
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * Names each row by the account, its cells as they stand in the file, and how many like it stand before it: the same row
 * of the same file always has the same name, whatever its columns are taken for.
 */
function rowKeys(accountId: number): (cells: readonly string[]) => string {
  const counts = new Map<string, number>();
  return (cells) => {
    const last = cells.findLastIndex((cell) => cell !== '');
    const content = createHash('sha256')
      .update(JSON.stringify(cells.slice(0, last + 1)))
      .digest('base64');
    const before = counts.get(content) ?? 0;
    counts.set(content, before + 1);
    return createHash('sha256').update(`${accountId}\n${content}\n${before}`).digest('hex');
  };
}
