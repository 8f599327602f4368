import { BYTE_ORDER_MARK } from '~/platform/csv';
import { DomainError } from '~/platform/errors';
import { othersFirst } from '~/platform/http/others-first.server';
import { takeSlot } from '~/platform/slots';
import { Snapshot } from '~/platform/snapshot.server';
import type { Viewer } from '../../auth/rules';
import { type ExportFilter, exportQuery } from './query.server';
import type { ExportSettings } from './rules';
import { makeSheet } from './sheet.server';
import type { ExportWords } from './words.server';

const MOST_AT_ONCE = 2;
const WAIT_MS = 15_000;

/** What stands in pg_stat_activity for an export. */
export const EXPORT_CONNECTION = 'portal export';

export type ExportJob = {
  viewer: Viewer;
  filter: ExportFilter;
  settings: ExportSettings;
  words: ExportWords;
  /** The reader's language. */
  locale: string;
  /** IANA name of the time zone of local times. */
  timeZone: string;
  /** The decimal sign of the reader's region. */
  sign: '.' | ',';
};

/** An export under way. `end` stops it wherever it is and must be called. */
export type RunningExport = {
  chunks: AsyncGenerator<Uint8Array>;
  /** The rows that there will be below the head; null when nobody asked. */
  total: number | null;
  end: () => Promise<void>;
};

/**
 * Starts to export orders as CSV (RFC 4180, UTF-8): all from one moment, however long it takes, in pieces of some 64 kB. It
 * steps back when other requests want to be served.
 * @param counted whether to say how many rows there will be
 * Throws DomainError `export_busy` (503) when two others are under way and none ended in 15 s.
 */
export async function exportOrders(
  job: ExportJob,
  counted: boolean,
  signal: AbortSignal,
): Promise<RunningExport> {
  const release = await takeSlot('export', MOST_AT_ONCE, WAIT_MS, signal);
  if (!release) throw new DomainError('export_busy', 503);
  let snapshot: Snapshot | undefined;
  const end = async () => {
    await snapshot?.close();
    release();
  };
  try {
    snapshot = await Snapshot.open(EXPORT_CONNECTION);
    const query = exportQuery(job.viewer, job.filter, job.settings, job);
    const total = counted ? await snapshot.number(query.count.text, query.count.values) : null;
    return { chunks: write(job, query, snapshot), total, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function* write(
  { settings, words, sign, timeZone }: ExportJob,
  { text, values, cells }: ReturnType<typeof exportQuery>,
  snapshot: Snapshot,
): AsyncGenerator<Uint8Array> {
  const sheet = makeSheet(settings, words, { cells, sign, timeZone });
  yield Buffer.from((settings.target === 'spreadsheet' ? BYTE_ORDER_MARK : '') + sheet.head);
  for await (const piece of snapshot.pieces(text, values, (row) => sheet.add(row))) {
    yield piece;
    await othersFirst();
  }
  yield sheet.rest();
}
