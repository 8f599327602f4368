import { recordCounter } from './count-records';

export type Received = { rows: number; total: number };
export type ReceivedFile = { rows: number; name: string; content: Blob };

/** The export could not be made; the message is the portal's own, for people. */
export class ExportRefused extends Error {}
/** The answer is no file: the page at this address says why. */
export class NotAFile extends Error {}

const MERGED_BYTES = 8_000_000;
const REPORT_MS = 100;

/**
 * Receives an export and says how far it is, about ten times a second.
 * @param url the address of the file
 * Throws `ExportRefused`, `NotAFile`, the signal's AbortError, and a TypeError when the connection breaks off.
 */
export async function receiveFile(
  url: string,
  signal: AbortSignal,
  report: (received: Received) => void,
): Promise<ReceivedFile> {
  const response = await fetch(url, { signal });
  if (response.status === 503) throw new ExportRefused((await response.text()).trim());
  const type = response.headers.get('Content-Type') ?? '';
  if (!response.ok || !type.startsWith('text/csv') || !response.body) throw new NotAFile();
  const total = Number(response.headers.get('X-Total-Rows') ?? 0);
  const counter = recordCounter();
  // The head is no row.
  const received = () => ({ rows: Math.max(0, counter.records() - 1), total });
  report(received());
  let parts: BlobPart[] = [];
  let pending = 0;
  let reported = performance.now();
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    counter.add(value);
    parts.push(value);
    pending += value.length;
    // A large Blob may lie on the disk; a list of small pieces stays in memory.
    if (pending > MERGED_BYTES) {
      parts = [new Blob(parts)];
      pending = 0;
    }
    if (performance.now() - reported < REPORT_MS) continue;
    reported = performance.now();
    report(received());
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const { rows } = received();
  if (rows !== total) throw new TypeError('The file is not whole.');
  return { rows, name: name ?? 'orders.csv', content: new Blob(parts, { type }) };
}
