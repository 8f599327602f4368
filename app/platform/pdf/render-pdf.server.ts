import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { checkoutWith } from '../checkout.server';
import { log } from '../log.server';
import { singleton } from '../singleton';
import type { PdfTask } from './worker';

const FOLDER = 'app/platform/pdf';
const WORKER = `${FOLDER}/worker.ts`;
const TIMEOUT_MS = 60_000;
const IDLE_MS = 5 * 60_000;

/**
 * Renders a PDF in a worker thread, so that the caller's event loop stays free.
 * In: the document module as a path below `app/` (its default export takes the data and returns a react-pdf
 * `<Document>`), and its data: plain values, Dates and byte arrays; text in it is cleaned for print. Out: the file.
 * Rejects with the document's own error, with an AbortError after 60 s or what is given, and when 100 papers are waiting already.
 */
export async function renderPdf(
  documentModule: string,
  data: unknown,
  timeoutMs = TIMEOUT_MS,
): Promise<Buffer> {
  const { root, pool } = singleton('pdf', start);
  const task: PdfTask = { modulePath: path.join(root, 'app', documentModule), data };
  const bytes: Uint8Array = await pool.run(task, { signal: AbortSignal.timeout(timeoutMs) });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function start() {
  const root = checkoutWith(WORKER);
  const pool = new Piscina({
    filename: path.join(root, WORKER),
    execArgv: ['--import', pathToFileURL(path.join(root, FOLDER, 'register-tsx.mjs')).href],
    env: {
      // The React of development warns of a list that react-pdf itself makes of each page's content.
      NODE_ENV: 'production',
      TMPDIR: process.env.TMPDIR ?? '/tmp',
      TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
    },
    minThreads: 0,
    maxThreads: 2,
    maxQueue: 100,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: 768 },
  });
  pool.on('error', (error) => log.error(error, 'a PDF worker ended'));
  return { root, pool };
}
