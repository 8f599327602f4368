import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hostileFiles, isActive } from '../../scripts/bench/hostile-files';
import { startApp, type TestApp } from '../support/app';
import { ENDLESS_FORMS, sendChunked } from '../support/chunked';
import { type Client, placeOrder, signIn } from '../support/client';
import { eventually } from '../support/eventually';
import { type S3Peer, startS3Peer } from '../support/s3-peer';

/** The whole portal with its files in a bucket: what is kept of bad files, and what of them is ever shown. */
let peer: S3Peer;
let app: TestApp;
let customer: Client;
let number: string;

// Pictures wait for what is more urgent.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  peer = await startS3Peer();
  const { bucket, endpoint, region, credentials } = peer.settings;
  app = await startApp({
    jobs: true,
    env: {
      S3_BUCKET: bucket,
      S3_ENDPOINT: endpoint,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  });
  customer = await signIn(app, 'customer');
  number = await placeOrder(app, customer);
});
afterAll(async () => {
  await app?.close();
  await peer?.close();
});

async function upload(name: string, content: Buffer, order = number) {
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(content)]), name);
  const response = await customer.post(`/orders/${order}/attachments`, form, { Accept: 'application/json' });
  const answer = (await response.json()) as { files?: { id: number }[] };
  return { status: response.status, id: answer.files?.[0]?.id };
}

/** The file's row once it was decided whether it can be shown; pictures are drawn when nothing else is to be done. */
const decided = (id: number) =>
  eventually(() => app.db.attachment.findFirst({ where: { id, previewedAt: { not: null } } }), 100);

test('of files that mean harm nothing active is ever served', async () => {
  const kept: number[] = [];
  const active: string[] = [];
  for (const { name, content, taken } of await hostileFiles(16)) {
    const { status, id } = await upload(name, content);
    expect([name, status], name).toEqual([name, taken ? 200 : 422]);
    if (id) kept.push(id);
  }
  for (const id of kept) {
    await decided(id);
    for (const address of ['', '/preview', '/preview?size=small'])
      if (await isActive(await customer.get(`/orders/${number}/attachments/${id}${address}`)))
        active.push(`${id}${address}`);
  }
  expect(active).toEqual([]);
  const shown = await app.db.attachment.findMany({
    where: { previewKey: { not: null } },
    orderBy: { id: 'asc' },
    select: { name: true },
  });
  expect(shown.map(({ name }) => name)).toEqual([
    'gif-und-html.gif',
    'jpeg-und-zip.jpg',
    'png-und-html.png',
    'png-mit-text.png',
    'exif.jpg',
    'xmp.webp',
    'bild.php.jpg',
  ]);
}, 240_000);

describe('a preview', () => {
  test('is upright, small, without a word of its metadata, and kept by the browser alone', async () => {
    const order = await placeOrder(app, customer);
    const lying = await sharp({ create: { width: 2_400, height: 1_200, channels: 3, background: '#345' } })
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 22/1 0/1' }, IFD0: { Make: 'Fotofabrik' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { id = 0 } = await upload('hochkant.jpg', lying, order);
    await decided(id);
    const at = `/orders/${order}/attachments/${id}/preview`;
    const sizes: unknown[] = [];
    for (const address of [at, `${at}?size=small`]) {
      const response = await customer.get(address);
      const { width, height, format, exif, xmp, icc, orientation } = await sharp(
        Buffer.from(await response.arrayBuffer()),
      ).metadata();
      sizes.push([width, height, format, exif, xmp, icc, orientation]);
      const ETag = response.headers.get('ETag') ?? '';
      expect((await customer.get(address, { 'If-None-Match': ETag })).status).toBe(304);
    }
    const none = [undefined, undefined, undefined, undefined];
    expect(sizes).toEqual([
      [800, 1600, 'webp', ...none],
      [160, 320, 'webp', ...none],
    ]);
    const page = await (await customer.get(`/orders/${order}`)).text();
    expect(page).toContain(`${at}?size=small`);
    expect(page).toContain('alt="hochkant.jpg"');
    const stranger = await signIn(app, 'otherCustomer');
    expect((await stranger.get(at)).status).toBe(404);
    expect((await customer.get(at.replace(order, number))).status).toBe(404);
  });

  test('waits for a storage that is away, and is made when it is back', async () => {
    const { makePreviews } = await import('../../app/domain/attachments/make-previews.server');
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#345' } })
      .png()
      .toBuffer();
    const { id = 0 } = await upload('spaeter.png', picture);
    await decided(id);
    await app.db.attachment.update({ where: { id }, data: { previewedAt: null, previewKey: null } });
    peer.health = 'busy';
    await expect(makePreviews()).rejects.toThrow();
    expect(await app.db.attachment.findUnique({ where: { id } })).toMatchObject({ previewedAt: null });
    peer.health = 'well';
    await makePreviews();
    expect((await decided(id)).previewKey).not.toBeNull();
  });
});

test('everything lies in the bucket under its own folder, and nothing on the disk', async () => {
  await eventually(async () => [...peer.objects.keys()].find((key) => key.startsWith('mails/')));
  const folders = new Set([...peer.objects.keys()].map((key) => key.split('/')[0]));
  expect([...folders].sort()).toEqual(['attachments', 'mails', 'previews']);
  const rows = await app.db.attachment.findMany({ select: { storageKey: true } });
  const stored = [...peer.objects.keys()].filter((key) => key.startsWith('attachments/'));
  expect(stored.sort()).toEqual(rows.map(({ storageKey }) => storageKey).sort());
  expect([...peer.uploads]).toEqual([]);
  const left = await Promise.all(
    ['files', 'uploads'].map((folder) => readdir(path.join(app.dataDir, folder)).catch(() => [])),
  );
  expect(left.flat()).toEqual([]);
});

describe('a form without end', () => {
  test.each([
    ['a file of 2 GB', 413],
    ['10,000 tiny parts', 422],
    ['a header', 4],
  ] as const)('(%s) is refused while it arrives, in bounded memory', async (name, status) => {
    const [cookie] = [...customer.cookies].map(([name, value]) => `${name}=${value}`);
    const address = `${app.url}/orders/${number}/attachments`;
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 20);
    const { answer, sent } = await sendChunked(address, cookie ?? '', 2_000, ENDLESS_FORMS[name]);
    clearInterval(watch);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
    expect(sent).toBeLessThan(150_000_000);
    // The sender is in this process too; the bench measures the portal alone.
    expect(most - before).toBeLessThan(128 * 1024 * 1024);
    expect(await readdir(path.join(app.dataDir, 'uploads'))).toEqual([]);
  });
});
