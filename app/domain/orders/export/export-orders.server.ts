import { setImmediate } from 'node:timers/promises';
import { BYTE_ORDER_MARK } from '~/platform/csv';
import { DomainError } from '~/platform/errors';
import { takeSlot } from '~/platform/slots';
import { Snapshot } from '~/platform/snapshot.server';
import type { Viewer } from '../../auth/rules';
import { readDetails } from './details.server';
import { type ExportFilter, exportQuery } from './query.server';
import type { ExportSettings } from './rules';
import { makeSheet } from './sheet.server';
import type { ExportWords } from './words.server';

const MOST_AT_ONCE = 2;
const WAIT_MS = 15_000;
/** Other requests have their turn after this many orders. */
const ORDERS_A_CHUNK = 50;

/** What stands in pg_stat_activity for an export. */
export const EXPORT_CONNECTION = 'portal export';

export type ExportJob = {
  viewer: Viewer;
  filter: ExportFilter;
  settings: ExportSettings;
  words: ExportWords;
  /** IANA name of the time zone of local times. */
  timeZone: string;
  /** The decimal sign of the reader's region. */
  sign: '.' | ',';
};

/** An export under way. `end` stops it wherever it is and must be called. */
export type RunningExport = { chunks: AsyncGenerator<Uint8Array>; end: () => Promise<void> };

/**
 * Starts to export orders as CSV (RFC 4180, UTF-8): all from one moment, however long it takes, in pieces of some
 * kilobytes. Throws DomainError `export_busy` (503) when two others are under way and none ended in 15 s.
 */
export async function exportOrders(job: ExportJob, signal: AbortSignal): Promise<RunningExport> {
  const release = await takeSlot('export', MOST_AT_ONCE, WAIT_MS, signal);
  if (!release) throw new DomainError('export_busy', 503);
  let snapshot: Snapshot;
  try {
    snapshot = await Snapshot.open(EXPORT_CONNECTION);
  } catch (error) {
    release();
    throw error;
  }
  const end = async () => {
    await snapshot.close();
    release();
  };
  return { chunks: write(job, snapshot), end };
}

async function* write(job: ExportJob, snapshot: Snapshot): AsyncGenerator<Uint8Array> {
  const { settings, timeZone } = job;
  const { text, values } = exportQuery(job.viewer, job.filter, settings, timeZone);
  const sheet = makeSheet(settings, job.words, job.sign);
  const encoder = new TextEncoder();
  yield encoder.encode((settings.target === 'spreadsheet' ? BYTE_ORDER_MARK : '') + sheet.head);
  const batches = snapshot.batches(text, values, (rows) => readDetails(snapshot, rows, settings, timeZone));
  for await (const { rows, more } of batches) {
    for (let start = 0; start < rows.length; start += ORDERS_A_CHUNK) {
      let chunk = '';
      for (const row of rows.slice(start, start + ORDERS_A_CHUNK)) chunk += sheet.rowsOf(row, more);
      yield encoder.encode(chunk);
      await setImmediate();
    }
  }
}
