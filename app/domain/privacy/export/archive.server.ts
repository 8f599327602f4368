import { Readable } from 'node:stream';
import type { ZipFile } from 'yazl';
import { translator } from '~/platform/i18n/i18n';
import type { Language } from '~/platform/i18n/locale';
import { StorageMissing, storage } from '~/platform/storage.server';
import { getOperator } from '../../companies/operator.server';
import type { Contents } from './contents';
import { csvOf, exportWords, jsonOf, pageOf } from './writers.server';

/** An archive under way: its bytes, made no quicker than they are taken, and what ends it before it is complete. */
export type Archive = { chunks: AsyncIterator<Uint8Array>; end(): Promise<void> };

/** Open streams of an archive, one at a time. */
type Opened = { current: Readable | null };

/**
 * Starts a ZIP (APPNOTE 6.3.10; large ones as ZIP64) of a page to read, a spreadsheet and a JSON of each table, and the files
 * themselves, which are not compressed again. Each part is read when it is written: memory does not grow with its size.
 */
export async function startArchive(contents: Contents, language: Language): Promise<Archive> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const opened: Opened = { current: null };
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  addTables(zip, opened, contents, language, await madeBy(language));
  void addFiles(zip, opened, contents).catch((error: Error) => output.destroy(error));
  const end = async () => {
    opened.current?.destroy();
    output.destroy();
  };
  return { chunks: output[Symbol.asyncIterator](), end };
}

async function madeBy({ locale, format }: Language): Promise<string> {
  const { name, timeZone } = await getOperator();
  const at = new Intl.DateTimeFormat(format, { dateStyle: 'long', timeStyle: 'short', timeZone });
  return String(
    translator(locale)('privacy:export.made' as never, { name, at: at.format(new Date()) } as never),
  );
}

function addTables(zip: ZipFile, opened: Opened, contents: Contents, language: Language, made: string): void {
  const words = exportWords(language);
  add(zip, opened, 'index.html', async () => inPieces(pageOf(contents, words, { language, made })));
  zip.addBuffer(Buffer.from(`${JSON.stringify(contents.profile, null, 2)}\n`), 'profile.json');
  for (const table of contents.tables) {
    add(zip, opened, `${table.name}.csv`, async () => inPieces(csvOf(table, words)));
    add(zip, opened, `${table.name}.json`, async () => inPieces(jsonOf(table)));
  }
}

/** About how many characters are written at a time. */
const PIECE = 65_536;

/** Many small texts as a stream of few larger ones. */
function inPieces(texts: AsyncIterable<string>): Readable {
  async function* pieces() {
    let piece = '';
    for await (const text of texts) {
      piece += text;
      if (piece.length < PIECE) continue;
      yield Buffer.from(piece);
      piece = '';
    }
    if (piece !== '') yield Buffer.from(piece);
  }
  return Readable.from(pieces(), { objectMode: false });
}

/** Stored files that are gone by now are left out: what is left of them stands in the tables. */
async function addFiles(zip: ZipFile, opened: Opened, contents: Contents): Promise<void> {
  for await (const { path, key } of contents.files())
    if (await storage().exists(key)) add(zip, opened, path, () => openOrEmpty(key), false);
  zip.end();
}

async function openOrEmpty(key: string): Promise<Readable> {
  try {
    return await storage().open(key);
  } catch (error) {
    if (error instanceof StorageMissing) return Readable.from([]);
    throw error;
  }
}

function add(
  zip: ZipFile,
  opened: Opened,
  path: string,
  open: () => Promise<Readable>,
  compress = true,
): void {
  zip.addReadStreamLazy(path, { compress }, (give) => {
    open().then(
      (stream) => {
        opened.current = stream;
        stream.on('error', (error) => zip.emit('error', error));
        give(null, stream);
      },
      (error: unknown) => zip.emit('error', error),
    );
  });
}
