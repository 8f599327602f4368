import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { StorageMissing, storage } from '../../app/platform/storage.server';
import { type Counted, counting, fileEntry, MANIFEST, type Manifest, SECRET, tableEntry } from './manifest';
import { readAlike, readMigrations, readSequences, readTables } from './tables';

/** What is told while it goes on: how many of how many parts are done. */
export type Progress = (done: number, total: number) => void;

/**
 * Writes everything that the portal keeps into a ZIP: the rows of one moment, the files of the storage, and the secret of the
 * data directory. People may go on working meanwhile. The file is there when it is complete, or not at all.
 * @param secret null where the secret comes from the environment
 * @returns what is in it
 * Throws an Error of one sentence while another backup of this portal is being written.
 */
export async function writeBackup(
  url: string,
  target: string,
  secret: string | null,
  progress: Progress,
): Promise<Manifest> {
  const unfinished = `${target}.part`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await refuseSecond(client);
    const zip = new ZipFile();
    const written = pipeline(zip.outputStream, createWriteStream(unfinished, { flags: 'w', mode: 0o600 }));
    // Its failure is the one of whoever waits for it below.
    written.catch(() => undefined);
    const manifest = await Promise.race([fill(zip, client, secret, progress), written.then(endedEarly)]);
    await written;
    await persist(unfinished);
    await rename(unfinished, target);
    return manifest;
  } catch (error) {
    if (!(error instanceof BackupRefused)) await rm(unfinished, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** Two that write at the same time would write into the same unfinished file. The lock ends with the connection. */
async function refuseSecond(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('backup'), 0) AS alone`,
  );
  if (!rows[0]?.alone) throw new BackupRefused('Another backup of this portal is being written.');
}

function endedEarly(): never {
  throw new Error('The backup ended before it was complete.');
}

async function persist(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

async function fill(
  zip: ZipFile,
  client: pg.Client,
  secret: string | null,
  progress: Progress,
): Promise<Manifest> {
  await readAlike(client);
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  const manifest: Manifest = {
    format: 1,
    madeAt: new Date().toISOString(),
    migrations: await readMigrations(client),
    tables: [],
    sequences: [],
    files: [],
    secret: secret !== null,
  };
  const tables = await readTables(client);
  const keys: string[] = [];
  for await (const key of storage().keys()) keys.push(key);
  keys.sort();
  const total = tables.length + keys.length;
  let done = 0;
  for (const { name, columns } of tables) {
    const rows = client.query(copyTo(`COPY (SELECT ${columns} FROM ${name}) TO STDOUT`));
    manifest.tables.push({ name, ...(await add(zip, rows, tableEntry(name), true)) });
    progress(++done, total);
  }
  // Numbers given out since the rows were read are never given out again.
  manifest.sequences = await readSequences(client);
  for (const key of keys) {
    const content = await storage().open(key).catch(nullWhenMissing);
    if (content) manifest.files.push({ key, ...(await add(zip, content, fileEntry(key), false)) });
    progress(++done, total);
  }
  if (secret !== null) zip.addBuffer(Buffer.from(secret), SECRET);
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST);
  zip.end();
  return manifest;
}

/** A file that was erased while the backup was made is in none of it. */
function nullWhenMissing(error: unknown): null {
  if (error instanceof StorageMissing) return null;
  throw error;
}

async function add(zip: ZipFile, content: Readable, entry: string, compress: boolean): Promise<Counted> {
  let counted: Counted | undefined;
  const through = counting((result) => {
    counted = result;
  });
  const ended = once(through, 'end');
  content.on('error', (error) => through.destroy(error));
  zip.addReadStream(content.pipe(through), entry, { compress });
  await ended;
  if (!counted) throw new Error(`${entry} could not be read.`);
  return counted;
}
