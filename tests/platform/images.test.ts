import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let shrinkPicture: typeof import('../../app/platform/images.server').shrinkPicture;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'images-'));
  process.env.PORTAL_DATA_DIR = folder;
  ({ shrinkPicture } = await import('../../app/platform/images.server'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const picture = () => sharp({ create: { width: 2_000, height: 500, channels: 4, background: '#a53b' } });
const sizes = (content: Buffer) =>
  shrinkPicture(Readable.from([content]), async ({ large, small, width, height }) => [
    width,
    height,
    (await stat(large)).size > (await stat(small)).size,
  ]);

test('pictures of four formats are drawn anew, and small ones stay small', async () => {
  for (const format of ['png', 'jpeg', 'webp', 'gif'] as const)
    expect(await sizes(await picture().toFormat(format).toBuffer()), format).toEqual([1_600, 400, true]);
  const tiny = await picture().resize(20, 10).png().toBuffer();
  expect((await sizes(tiny))?.slice(0, 2)).toEqual([20, 10]);
});

test('no other format is decoded, whatever the library could, and nothing is left on the disk', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>',
  );
  for (const content of [
    svg,
    await picture().tiff().toBuffer(),
    await picture().avif().toBuffer(),
    Buffer.from('x'),
  ])
    expect(await sizes(content)).toBeNull();
  expect(await readdir(path.join(folder, 'uploads'))).toEqual([]);
});

test('an error of who reads or uses it is theirs', async () => {
  const torn = Readable.from(
    (async function* () {
      yield Buffer.from('x');
      throw new Error('torn');
    })(),
  );
  await expect(shrinkPicture(torn, async () => 1)).rejects.toThrow('torn');
  const png = await picture().png().toBuffer();
  const failing = shrinkPicture(Readable.from([png]), () => Promise.reject(new Error('full')));
  await expect(failing).rejects.toThrow('full');
  expect(await readdir(path.join(folder, 'uploads'))).toEqual([]);
});
