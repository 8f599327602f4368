import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEnv } from '../../app/platform/env.server';
import { type Storage, StorageMissing } from '../../app/platform/storage/contract';
import { diskStorage } from '../../app/platform/storage/disk.server';
import { s3Storage } from '../../app/platform/storage/s3.server';
import { type S3Peer, startS3Peer } from '../support/s3-peer';

let root: string;
let peer: S3Peer;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'storage-'));
  peer = await startS3Peer();
});
beforeEach(() => {
  peer.health = 'well';
});
afterAll(async () => {
  await peer?.close();
  await rm(root, { recursive: true, force: true });
});

const read = async (storage: Storage, key: string) => buffer(await storage.open(key));

/** Gives `bytes` in pieces of odd sizes, then the error, if any. */
function pieces(bytes: Buffer, error?: Error): Readable {
  return Readable.from(
    (async function* () {
      for (let at = 0; at < bytes.length; at += 77_777) yield bytes.subarray(at, at + 77_777);
      if (error) throw error;
    })(),
  );
}

/** A real service instead of the peer, for those who have one: `S3_TEST_ENDPOINT` and so on, with an empty bucket. */
const real = process.env.S3_TEST_ENDPOINT && {
  endpoint: process.env.S3_TEST_ENDPOINT,
  bucket: process.env.S3_TEST_BUCKET ?? 'portal-files',
  region: process.env.S3_TEST_REGION ?? 'us-east-1',
  credentials: {
    accessKeyId: process.env.S3_TEST_ACCESS_KEY_ID ?? '',
    secretAccessKey: process.env.S3_TEST_SECRET_ACCESS_KEY ?? '',
  },
  timeoutMs: 30_000,
};

const STORAGES: [name: string, make: () => Storage][] = [
  ['the disk', () => diskStorage(path.join(root, 'files'))],
  ['S3', () => s3Storage(peer.settings)],
  ...(real ? ([['a real S3', () => s3Storage(real)]] as [string, () => Storage][]) : []),
];

describe.each(STORAGES)('a storage on %s', (_, make) => {
  test('gives back what was put, from bytes and from a stream, large and empty', async () => {
    const storage = make();
    for (const size of [0, 1, 100_000, 12_000_000]) {
      const bytes = randomBytes(size);
      await storage.put(`a/whole-${size}`, bytes);
      await storage.put(`a/stream-${size}`, pieces(bytes));
      for (const key of [`a/whole-${size}`, `a/stream-${size}`])
        expect((await read(storage, key)).equals(bytes), key).toBe(true);
    }
  });

  test('puts in place of what was there', async () => {
    const storage = make();
    await storage.put('b/again.txt', Buffer.from('first, and longer'));
    await storage.put('b/again.txt', Readable.from([Buffer.from('second')]));
    expect(String(await read(storage, 'b/again.txt'))).toBe('second');
  });

  test('knows what is there, and forgets it, also twice', async () => {
    const storage = make();
    await storage.put('c/there.eml', Buffer.from('x'));
    expect([await storage.exists('c/there.eml'), await storage.exists('c/not')]).toEqual([true, false]);
    await storage.remove('c/there.eml');
    await storage.remove('c/there.eml');
    expect(await storage.exists('c/there.eml')).toBe(false);
    await expect(storage.open('c/there.eml')).rejects.toBeInstanceOf(StorageMissing);
  });

  test('names everything that is there', async () => {
    const storage = make();
    const all = async () => {
      const keys: string[] = [];
      for await (const key of storage.keys()) keys.push(key);
      return keys;
    };
    const before = await all();
    const many = (folder: string) => Array.from({ length: 70 }, (_, at) => `${folder}/${at}.txt`);
    const added = [...many('l'), ...many('l/deep/er'), ...many('m')];
    for (const key of added) await storage.put(key, Buffer.from(key));
    expect((await all()).sort()).toEqual([...before, ...added].sort());
    for (const key of added) await storage.remove(key);
    expect((await all()).sort()).toEqual(before.sort());
  });

  test('keeps nothing of a stream that breaks, and what was there stays', async () => {
    const storage = make();
    await storage.put('d/kept', Buffer.from('before'));
    const torn = new Error('torn');
    for (const size of [10, 12_000_000]) {
      await expect(storage.put('d/kept', pieces(randomBytes(size), torn))).rejects.toThrow('torn');
      await expect(storage.put('d/new', pieces(randomBytes(size), torn))).rejects.toThrow('torn');
    }
    expect(String(await read(storage, 'd/kept'))).toBe('before');
    expect(await storage.exists('d/new')).toBe(false);
    expect(await storage.sweep(new Date(Date.now() + 60_000))).toBe(0);
  });

  test('takes no key that is none', async () => {
    const storage = make();
    for (const key of [
      '',
      'a',
      '/a/b',
      'a/../b',
      'a//b',
      '../a/b',
      'a/.b',
      'a/b c',
      'a/ä',
      `a/${'b'.repeat(200)}`,
    ]) {
      await expect(storage.put(key, Buffer.from('x')), key).rejects.toBeInstanceOf(TypeError);
      await expect(storage.open(key), key).rejects.toBeInstanceOf(TypeError);
      await expect(storage.remove(key), key).rejects.toBeInstanceOf(TypeError);
      await expect(storage.exists(key), key).rejects.toBeInstanceOf(TypeError);
    }
  });

  test('serves several at once', async () => {
    const storage = make();
    const contents = Array.from({ length: 12 }, () => randomBytes(50_000));
    await Promise.all(contents.map((bytes, index) => storage.put(`e/${index}`, bytes)));
    const found = await Promise.all(contents.map((_, index) => read(storage, `e/${index}`)));
    expect(found.every((bytes, index) => contents[index]?.equals(bytes))).toBe(true);
  });
});

test('the disk is swept of old unfinished writes only', async () => {
  const storage = diskStorage(path.join(root, 'swept'));
  await storage.put('a/done', Buffer.from('x'));
  const folder = path.join(root, 'swept', '.tmp');
  await writeFile(path.join(folder, 'old'), 'half');
  await writeFile(path.join(folder, 'young'), 'half');
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  await utimes(path.join(folder, 'old'), hoursAgo(8), hoursAgo(8));
  expect(await storage.sweep(hoursAgo(6))).toBe(1);
  expect(await readdir(folder)).toEqual(['young']);
  expect(await storage.exists('a/done')).toBe(true);
});

describe('S3', () => {
  const storage = (more = {}) => s3Storage({ ...peer.settings, ...more });

  test('is swept of old unfinished writes only', async () => {
    const begun = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    for (const [id, hours] of [
      ['one', 8],
      ['two', 1],
      ['three', 9],
    ] as const)
      peer.uploads.set(id, { key: `u/${id}`, begun: begun(hours), parts: new Map() });
    expect(await storage().sweep(begun(6))).toBe(2);
    expect([...peer.uploads.keys()]).toEqual(['two']);
  });

  test('that is busy is asked again, and gives up in the end', async () => {
    peer.health = 'busy once';
    await storage().put('f/busy', Buffer.from('x'));
    expect(String(await read(storage(), 'f/busy'))).toBe('x');
    peer.health = 'busy';
    await expect(storage().exists('f/busy')).rejects.toThrow();
  });

  test('that says nothing, or stops in the middle, is an error and no endless wait', async () => {
    await storage().put('f/large', randomBytes(1_000_000));
    const impatient = storage({ timeoutMs: 200 });
    peer.health = 'silent';
    await expect(impatient.open('f/large')).rejects.not.toBeInstanceOf(StorageMissing);
    peer.health = 'stops in the middle';
    const half = await impatient.open('f/large');
    await expect(buffer(half)).rejects.toThrow();
  }, 10_000);

  test('that is not there, refuses the key or has no such bucket is an error, and not a missing file', async () => {
    const { accessKeyId } = peer.settings.credentials;
    for (const wrong of [
      { endpoint: 'http://127.0.0.1:9' },
      { bucket: 'another-bucket' },
      { credentials: { accessKeyId, secretAccessKey: 'wrong' }, timeoutMs: 900 },
    ]) {
      const refused = storage(wrong).open('f/any');
      await expect(refused, JSON.stringify(wrong)).rejects.toThrow();
      await expect(refused).rejects.not.toBeInstanceOf(StorageMissing);
    }
  });
});

test('the settings name a bucket, or the disk; half of them are refused', () => {
  const all = {
    S3_BUCKET: 'files',
    S3_ENDPOINT: 'https://s3.example.com',
    S3_REGION: 'ch-1',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'secret',
  };
  expect(readEnv({}).s3).toBeNull();
  expect(readEnv(all).s3).toEqual({
    bucket: 'files',
    endpoint: 'https://s3.example.com',
    region: 'ch-1',
    timeoutMs: 10_000,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  for (const name of ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])
    expect(() => readEnv({ ...all, [name]: '' }), name).toThrow(`${name}: is missing`);
});
