import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Entry, open as openZip, type ZipFile } from 'yauzl';
import { storage } from '../../app/platform/storage.server';
import {
  type Counted,
  counting,
  fileEntry,
  MANIFEST,
  type Manifest,
  manifestSchema,
  SECRET,
  tableEntry,
} from './manifest';
import { readAlike, readMigrations, readTables, type Table } from './tables';
import type { Progress } from './write';

/** A backup that cannot be restored here; the message is one sentence for the operator. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

/** An opened backup. */
type Backup = { manifest: Manifest; open(entry: string): Promise<Readable>; close(): void };

/** Opens a backup. Throws RestoreRefused when it is none. */
async function openBackup(file: string): Promise<Backup> {
  const zip = await opened(file);
  const entries = new Map<string, Entry>();
  for await (const entry of entriesOf(zip)) entries.set(entry.fileName, entry);
  const open = (name: string) =>
    new Promise<Readable>((resolve, reject) => {
      const entry = entries.get(name);
      if (!entry) return reject(new RestoreRefused(`The backup lacks ${name}.`));
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
    });
  const parsed = manifestSchema.safeParse(JSON.parse(await text(await open(MANIFEST))));
  if (!parsed.success) throw new RestoreRefused('The backup was made by another release in another format.');
  return { manifest: parsed.data, open, close: () => zip.close() };
}

function opened(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openZip(file, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(new RestoreRefused(`${file} is no complete backup: ${error.message}.`)) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip
        .once('entry', resolve)
        .once('end', () => resolve(null))
        .once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

/**
 * Puts a backup into an empty portal, and reads everything back to see that it is the same. All rows come in one transaction.
 * Jobs that were under way when it was made run again.
 * @param dataDir where the secret goes, where the backup has one
 * @returns what was restored
 * Throws RestoreRefused when it is no backup, was made by another release, the portal is not empty, or something differs.
 */
export async function restoreBackup(
  url: string,
  file: string,
  dataDir: string,
  progress: Progress,
): Promise<Manifest> {
  const backup = await openBackup(file);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await readAlike(client);
    const { manifest } = backup;
    const total = manifest.tables.length * 2 + manifest.files.length;
    let done = 0;
    const step = () => progress(++done, total);
    const tables = await refuseUnlessFitting(client, manifest);
    await refuseSecret(backup, dataDir);
    for (const { key, sha256 } of manifest.files) {
      await restoreFile(backup, key, sha256);
      step();
    }
    await client.query('BEGIN');
    await restoreRows(client, backup, tables, step);
    for (const table of tables) {
      await expectSame(client, table, manifest);
      step();
    }
    await goOn(client);
    await restoreSecret(backup, dataDir);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return manifest;
  } finally {
    await client.end();
    backup.close();
  }
}

async function refuseUnlessFitting(client: pg.Client, manifest: Manifest): Promise<Table[]> {
  const migrations = await readMigrations(client);
  if (migrations.join() !== manifest.migrations.join())
    throw new RestoreRefused(
      `The backup was made by another release (its last migration is ${manifest.migrations.at(-1)?.split(' ')[0]}): restore it with that release, then update.`,
    );
  const { rows } = await client.query('SELECT 1 FROM users UNION ALL SELECT 1 FROM orders LIMIT 1');
  if (rows.length > 0)
    throw new RestoreRefused('The portal has people or orders already: restore into an empty one.');
  return readTables(client);
}

const secretOf = (dataDir: string) => path.join(dataDir, 'secret');

/** A restore that was cut off at its end may have left the same secret. */
async function refuseSecret({ manifest, open }: Backup, dataDir: string): Promise<void> {
  const file = secretOf(dataDir);
  if (!manifest.secret || !existsSync(file)) return;
  if (readFileSync(file, 'utf8').trim() !== (await text(await open(SECRET))).trim())
    throw new RestoreRefused(`There is a secret in ${dataDir} already: restore into an empty directory.`);
}

async function restoreSecret({ manifest, open }: Backup, dataDir: string): Promise<void> {
  if (!manifest.secret) return;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(secretOf(dataDir), await text(await open(SECRET)), { mode: 0o600, flush: true });
}

async function restoreFile({ open }: Backup, key: string, sha256: string): Promise<void> {
  let found: Counted | undefined;
  const through = counting((counted) => {
    found = counted;
  });
  const content = await open(fileEntry(key));
  content.on('error', (error) => through.destroy(error));
  await storage().put(key, content.pipe(through));
  if (found?.sha256 !== sha256) throw new RestoreRefused(`The file ${key} is damaged in the backup.`);
}

async function restoreRows(
  client: pg.Client,
  backup: Backup,
  tables: Table[],
  step: () => void,
): Promise<void> {
  const names = tables.map(({ name }) => name);
  // What the migrations put in themselves is in the backup as well. The portal's own triggers ran when the rows were written.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${names.join(', ')}`);
  for (const { name, list } of tables) {
    await pipeline(await backup.open(tableEntry(name)), client.query(copyFrom(`COPY ${list} FROM STDIN`)));
    step();
  }
  for (const { name, last, called } of backup.manifest.sequences)
    await client.query('SELECT setval($1::regclass, $2, $3)', [name, last, called]);
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
}

async function expectSame(client: pg.Client, { name, columns }: Table, manifest: Manifest): Promise<void> {
  let found: Counted | undefined;
  const through = counting((counted) => {
    found = counted;
  });
  await pipeline(client.query(copyTo(`COPY (SELECT ${columns} FROM ${name}) TO STDOUT`)), through.resume());
  const wanted = manifest.tables.find((table) => table.name === name);
  if (!wanted || found?.sha256 !== wanted.sha256)
    throw new RestoreRefused(`The rows of ${name} are not what the backup says; nothing was restored.`);
}

/** Lets the jobs of processes that are no more begin again, and the search index be built anew. */
async function goOn(client: pg.Client): Promise<void> {
  await client.query('UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL');
  await client.query('UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL');
  await client.query('UPDATE search_sync SET index_uid = NULL');
}
