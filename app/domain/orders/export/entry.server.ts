import type { CopyRow } from '~/platform/copy-out.server';
import type { CsvWriter } from '~/platform/csv-writer.server';
import type { Totals } from '~/platform/money';
import { type ExportLine, totalsOf } from './rules';
import type { ExportWords } from './words.server';

/** What a row of the sheet shows: an order, and with a row for each line the line. */
export type Entry = {
  row: CopyRow;
  codes: Codes;
  lines: ExportLine[];
  sums: Totals | null;
  /** The number of the line, from 1. */
  at: number;
  line: ExportLine | undefined;
};

/** What the codes of an order are, and how their cells stand in the file. */
export type Codes = {
  currency: string;
  cells: Record<'kind' | 'status' | 'status_code' | 'stage' | 'currency' | 'zero', Uint8Array>;
};

export type Column = { key: string; write: (out: CsvWriter, entry: Entry) => void };

/** How the sheet is written: codes and bare texts for machines, or words and guarded texts; and the decimal sign. */
export type Style = { machine: boolean; words: ExportWords; sign: '.' | ',' };

export const NO_LINES: ExportLine[] = [];
/** The sums of an order without lines. */
export const NO_SUMS = totalsOf(NO_LINES);
